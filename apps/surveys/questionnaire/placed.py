"""A page or an element with its place in the document, for the checks across elements."""

from __future__ import annotations

from dataclasses import dataclass

from apps.surveys.logic import Condition, Subject
from apps.surveys.questionnaire.elements import Element, Question


@dataclass(frozen=True, slots=True)
class Placed:
    """`element` is None for a page, and for an element of unknown type."""

    pointer: str
    name: str
    condition: Condition | None = None
    element: Element | None = None
    is_page: bool = False

    def subjects(self) -> dict[str, Subject | None]:
        """What later conditions may refer to."""
        if self.is_page:
            return {}
        if isinstance(self.element, Question):
            return dict(self.element.subjects())
        return {self.name: None} if self.element is None else {}
