"""What reading an XLSForm carries along."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from apps.exchange.surveys.drafting import Document, Drafting
from apps.exchange.surveys.expressions import xpath
from apps.exchange.surveys.targets import target_of
from apps.exchange.surveys.texts import LONGEST, Texts, plain_texts, rich_texts
from apps.exchange.surveys.xlsform.sheets import Form, Row

YES, NO = {"yes", "true", "true()", "1", "y"}, {"", "no", "false", "false()", "0", "n"}
SILENT = {"form_id", "id_string", "version", "type", "name", "instance_name"}
_MARKUP = re.compile(r"<[a-zA-Z/]")


@dataclass
class Reading:
    drafting: Drafting
    form: Form
    is_repeated: bool = False

    def texts(self, texts: Texts, limit: int = LONGEST) -> Texts:
        return plain_texts(texts, limit)

    def rich(self, texts: Texts) -> Texts:
        """A label as a statement: its markup if it has some, else a paragraph of each line."""
        return rich_texts({language: paragraphs(text) for language, text in texts.items()})

    def question(
        self, place: Document, row: Row, kind: str, *, values: dict[str, Any] | None = None, **more: Any
    ) -> Document:
        """The element for a row, known to conditions by its name."""
        title = self.texts(row.text("label"))
        truth, is_spaced = more.pop("truth", ("true", "false")), more.pop("is_spaced", False)
        required = row.get("required").strip()
        name = row.get("name") or f"question{row.number}"
        element = self.drafting.element(
            place,
            kind,
            name,
            row.source,
            what=title.get(self.form.language) or name,
            title=title,
            description=self.texts(row.text("hint")),
            isRequired=required.lower() in YES,
            touchpoint=row.get("touchpoint"),
            **more,
        )
        target = target_of(element, values, truth=truth, is_spaced=is_spaced, is_repeated=self.is_repeated)
        self.drafting.target(name, target)
        self.condition(row, [element])
        if required.lower() not in YES | NO:
            self.drafting.condition(
                [element], "requiredIf", required, f"{row.source}/required", partial(xpath.read, required)
            )
        return element

    def condition(self, row: Row, holders: list[Document]) -> None:
        words = row.get("relevant")
        if words:
            self.drafting.condition(
                holders, "visibleIf", words, f"{row.source}/relevant", partial(xpath.read, words)
            )

    def leftovers(self, row: Row) -> None:
        """Tells what no reader asked for."""
        report = self.drafting.report
        for column, note in (("default", "default_value"), ("choice_filter", "choice_filter")):
            words = row.get(column)
            if words:
                is_rule = column == "choice_filter"
                kind = "condition" if is_rule else "setting"
                report.add(f"{row.source}/{column}", kind, words, "dropped", note, is_logic=is_rule)
        looks = [name for name in row.unasked() if name not in SILENT]
        if looks:
            names = ", ".join(looks)
            report.add(row.source, "setting", row.get("name"), "dropped", "appearance", names=names)


def paragraphs(text: str) -> str:
    if _MARKUP.search(text):
        return text
    return "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in text.splitlines() if line.strip())
