"""A draft laid out for its checks: the canonical document beside the questionnaire read from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from apps.surveys.checks.possible import Paths
from apps.surveys.questionnaire import Element, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Spot:
    """An element of the document; `panel` is the one it stands in, `order` counts the elements before it."""

    pointer: str
    page: int
    order: int
    raw: dict[str, Any]
    panel: str = ""

    @property
    def name(self) -> str:
        return str(self.raw["name"])


@dataclass(frozen=True)
class Examined:
    """`touchpoints` are the codes the inventory has, None where nobody asked it; `translated` says from what
    translations were made, see `surveys.translating.marks`."""

    questionnaire: Questionnaire
    touchpoints: Collection[str] | None = None
    translated: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    document: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "document", self.questionnaire.dump())

    @property
    def pages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.document["pages"]
        return found

    @property
    def language(self) -> str:
        return self.questionnaire.language

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """All elements in document order, those inside a panel after it."""
        return tuple(self._spots())

    def _spots(self) -> Iterator[Spot]:
        order = 0
        for p, page in enumerate(self.pages):
            for e, raw in enumerate(page["elements"]):
                pointer = f"/pages/{p}/elements/{e}"
                yield Spot(pointer, p, order, raw)
                for i, inner in enumerate(raw.get("elements", ())):
                    yield Spot(f"{pointer}/elements/{i}", p, order, inner, panel=raw["name"])
                order += 1

    @cached_property
    def outer(self) -> dict[str, Spot]:
        """The elements that stand in no panel, by name."""
        return {spot.name: spot for spot in self.spots if not spot.panel}

    def element(self, spot: Spot) -> Element | None:
        """What was read from an element that stands in no panel."""
        return None if spot.panel else self.questionnaire.elements.get(spot.name)

    def question(self, name: str) -> Question | None:
        return self.questionnaire.questions.get(name)

    @cached_property
    def owners(self) -> dict[str, str]:
        """Which question answers to a reference: `name` and `name.row` -> name."""
        return {
            reference: name
            for name, question in self.questionnaire.questions.items()
            for reference in question.subjects()
        }

    @cached_property
    def paths(self) -> Paths:
        return Paths(self)

    def words_of(self, texts: Any) -> str:
        """One {language: text} in the survey's own language, else in any."""
        if not isinstance(texts, dict) or not texts:
            return ""
        return str(texts.get(self.language) or next(iter(texts.values())))

    def label(self, spot: Spot) -> str:
        return self.words_of(spot.raw.get("title")) or spot.name
