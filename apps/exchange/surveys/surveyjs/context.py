"""What reading a SurveyJS file carries along."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from apps.exchange.surveys.drafting import Document, Drafting
from apps.exchange.surveys.expressions import surveyjs
from apps.exchange.surveys.expressions.scope import Target
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.targets import target_of
from apps.exchange.surveys.texts import LONGEST, Texts, language_code, plain_texts, rich_texts

VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
INVITATION = "invitation_"
SETTERS = ("setValueIf", "resetValueIf", "setValueExpression", "defaultValueExpression")
LOGIC_NOTES = {
    "enableIf": "enable_if",
    "choicesVisibleIf": "choice_condition",
    "choicesEnableIf": "choice_condition",
    "rowsVisibleIf": "choice_condition",
    "columnsVisibleIf": "choice_condition",
    **dict.fromkeys(SETTERS, "no_setter"),
}


@dataclass
class Reading:
    """``prefixes`` stand before the names of repeated questions in conditions: "panel."."""

    drafting: Drafting
    named: set[str] = field(default_factory=set)  # every name of the file
    prefixes: tuple[str, ...] = ()

    def texts(self, raw: Any, limit: int = LONGEST) -> Texts:
        return plain_texts(self.by_language(raw), limit)

    def rich(self, raw: Any) -> Texts:
        return rich_texts(self.by_language(raw))

    def by_language(self, raw: Any) -> dict[str, Any]:
        """SurveyJS keeps a text, or one per language with "default" among them."""
        if isinstance(raw, str | int | float) and not isinstance(raw, bool):
            return {self.drafting.language: str(raw)}
        if not isinstance(raw, dict):
            return {}
        found: dict[str, Any] = {}
        for key, text in raw.items():
            language = self.drafting.language if key == "default" else language_code(key)
            if language and isinstance(text, str) and (key == "default" or language not in found):
                found[language] = text
        return found

    def condition(
        self, raw: Raw, holders: list[Document], keys: tuple[str, ...] = ("visibleIf", "requiredIf")
    ) -> None:
        for key in keys:
            words = raw.string(key)
            if words:
                self.drafting.condition(holders, key, words, raw.at(key), partial(surveyjs.read, words))

    def question(
        self, place: Document, raw: Raw, kind: str, *, values: dict[str, Any] | None = None, **settings: Any
    ) -> Document:
        """The element of ours for a question of the file, known to conditions by its name and its value's name."""
        truth = settings.pop("truth", ("true", "false"))
        name = raw.string("name") or f"question{len(self.drafting.sources) + 1}"
        title = self.texts(raw.get("title"))
        element = self.drafting.element(
            place,
            kind,
            name,
            raw.path,
            what=title.get(self.drafting.language) or name,
            title=title,
            description=self.texts(raw.get("description")),
            isRequired=raw.flag("isRequired"),
            touchpoint=raw.string("touchpoint"),
            **settings,
        )
        target = target_of(element, values, truth=truth, is_repeated=bool(self.prefixes))
        for known in dict.fromkeys((name, raw.string("valueName") or name)):
            self.know(known, target)
        self.condition(raw, [element])
        return element

    def know(self, name: str, target: Target) -> None:
        for prefix in self.prefixes or ("",):
            self.drafting.target(prefix + name, target)

    def leftovers(self, raw: Raw) -> None:
        """Tells what nobody asked for: rules one by one, the looks together."""
        looks = []
        for key in raw.unasked():
            if key in LOGIC_NOTES:
                self.drafting.report.add(
                    raw.at(key), "condition", raw.value[key], "dropped", LOGIC_NOTES[key], is_logic=True
                )
            elif key in ("defaultValue", "correctAnswer"):
                self.drafting.report.add(raw.at(key), "setting", raw.value[key], "dropped", "default_value")
            elif key.endswith(("If", "Expression")) and raw.value[key] is not False:
                self.drafting.report.add(
                    raw.at(key), "condition", raw.value[key], "dropped", "validator", is_logic=True
                )
            else:
                looks.append(key)
        if looks:
            self.drafting.report.add(
                raw.path or "survey",
                "setting",
                raw.string("name"),
                "dropped",
                "appearance",
                names=", ".join(looks),
            )

    def variable(self, name: str) -> Target | None:
        """A name no element has: a variable of the page the survey stood on, which here is in the address."""
        if name in self.named or not VARIABLE.fullmatch(name):
            return None
        if name.startswith(INVITATION) and len(name) > len(INVITATION):
            return Target({"invitation": name.removeprefix(INVITATION)}, approximated="invitation")
        return Target({"param": name}, approximated="param")


def names_of(value: Any) -> set[str]:
    """Every name in the file, so that one left out is not taken for a variable."""
    found: set[str] = set()
    pending = [value]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            found.update(
                str(one[key]) for key in ("name", "valueName") if isinstance(one.get(key), str | int)
            )
            pending.extend(one.values())
        elif isinstance(one, list):
            pending.extend(one)
    return found
