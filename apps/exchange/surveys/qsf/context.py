"""What reading a QSF file carries along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from apps.exchange.surveys.choosing import Values, whole
from apps.exchange.surveys.drafting import Document, Drafting
from apps.exchange.surveys.expressions.scope import Target
from apps.exchange.surveys.qsf.logic import boolean
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.targets import target_of
from apps.exchange.surveys.texts import LONGEST, Texts, has_markup, language_code, plain_texts, rich_texts

INVITATION = {
    "FirstName": "first_name",
    "LastName": "last_name",
    "Email": "email",
    "ExternalDataReference": "customer",
}
FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
USUAL = {
    *("QuestionID", "QuestionDescription", "Configuration", "NextChoiceId", "NextAnswerId", "SubSelector"),
    *("QuestionText", "QuestionText_Unsafe", "DataVisibility", "GradingData", "AnalyzeChoices", "ColumnLabels"),
    *("SearchSource", "Labels", "ChoiceDataExportTags", "VariableNaming", "Validation", "Randomization", "Selector"),
    *("QuestionType", "Language", "RecodeValues", "ChoiceOrder", "AnswerOrder", "Choices", "Answers"),
    *("DataExportTag", "DefaultChoices"),
}  # fmt: skip


@dataclass
class Reading:
    """``codes`` holds of each question, and each row of one as "QID3~2", our value by the number of a choice."""

    drafting: Drafting
    languages: list[str]
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def texts(self, raw: Raw, *path: str, limit: int = LONGEST) -> Texts:
        """The text at this path, with those of the translations at the same path."""
        return plain_texts(self._every(raw, path), limit)

    def rich(self, raw: Raw, *path: str) -> Texts:
        return rich_texts(self._every(raw, path))

    def _every(self, raw: Raw, path: tuple[str, ...]) -> dict[str, Any]:
        found = {self.drafting.language: _at(raw.value, path)}
        translated = raw.value.get("Language")
        for name, texts in translated.items() if isinstance(translated, dict) else ():
            language = language_code(name)
            if language and isinstance(_at(texts, path), str):
                found.setdefault(language, _at(texts, path))
        return {language: text for language, text in found.items() if isinstance(text, str | int | float)}

    def element(
        self, place: Document, raw: Raw, kind: str, *, part: str = "", title: Texts | None = None, **more: Any
    ) -> Document:
        """The element for a question, or for one row or entry of it: ``part`` is then its number."""
        tag = raw.string("DataExportTag") or raw.string("QuestionID")
        name = f"{tag}_{part}" if part else tag
        words = self.texts(raw, "QuestionText") if title is None else title
        settings = settings_of(raw)
        element = self.drafting.element(
            place,
            kind,
            name,
            raw.path + (f"/{part}" if part else ""),
            what=words.get(self.drafting.language) or name,
            title=words,
            isRequired=settings.get("ForceResponse") == "ON",
            **more,
        )
        values = {str(value): value for value in self.codes.get(self.key(raw, part), {}).values()}
        self.drafting.target(self.key(raw, part), target_of(element, values))
        if not part and kind != "html" and has_markup(raw.string("QuestionText")):
            self.drafting.report.add(raw.path, "text", name, "approximated", "markup")
        return element

    def key(self, raw: Raw, part: str = "") -> str:
        return raw.string("QuestionID") + (f"~{part}" if part else "")

    def condition(self, holders: list[Document], logic: Any, source: str) -> None:
        if isinstance(logic, dict) and holders:
            self.drafting.condition(
                holders, "visibleIf", described(logic), source, partial(boolean, logic, self.codes)
            )

    def field(self, name: str) -> Target | None:
        """Embedded data comes with the address here, what is known of the person with the invitation."""
        kind, _, found = name.partition(":")
        if kind == "e" and FIELD.fullmatch(found):
            return Target({"param": found}, approximated="param")
        if kind == "m" and found in INVITATION:
            return Target({"invitation": INVITATION[found]})
        return None


def numbered(raw: Raw, key: str, order: str) -> list[tuple[str, dict[str, Any]]]:
    """Choices or answers by their number, in the order they are shown."""
    given = raw.get(key)
    found = dict(enumerate(given, 1)) if isinstance(given, list) else given if isinstance(given, dict) else {}
    named = {str(number): one for number, one in found.items() if isinstance(one, dict)}
    wanted = [str(number) for number in raw.listed(order)]
    return [(number, named[number]) for number in dict.fromkeys((*wanted, *named)) if number in named]


def coded(raw: Raw, numbers: list[str]) -> dict[str, Any]:
    """Our value of each choice: its recoded number where all have different ones, else its own."""
    recoded = raw.get("RecodeValues")
    given = recoded if isinstance(recoded, dict) else {}
    found = {number: whole(given.get(number, number)) for number in numbers}
    if len({*found.values()}) == len(found) and None not in found.values():
        return dict(found)
    values = Values()
    return {number: values.add(number) for number in numbers}


def described(logic: Any) -> str:
    """What Qualtrics says of a rule, without its markup; else where it looks."""
    words: list[str] = []
    pending = [logic]
    while pending and len(words) < 8:
        one = pending.pop(0)
        if isinstance(one, Mapping):
            if isinstance(one.get("Description"), str) and one["Description"]:
                words.append(re.sub(r"<[^<>]{0,200}>", "", one["Description"]))
            elif "Operator" in one or "Condition" in one:
                place = one.get("LeftOperand") or one.get("ChoiceLocator") or ""
                words.append(f"{place} {one.get('Operator') or one.get('Condition') or ''}")
            pending.extend(value for key, value in one.items() if str(key).isdecimal())
    return " ".join(words)


def settings_of(raw: Raw) -> dict[str, Any]:
    validation = raw.value.get("Validation")
    settings = validation.get("Settings") if isinstance(validation, dict) else None
    return settings if isinstance(settings, dict) else {}


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for step in path:
        if isinstance(value, list) and step.isdecimal() and 0 < int(step) <= len(value):
            value = value[int(step) - 1]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
