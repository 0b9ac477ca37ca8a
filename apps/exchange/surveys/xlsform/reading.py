"""A whole XLSForm: groups become pages, groups within them are laid flat, repeats become repeated questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from apps.exchange.surveys.choosing import as_scale
from apps.exchange.surveys.drafting import Document, Drafting
from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.expressions.scope import Target
from apps.exchange.surveys.naming import Names
from apps.exchange.surveys.piping import piped
from apps.exchange.surveys.report import Report
from apps.exchange.surveys.settling import settle
from apps.exchange.surveys.texts import plain
from apps.exchange.surveys.xlsform import questions
from apps.exchange.surveys.xlsform.context import Reading, paragraphs
from apps.exchange.surveys.xlsform.sheets import Row, read_form

REFERENCE = re.compile(r"\$\{\s*([^{}$]{1,200}?)\s*\}")
BEGIN = re.compile(r"begin[_ ](group|repeat|loop)(?:\s.*)?")
END = re.compile(r"end[_ ](group|repeat|loop)(?:\s.*)?")


@dataclass
class _Open:
    """A group that has begun. ``before`` is how many elements its place had."""

    row: Row
    place: Document
    before: int
    is_repeat: bool = False


def read(data: bytes, title: str, report: Report) -> dict[str, Any]:
    """The document of ours. Raises UnreadableSurvey or SurveyFileTooLarge."""
    form = read_form(data)
    drafting = Drafting(report, form.language)
    reading = Reading(drafting, form)
    texts = form.settings.get("form_title") or form.settings.get("title") or title
    drafting.document = {"title": {form.language: plain(texts, 300)}}
    report.add("settings", "survey", texts, "exact")
    for language in form.languages:
        report.add("survey", "language", language, "exact")
    for name in form.unknown_languages:
        report.add("survey", "language", name, "dropped", "untranslated_language")
    _Walk(reading).rows(form.rows)
    if not any(page["elements"] for page in drafting.pages):
        raise UnreadableSurvey
    reading.leftovers(form.settings)
    return settle(piped(drafting, drafting.finish(), REFERENCE, str), drafting.sources, report)


class _Walk:
    """Goes down the sheet with the groups that are open."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.open: list[_Open] = []
        self.loose: Document | None = None  # the page of questions in no group

    def rows(self, rows: list[Row]) -> None:
        at = 0
        while at < len(rows):
            row = rows[at]
            kind = row.get("type").strip().lower()
            begin = BEGIN.fullmatch(kind)
            if begin and begin[1] == "group" and (matrix := self._matrix(rows, at)):
                at = matrix
            elif begin:
                at = self._begin(rows, at, is_repeat=begin[1] != "group")
            elif END.fullmatch(kind):
                self._end()
                at += 1
            else:
                self._row(row, kind)
                at += 1
        while self.open:
            self._end()

    def place(self) -> Document:
        if self.open:
            return self.open[-1].place
        if self.loose is None:
            self.loose = self.reading.drafting.page()
        return self.loose

    def _begin(self, rows: list[Row], at: int, *, is_repeat: bool) -> int:
        """Where to go on."""
        row, reading = rows[at], self.reading
        report = reading.drafting.report
        if is_repeat and reading.is_repeated:
            report.add(row.source, "loop", row.get("name"), "dropped", "loop_in_loop", is_logic=True)
            return _after(rows, at)
        if is_repeat:
            panel = reading.question(self.place(), row, "paneldynamic", **_count(reading, row))
            panel["elements"] = []
            reading.is_repeated = True
            self.open.append(_Open(row, panel, 0, is_repeat=True))
        elif not self.open:
            self.loose = None
            title = reading.texts(row.text("label"), 300)
            page = reading.drafting.page(row.get("name"), title=title)
            report.add(row.source, "page", title.get(reading.form.language) or row.get("name"), "exact")
            reading.condition(row, [page])
            self.open.append(_Open(row, page, 0))
        else:
            self.open.append(_Open(row, self.place(), len(self.place()["elements"])))
            self._heading(row)
        row.get("appearance"), row.get("relevant")
        reading.leftovers(row)
        return at + 1

    def _heading(self, row: Row) -> None:
        """The title of a group within a group."""
        reading, texts = self.reading, row.text("label")
        reading.drafting.report.add(row.source, "page", row.get("name"), "approximated", "flattened")
        if texts:
            heading = {language: paragraphs(text) for language, text in texts.items()}
            reading.drafting.element(
                self.place(), "html", f"{row.get('name') or 'group'}_title", f"{row.source}/label",
                what=next(iter(texts.values())), fate="equivalent", note="as_statement", html=heading,
            )  # fmt: skip

    def _end(self) -> None:
        if not self.open:
            return
        closed = self.open.pop()
        if closed.is_repeat:
            self.reading.is_repeated = False
        elif self.open:
            self.reading.condition(closed.row, closed.place["elements"][closed.before :])
        else:
            self.loose = None

    def _row(self, row: Row, kind: str) -> None:
        reading, report = self.reading, self.reading.drafting.report
        is_select = questions.SELECT.fullmatch(row.get("type").strip()) is not None
        handler = questions.select if is_select else questions.HANDLERS.get(kind)
        if handler:
            handler(reading, self.place(), row)
            reading.leftovers(row)
        elif kind in questions.METADATA or kind == "email":
            report.add(row.source, "setting", row.get("name") or kind, "dropped", "metadata")
        elif kind in questions.DEVICE:
            report.add(row.source, "question", row.get("name"), "dropped", "device")
        elif kind == "hidden":
            report.add(row.source, "question", row.get("name"), "dropped", "hidden_question")
        elif "_from_file" in kind or "external" in kind:
            report.add(row.source, "question", row.get("name"), "dropped", "choices_by_url")
        else:
            report.add(row.source, "question", row.get("name"), "dropped", "no_type", type=kind)

    def _matrix(self, rows: list[Row], at: int) -> int | None:
        """A table of choices over one scale of numbers is a matrix; where to go on after it."""
        row, end = rows[at], _after(rows, at)
        if "table-list" not in row.get("appearance").lower():
            return None
        row.get("cx_type")
        inner = rows[at + 1 : end - 1]
        matches = [questions.SELECT.fullmatch(one.get("type").strip()) for one in inner]
        lists = {match[2] if match and match[1] in ("select_one", "select one") else "" for match in matches}
        listed = self.reading.form.choices.get(next(iter(lists)), []) if len(lists) == 1 else []
        scale = as_scale([choice.get("name") for choice in listed])
        if scale is None or any(one.get("relevant") for one in inner):
            return None
        self._add_matrix(row, inner, listed, scale)
        return end

    def _add_matrix(self, row: Row, inner: list[Row], listed: list[Row], scale: tuple[int, int]) -> None:
        reading, names, rows = self.reading, Names(), []
        prefix = f"{row.get('name')}_"
        for one in inner:
            name = names.free(one.get("name").removeprefix(prefix), "row")
            found = {
                "name": name,
                "title": reading.texts(one.text("label")),
                "touchpoint": one.get("touchpoint"),
            }
            rows.append({key: value for key, value in found.items() if value})
        every = bool(inner) and all(one.get("required").lower() == "yes" for one in inner)
        ends = [_end_label(reading, listed[0]), _end_label(reading, listed[-1])]
        element = reading.question(
            self.place(),
            row,
            "matrix",
            rows=rows,
            eachRowRequired=every,
            minRateDescription=ends[0],
            maxRateDescription=ends[1],
        )
        element |= {"rateMin": scale[0], "rateMax": scale[1]}
        for one, made in zip(inner, rows, strict=True):
            target = Target({"question": f"{element['name']}.{made['name']}"}, "number")
            reading.drafting.target(one.get("name"), target)
        if any(_end_label(reading, choice) for choice in listed[1:-1]):
            reading.drafting.report.add(row.source, "text", row.get("name"), "approximated", "scale_labels")
        reading.leftovers(row)


def _end_label(reading: Reading, choice: Row) -> dict[str, str]:
    """What stands at a value, unless it is the value itself."""
    texts = reading.texts(choice.text("label"), 200)
    return {language: text for language, text in texts.items() if text != choice.get("name")}


def _after(rows: list[Row], at: int) -> int:
    """Behind the end of the group that begins here."""
    depth = 0
    for i in range(at, len(rows)):
        kind = rows[i].get("type").strip().lower()
        depth += BEGIN.fullmatch(kind) is not None
        depth -= END.fullmatch(kind) is not None
        if depth == 0:
            return i + 1
    return len(rows)


def _count(reading: Reading, row: Row) -> dict[str, Any]:
    words = row.get("repeat_count").strip()
    if not words:
        return {}
    if words.isdecimal() and 0 < int(words[:4]) <= 50:
        return {"minPanelCount": int(words), "maxPanelCount": int(words)}
    reading.drafting.report.add(
        f"{row.source}/repeat_count", "loop", words, "dropped", "loop_count", is_logic=True
    )
    return {}
