"""The flow of a Qualtrics survey: blocks become pages, branches conditions, ends endings."""

from __future__ import annotations

from functools import partial
from typing import Any

from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.expressions.nodes import Node, Operation
from apps.exchange.surveys.qsf.context import USUAL, Reading, described
from apps.exchange.surveys.qsf.logic import boolean, leaf
from apps.exchange.surveys.qsf.questions import HANDLERS, METADATA
from apps.exchange.surveys.raw import Raw

DEEPEST = 20
OTHERS = {"WebService": "web_service", "Authenticator": "login", "TableOfContents": "appearance",
          "ReferenceSurvey": "login", "Conjoint": "login"}  # fmt: skip


class Flow:
    """Walks the flow with the branches it is in. ``starts`` tells of each block the page it begins on."""

    def __init__(self, reading: Reading, blocks: dict[str, Raw], questions: dict[str, Raw]) -> None:
        self.reading, self.blocks, self.questions = reading, blocks, questions
        self.branches: list[Any] = []
        self.first_pages: list[str] = []
        self.ends: list[tuple[str, int]] = []  # skips to the end of a block: the block's place
        self.is_random = False

    def walk(self, items: list[Any], source: str, depth: int = 1) -> None:
        report = self.reading.drafting.report
        if depth > DEEPEST:
            report.add(source, "page", source, "dropped", "too_long", is_logic=True)
            return
        for i, item in enumerate(items):
            one = Raw(item, f"{source}/{i}")
            kind, inner = one.string("Type"), one.listed("Flow")
            if kind in ("Block", "Standard"):
                self._block(one)
            elif kind == "Branch":
                self.branches.append(one.get("BranchLogic"))
                self.walk(inner, f"{one.path}/Flow", depth + 1)
                self.branches.pop()
            elif kind == "EndSurvey":
                self._end(one)
            elif kind in ("BlockRandomizer", "Randomizer"):
                self._randomized(one, inner, depth)
            elif kind == "EmbeddedData":
                self._fields(one)
            elif kind in OTHERS:
                is_logic = kind == "WebService"
                report.add(one.path, "page", kind, "dropped", OTHERS[kind], is_logic=is_logic, names=kind)
            else:
                self.walk(inner, f"{one.path}/Flow", depth + 1)

    def _randomized(self, one: Raw, inner: list[Any], depth: int) -> None:
        before = len(self.reading.drafting.pages)
        self.walk(inner, f"{one.path}/Flow", depth + 1)
        for page in self.reading.drafting.pages[before:]:
            page["_is_random"] = True
        self.is_random = True
        report = self.reading.drafting.report
        shown = one.integer("SubSet")
        if shown is not None and shown < len(inner):
            report.add(one.path, "order", f"{shown} of {len(inner)}", "dropped", "randomizer", is_logic=True)
        else:
            report.add(one.path, "order", one.string("Type"), "approximated", "order_of_blocks")

    def _fields(self, one: Raw) -> None:
        for each in one.children("EmbeddedData"):
            name, value = each.string("Field"), each.string("Value")
            report = self.reading.drafting.report
            if value:
                report.add(
                    each.path, "calculated", f"{name} = {value}", "dropped", "no_setter", is_logic=True
                )
            else:
                report.add(each.path, "setting", name, "equivalent", "param")

    def _block(self, one: Raw) -> None:
        block = self.blocks.pop(one.string("ID"), None)
        if block is None:
            return
        drafting, before = self.reading.drafting, len(self.reading.drafting.pages)
        title = block.string("Description")
        drafting.report.add(block.path, "page", title, "exact")
        pages = [self._page(block)]
        self.first_pages.append(pages[0]["name"])
        place = len(self.first_pages)
        skips = False
        for item in block.children("BlockElements"):
            if item.string("Type") == "Page Break" or skips:
                pages.append(self._page(block)) if pages[-1]["elements"] else None
                skips = False
            if item.string("Type") == "Question":
                self._question(pages[-1], item.string("QuestionID"))
                skips = self._skips(pages[-1], item, place)
        for page in drafting.pages[before:]:
            for branch in self.branches:
                self.reading.condition([page], branch, f"{one.path}/BranchLogic")
        self._loop(block)

    def _page(self, block: Raw) -> Document:
        page = self.reading.drafting.page(block.string("Description"))
        options = Raw(block.get("Options"), f"{block.path}/Options")
        if options.string("RandomizeQuestions") not in ("", "false", "None"):
            page["elementsOrder"] = "random"
        return page

    def _loop(self, block: Raw) -> None:
        options = Raw(block.get("Options"), f"{block.path}/Options")
        kind = options.string("Looping")
        if kind not in ("", "None"):
            self.reading.drafting.report.add(
                options.path, "loop", kind, "dropped", "loop_block", is_logic=True
            )

    def _question(self, page: Document, number: str) -> None:
        raw, report = self.questions.pop(number, None), self.reading.drafting.report
        if raw is None:
            return
        kind = raw.string("QuestionType")
        handler = HANDLERS.get(kind)
        tag = raw.string("DataExportTag") or number
        if handler is None:
            note = "metadata" if kind in METADATA else "no_type"
            report.add(raw.path, "question", tag, "dropped", note, type=kind)
            return
        elements = handler(self.reading, page, raw)
        if not elements:
            words = f"{kind} {raw.string('Selector')}"
            report.add(raw.path, "question", tag, "dropped", "no_type", type=words)
            return
        for key in ("DisplayLogic", "InPageDisplayLogic"):
            self.reading.condition(elements, raw.get(key), f"{raw.path}/{key}")
        if raw.get("DefaultChoices"):
            report.add(f"{raw.path}/DefaultChoices", "setting", tag, "dropped", "default_value")
        looks = [key for key in raw.unasked() if key not in USUAL and raw.value[key]]
        if looks:
            report.add(raw.path, "setting", tag, "dropped", "appearance", names=", ".join(looks))

    def _skips(self, page: Document, item: Raw, place: int) -> bool:
        """Jumps on leaving the page, which therefore ends here."""
        rules = item.children("SkipLogic")
        drafting, codes = self.reading.drafting, self.reading.codes
        for rule in rules:
            to = rule.string("SkipToDestination")
            words = described(rule.value) or to
            note = "jump_to_page" if to.startswith("QID") else "as_jump"
            drafting.jump(
                page,
                partial(self._destination, to, place),
                words,
                rule.path,
                partial(leaf, rule.value, codes),
                note,
            )
        return bool(rules)

    def _destination(self, to: str, place: int) -> str:
        if to.upper() in ("ENDOFSURVEY", "SURVEY_END"):
            return "end"
        if to.upper() == "ENDOFBLOCK":
            return f"page:{self.first_pages[place]}" if place < len(self.first_pages) else "end"
        known = self.reading.drafting.scope.get(to)
        return self.reading.drafting.page_of(known.source.get("question", "")) if known else ""

    def _end(self, one: Raw) -> None:
        drafting = self.reading.drafting
        options = Raw(one.get("Options"), f"{one.path}/Options")
        address = options.string("EOSRedirectURL")
        is_out = options.string("ScreenOut") == "Yes" or options.string("ResponseFlag") == "Screened"
        if not drafting.pages:
            drafting.report.add(one.path, "ending", "EndSurvey", "dropped", "unknown_place", is_logic=True)
            return
        if not self.branches and not address and not is_out:
            drafting.report.add(one.path, "ending", "EndSurvey", "exact")
            return
        to = "end"
        if address or is_out:
            to = f"ending:{drafting.ending('ending', redirect=address, isScreenOut=is_out)['name']}"
        words = " ".join(described(branch) for branch in self.branches) or "EndSurvey"
        drafting.jump(
            drafting.pages[-1], partial(str, to), words, one.path, self._all_branches(), "as_ending"
        )

    def _all_branches(self) -> Any:
        branches = list(self.branches)
        return partial(_conjunction, branches, self.reading.codes) if branches else None


def _conjunction(branches: list[Any], codes: dict[str, dict[str, Any]]) -> Node:
    parts = [boolean(branch, codes) for branch in branches]
    return parts[0] if len(parts) == 1 else Operation("and", tuple(parts))
