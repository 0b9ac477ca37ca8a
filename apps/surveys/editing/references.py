"""What in a document points to something by its name: conditions, rules, expressions, carried choices, texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from apps.surveys.editing.places import PANEL, Json, inner_names
from apps.surveys.piping import REFERENCE
from apps.surveys.questionnaire.texts import LANGUAGE

TEMPLATES = frozenset({"redirect"})  # plain texts that are piped into


@dataclass(frozen=True)
class Names:
    """Old name -> new, by kind of thing. A question inside a panel is `panel.name`."""

    questions: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    endings: Mapping[str, str] = field(default_factory=dict)
    calculated: Mapping[str, str] = field(default_factory=dict)

    def question(self, reference: str) -> str:
        """A reference to a question, or to a row of one as `matrix.row`."""
        if reference in self.questions:
            return self.questions[reference]
        head, dot, rest = reference.partition(".")
        return self.questions.get(head, head) + dot + rest

    def pipe(self, reference: str) -> str:
        kind, colon, name = reference.partition(":")
        if not colon:
            return self.question(reference)
        return f"calculated:{self.calculated.get(name, name)}" if kind == "calculated" else reference

    def target(self, to: str) -> str:
        kind, colon, name = to.partition(":")
        known = {"page": self.pages, "ending": self.endings}.get(kind, {})
        return f"{kind}:{known[name]}" if colon and name in known else to

    def inside(self, panel: Json) -> Names:
        """As seen from inside a panel, where its own questions go before those of the survey."""
        own = inner_names(panel)
        kept = {old: new for old, new in self.questions.items() if old not in own}
        prefix = f"{panel.get('name')}."
        for old, new in self.questions.items():
            if old.startswith(prefix):
                kept[old.removeprefix(prefix)] = new.partition(".")[2]
                kept["panel." + old.removeprefix(prefix)] = "panel." + new.partition(".")[2]
        return replace(self, questions=kept)


def followed(value: Any, names: Names) -> Any:
    """The JSON with every reference by the new names; what it calls itself stays."""
    if isinstance(value, list):
        return [followed(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    if is_texts(value):
        return {language: _piped(text, names) for language, text in value.items()}
    if value.get("type") == PANEL:
        inner = names.inside(value)
        return {key: _member(key, item, names if key in OUTER else inner) for key, item in value.items()}
    return {key: _member(key, item, names) for key, item in value.items()}


OUTER = frozenset(
    {"visibleIf", "requiredIf", "itemsFrom", "title", "description"}
)  # of a panel: said outside it


def _member(key: str, item: Any, names: Names) -> Any:
    if key == "next" and isinstance(item, list):
        return [_rule(rule, names) for rule in item]
    if not isinstance(item, str):
        return followed(item, names)
    if key in ("question", "itemsFrom"):
        return names.question(item)
    if key == "calculated":
        return names.calculated.get(item, item)
    return _piped(item, names) if key in TEMPLATES else item


def _rule(rule: Any, names: Names) -> Any:
    if not isinstance(rule, dict):
        return rule
    to = rule.get("to")
    kept = {key: item if key == "to" else _member(key, item, names) for key, item in rule.items()}
    return {**kept, "to": names.target(to)} if isinstance(to, str) else kept


def _piped(text: Any, names: Names) -> Any:
    return REFERENCE.sub(lambda found: f"{{{names.pipe(found[1])}}}", text) if isinstance(text, str) else text


def is_texts(value: Json) -> bool:
    """Whether this is a text in its languages."""
    for language, text in value.items():
        if not isinstance(text, str) or not _is_language(language):
            return False
    return bool(value)


@lru_cache(maxsize=1000)
def _is_language(key: str) -> bool:
    return LANGUAGE.fullmatch(key) is not None


def looked_at(value: Any) -> Iterator[tuple[str, str]]:
    """What a condition or an expression looks at: ("question" or "calculated", name)."""
    if isinstance(value, list):
        for item in value:
            yield from looked_at(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in ("question", "calculated") and isinstance(item, str):
                yield key, item
            else:
                yield from looked_at(item)
