"""A page or an element with its place in the document, for the checks across elements."""

from __future__ import annotations

from dataclasses import dataclass

from apps.surveys.logic import Calculation, Condition, Rule, Subject
from apps.surveys.questionnaire.elements import Element, Question
from apps.surveys.questionnaire.routing import Ending


@dataclass(frozen=True, slots=True)
class Placed:
    """`element` is None for a page, and for an element of unknown type; `rules` and `is_fixed` are a page's."""

    pointer: str
    name: str
    condition: Condition | None = None
    element: Element | None = None
    is_page: bool = False
    rules: tuple[Rule, ...] = ()
    is_fixed: bool = False

    @property
    def required_if(self) -> Condition | None:
        return self.element.required_if if isinstance(self.element, Question) else None

    def subjects(self) -> dict[str, Subject | None]:
        """What later conditions may refer to."""
        if self.is_page:
            return {}
        if isinstance(self.element, Question):
            return dict(self.element.subjects())
        return {self.name: None} if self.element is None else {}


@dataclass(frozen=True, slots=True)
class Routing:
    """What of a document says where to go, for the checks across elements."""

    endings: tuple[Ending, ...] = ()
    calculations: tuple[Calculation, ...] = ()
    is_shuffled: bool = False  # the pages come in random order
