"""A reader of one JSON object that notes every fault and goes on with a default."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from apps.surveys import logic
from apps.surveys.logic.problems import Note, step
from apps.surveys.questionnaire.html import clean
from apps.surveys.questionnaire.texts import LANGUAGE, Text, is_storable

Option = TypeVar("Option", str, int)
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")


class Reader:
    """One object of the document at `pointer`. `finish` notes the members nobody asked for."""

    def __init__(self, value: dict[str, Any], pointer: str, note: Note, language: str) -> None:
        self.value = value
        self.pointer = pointer
        self.language = language
        self._note = note
        self._asked: set[str] = set()

    def fault(self, key: str, code: str, detail: str) -> None:
        self._note(self.pointer + (step(key) if key else ""), code, detail)

    def fault_in(self, key: str, member: str | int, code: str, detail: str) -> None:
        self._note(self.pointer + step(key) + step(member), code, detail)

    def get(self, key: str) -> Any:
        self._asked.add(key)
        return self.value.get(key)

    def finish(self) -> None:
        for key in self.value.keys() - self._asked:
            self.fault(key, "unknown", _("This is not a setting of this element."))

    def text(self, key: str, limit: int = 2000) -> Text:
        """A text per language; a plain string is in the questionnaire's own language."""
        return self._texts(key, limit, is_rich=False)

    def rich_text(self, key: str, limit: int = 20_000) -> Text:
        """A text per language with a little HTML, cleaned."""
        return self._texts(key, limit, is_rich=True)

    def _texts(self, key: str, limit: int, *, is_rich: bool) -> Text:
        raw = self.get(key)
        if isinstance(raw, str):
            raw = {self.language: raw}
        if raw is not None and not isinstance(raw, dict):
            self.fault(key, "type", _("Give a text, or one per language."))
        found: list[tuple[str, str]] = []
        for language, text in raw.items() if isinstance(raw, dict) else ():
            if not isinstance(language, str) or not LANGUAGE.fullmatch(language):
                self.fault_in(
                    key, language, "language", _("This is not the code of a language, such as “en”.")
                )
            elif not isinstance(text, str):
                self.fault_in(key, language, "type", _("Give a text."))
            elif is_storable(text):
                kept = clean(text) if is_rich else text
                if len(kept) > limit:
                    self.fault_in(key, language, "too_long", _("The text is too long."))
                found.append((language, kept))
        return Text.of(found, self.language)

    def flag(self, key: str, default: bool = False) -> bool:
        raw = self.get(key)
        if raw is not None and not isinstance(raw, bool):
            self.fault(key, "type", _("Give true or false."))
        return raw if isinstance(raw, bool) else default

    def integer(self, key: str, default: int | None, low: int, high: int) -> int | None:
        raw = self.get(key)
        if raw is None:
            return default
        if type(raw) is not int:
            self.fault(key, "type", _("Give a whole number."))
        elif not low <= raw <= high:
            self.fault(
                key, "range", _("Give a number from %(low)s to %(high)s.") % {"low": low, "high": high}
            )
        else:
            return raw
        return default

    def one_of(self, key: str, options: Sequence[Option], default: Option) -> Option:
        raw = self.get(key)
        for option in options:
            if type(raw) is type(option) and raw == option:
                return option
        if raw is not None:
            listed = ", ".join(str(option) for option in options)
            self.fault(key, "choice", _("Give one of %(options)s.") % {"options": listed})
        return default

    def name(self, default: str = "") -> str:
        raw = self.get("name")
        if raw is None and default:
            return default
        if isinstance(raw, str) and NAME.fullmatch(raw):
            return raw
        rule = _("Give a name: a letter, then letters, digits, _ and -, at most 64 in all.")
        self.fault("name", "name", rule)
        return ""

    def touchpoint(self) -> str | None:
        raw = self.get("touchpoint")
        if raw is None or (isinstance(raw, str) and CODE.fullmatch(raw)):
            return raw
        self.fault("touchpoint", "type", _("Give the code of a touchpoint."))
        return None

    def condition(self, key: str) -> logic.Condition | None:
        raw = self.get(key)
        return None if raw is None else logic.read(raw, self.pointer + step(key), self._note)

    def expression(self, key: str) -> logic.Expression | None:
        """An expression, which must be there."""
        return logic.read_expression(self.get(key), self.pointer + step(key), self._note)

    def child(self, key: str) -> Reader | None:
        """A reader of one object; None where there is none."""
        raw = self.get(key)
        if isinstance(raw, dict):
            return Reader(raw, self.pointer + step(key), self._note, self.language)
        if raw is not None:
            self.fault(key, "type", _("Give an object."))
        return None

    def children(self, key: str, *, most: int, short: str = "") -> list[Reader]:
        """Readers of the objects in a list; a text or number stands for an object with just `short`."""
        raw = self.get(key)
        if not isinstance(raw, list):
            self.fault(key, "type", _("Give a list."))
            return []
        if len(raw) > most:
            self.fault(key, "too_many", _("There are too many of them: at most %(most)s.") % {"most": most})
            return []
        found = []
        for i, item in enumerate(raw):
            if short and isinstance(item, str | int):
                item = {short: item}
            if isinstance(item, dict):
                found.append(Reader(item, self.pointer + step(key) + step(i), self._note, self.language))
            else:
                self.fault_in(key, i, "type", _("Give an object."))
        return found
