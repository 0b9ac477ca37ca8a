"""The properties of a place as fields of forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from apps.portal.builder import expressions, items
from apps.portal.builder.clauses import Clause, from_json
from apps.portal.builder.conditions import clause_form
from apps.portal.builder.places import Json, Place, index_of, value_at
from apps.portal.builder.richtext import as_typed
from apps.portal.builder.settings import DEFAULT_ON, LISTED, AnySetting, Section, is_offered, sections
from apps.portal.builder.subjects import QUESTION, offered
from apps.portal.builder.tree import rows
from apps.surveys.questionnaire import Questionnaire
from apps.surveys.questionnaire.describing import Setting
from apps.touchpoints.models import Touchpoint

LONG = frozenset({"description", "placeholder"})
SIMPLE = frozenset({"text", "plain", "url", "integer", "number", "rich"})
"""Fields that keep what is typed: the rest of the properties does not depend on them."""


@dataclass(frozen=True)
class Field:
    """`more` holds what only its template knows: options, lines of a list, a clause."""

    id: str
    key: str
    kind: str
    title: str
    help: str
    value: Any
    low: Any = None
    high: Any = None
    fallback: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def has_own_forms(self) -> bool:
        return self.kind in ("choices", "rows", "rule", "endings", "calculated", "elements")

    @property
    def template(self) -> str:
        name = "list" if self.kind in ("choices", "rows") else self.kind
        return f"portal/builder/fields/{name}.html"


@dataclass(frozen=True)
class FieldSection:
    title: str
    fields: tuple[Field, ...]
    is_open: bool


class Drawer:
    """Draws the fields of one place in one language."""

    def __init__(self, questionnaire: Questionnaire, document: Json, place: Place, language: str) -> None:
        self.questionnaire, self.document, self.place, self.language = (
            questionnaire,
            document,
            place,
            language,
        )
        self.part = value_at(document, place) or {}

    def sections(self) -> list[FieldSection]:
        return [self._section(section) for section in sections(self.document, self.place)]

    def _section(self, section: Section) -> FieldSection:
        drawn = tuple(self.field(s) for s in section.settings if is_offered(s, self.part))
        return FieldSection(str(section.title), drawn, section.is_open or any(_is_set(f) for f in drawn))

    def field(self, setting: AnySetting, clause: Clause | None = None) -> Field:
        """The field of a setting; `clause` is a condition as it stands in a form, finished or not."""
        value = _at(self.part, setting.key)
        kind, fallback = setting.kind, ""
        more: dict[str, Any] = {}
        if kind in ("text", "rich"):
            value, fallback = self._text(value)
            value = as_typed(value) if kind == "rich" else value
        elif kind == "flag":
            value = setting.key in DEFAULT_ON if value is None else value
        elif setting.options:
            more = {"options": [(str(v), str(words), v == value) for v, words in setting.options]}
        elif kind == "condition":
            heaps = offered(
                self.questionnaire, self.place, self.language, after=setting.key.startswith("next/")
            )
            more = {"clause": clause_form(from_json(value) if clause is None else clause, heaps)}
        elif isinstance(setting, Setting) and kind in ("choices", "rows"):
            more = self._items(setting, value)
        else:
            value = ", ".join(value or ()) if setting.key in LISTED else value
            more = getattr(self, f"_{kind}", lambda _value: {})(value)
        return Field(
            id="f-" + setting.key.replace("/", "-"),
            key=setting.key,
            kind=kind,
            title=str(setting.title),
            help=str(setting.help),
            value=value,
            low=setting.low,
            high=setting.high,
            fallback=fallback,
            more=more | {"is_long": setting.key in LONG},
        )

    def _text(self, texts: Any) -> tuple[str, str]:
        """The text in the language being edited, and the main one to translate it from."""
        texts = texts if isinstance(texts, dict) else {}
        own = texts.get(self.document["language"], "")
        return texts.get(self.language, ""), own if self.language != self.document["language"] else ""

    def _items(self, setting: Setting, value: Any) -> dict[str, Any]:
        shape, listed = items.shape_of(setting), value or []
        more: dict[str, Any] = {"lines": items.items(listed, shape, self.language), "shape": shape}
        more |= {"add_words": items.add_words(setting.kind), "addable": items.addable(listed, shape)}
        if any(column.kind == "touchpoint" for column in shape.columns):
            more["touchpoints"] = touchpoint_options("")
        return more

    def _choices_from(self, value: Any) -> dict[str, Any]:
        chosen, mode = (value or {}).get("question"), (value or {}).get("mode", "selected")
        modes = {
            "selected": _("What was chosen"),
            "unselected": _("What was not chosen"),
            "all": _("All of them"),
        }
        return {
            **self._question(chosen),
            "modes": [(key, words, key == mode) for key, words in modes.items()],
        }

    def _elements(self, value: Any) -> dict[str, Any]:
        inside = f"{self.place.name}."
        return {"inner": [r for r in rows(self.document, self.language) if r.place.name.startswith(inside)]}

    def _touchpoint(self, value: Any) -> dict[str, Any]:
        return {"options": [(code, name, code == value) for code, name in touchpoint_options(value or "")]}

    def _question(self, value: Any) -> dict[str, Any]:
        """Earlier questions, by name."""
        found = [
            one for heap in offered(self.questionnaire, self.place, self.language) for one in heap.subjects
        ]
        names = [
            (one.code.removeprefix(QUESTION), one.label) for one in found if one.code.startswith(QUESTION)
        ]
        return {"options": [("", _("None"), not value), *((n, words, n == value) for n, words in names)]}

    def _language(self, value: Any) -> dict[str, Any]:
        return {"options": [(code, code, code == value) for code in self.questionnaire.languages]}

    def _target(self, value: Any) -> dict[str, Any]:
        index = index_of(self.document, self.place)
        pages = self.document["pages"][index + 1 :]
        numbered = enumerate(pages, index + 2)
        found = [
            (f"page:{p['name']}", _("Page %(number)s") % {"number": n} + _titled(p, self.language))
            for n, p in numbered
        ]
        found += [
            (f"ending:{e['name']}", _("Ending") + _titled(e, self.language))
            for e in self.document.get("endings", ())
        ]
        found.append(("end", _("The thank-you text")))
        if value and value not in dict(found):
            found.append((value, _("No longer there: %(name)s") % {"name": value}))
        return {"options": [(code, words, code == value) for code, words in found]}

    def _expression(self, value: Any) -> dict[str, Any]:
        return {
            "form": expressions.expression_form(value, offered(self.questionnaire, self.place, self.language))
        }


def touchpoint_options(kept: str) -> list[tuple[str, str]]:
    """The touchpoints in use, and the one that is set even where it is archived."""
    live = [(touchpoint.code, str(touchpoint)) for touchpoint in Touchpoint.objects.live()]
    if kept and kept not in dict(live):
        live.append((kept, kept))
    return [("", _("No touchpoint")), *live]


def _at(part: Any, key: str) -> Any:
    """What stands at a path such as "next/0/if"."""
    for step in key.split("/"):
        if isinstance(part, list):
            part = part[int(step)] if step.isdecimal() and int(step) < len(part) else None
        else:
            part = part.get(step) if isinstance(part, dict) else None
    return part


def _is_set(drawn: Field) -> bool:
    return drawn.kind not in ("plain", "flag") and bool(drawn.value)


def _titled(part: Json, language: str) -> str:
    texts = part.get("title") or {}
    title = texts.get(language) or next(iter(texts.values()), "")
    return f": {title}" if title else f": {part['name']}"
