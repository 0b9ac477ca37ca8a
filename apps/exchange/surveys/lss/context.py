"""What reading an LSS file carries along."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from apps.exchange.surveys.choosing import Values
from apps.exchange.surveys.drafting import Document, Drafting
from apps.exchange.surveys.expressions import limesurvey
from apps.exchange.surveys.expressions.scope import Target
from apps.exchange.surveys.lss.conditions import old_conditions
from apps.exchange.surveys.lss.tables import Structure, Thing
from apps.exchange.surveys.targets import target_of
from apps.exchange.surveys.texts import LONGEST, Texts, has_markup, plain_texts, rich_texts

INVITATION = {"FIRSTNAME": "first_name", "LASTNAME": "last_name", "EMAIL": "email"}
ALWAYS = ("", "1")
RULES = {
    "array_filter": "choice_condition",
    "array_filter_exclude": "choice_condition",
    "em_validation_q": "validator",
    "em_validation_sq": "validator",
}
USUAL = {
    *("hide_tip", "display_type", "statistics_showgraph", "statistics_graphtype", "save_as_default"),
    *("public_statistics", "page_break", "scale_export", "cssclass", "clear_default", "theme_template"),
    *(
        "question_template",
        "time_limit_action",
        "printable_help",
        "show_title",
        "show_grand_total",
        "show_totals",
    ),
}


@dataclass
class Reading:
    drafting: Drafting
    structure: Structure

    def texts(self, texts: Texts, limit: int = LONGEST) -> Texts:
        return plain_texts(texts, limit)

    def rich(self, texts: Texts) -> Texts:
        return rich_texts(texts)

    def source(self, thing: Thing) -> str:
        return f"questions/{thing.get('title') or thing.get('qid')}"

    def element(
        self, place: Document, question: Thing, kind: str, *, wanted: str = "", title: Texts | None = None,
        values: Values | None = None, **more: Any,
    ) -> Document:  # fmt: skip
        """The element for a question, or for one part of it; ``wanted`` is then its name."""
        truth = more.pop("truth", ("Y", "N"))
        name = wanted or question.get("title") or f"q{question.get('qid')}"
        words = title if title is not None else self.texts(question.text("question"))
        element = self.drafting.element(
            place,
            kind,
            name,
            self.source(question) + (f"/{wanted}" if wanted else ""),
            what=words.get(self.structure.language) or name,
            title=words,
            description=self.texts(question.text("help")),
            isRequired=question.get("mandatory") in ("Y", "S"),
            **more,
        )
        spelled = values.by_spelling if values else None
        self.know(question, target_of(element, spelled, truth=truth), name)
        if not wanted and any(has_markup(text) for text in question.text("question").values()):
            self.drafting.report.add(self.source(question), "text", name, "approximated", "markup")
        return element

    def know(self, question: Thing, target: Target, name: str) -> None:
        """LimeSurvey calls a question by its code, or by the numbers of survey, group and question."""
        code = question.get("title")
        part = name.removeprefix(f"{code}_") if name != code else ""
        place = f"{self.structure.survey.get('sid', '')}X{question.get('gid')}X{question.get('qid')}"
        self.drafting.target(name, target)
        self.drafting.target(place + part, target)

    def condition(self, question: Thing, elements: list[Document]) -> None:
        """Its relevance; where that says nothing, the conditions of older releases."""
        words = question.get("relevance")
        rows = self.structure.conditions.get(question.get("qid"), [])
        source = f"{self.source(question)}/relevance"
        if words not in ALWAYS:
            self.drafting.condition(elements, "visibleIf", words, source, partial(limesurvey.read, words))
            if rows:
                self.drafting.report.add(
                    f"{self.source(question)}/conditions", "condition", words, "equivalent", "in_relevance"
                )
        elif rows:
            said = " ".join(f"{row.get('cfieldname')} {row.get('method')} {row.get('value')}" for row in rows)
            self.drafting.condition(
                elements,
                "visibleIf",
                said,
                f"{self.source(question)}/conditions",
                partial(old_conditions, rows),
            )

    def leftovers(self, question: Thing, used: tuple[str, ...]) -> None:
        report, looks = self.drafting.report, []
        for name, value in question.attributes.items():
            if name in RULES:
                report.add(
                    f"{self.source(question)}/{name}",
                    "condition",
                    value,
                    "dropped",
                    RULES[name],
                    is_logic=True,
                )
            elif name not in used and name not in USUAL and value not in ("0", "N", "default"):
                looks.append(name)
        if question.get("preg"):
            report.add(
                f"{self.source(question)}/preg", "validation", question.get("preg"), "dropped", "validator"
            )
        if question.get("mandatory") == "S":
            looks.append("mandatory")
        if looks:
            report.add(
                self.source(question),
                "setting",
                question.get("title"),
                "dropped",
                "appearance",
                names=", ".join(looks),
            )


def token_field(name: str) -> Target | None:
    """ "TOKEN:FIRSTNAME" and the like."""
    kind, colon, found = name.partition(":")
    if colon and kind in ("TOKEN", "TOKENS") and found:
        return Target({"invitation": INVITATION.get(found, found.lower())}, approximated="")
    return None
