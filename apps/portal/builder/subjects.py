"""What a condition at some place may look at, with its words: earlier questions, the address, calculated values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.portal.builder.places import Place
from apps.surveys.logic import Subject
from apps.surveys.questionnaire import Element, Page, Question, Questionnaire

PARAM, INVITATION = "param", "invitation"
QUESTION, CALCULATED = "question:", "calculated:"
FREE = Subject("param")
MOST_LABEL = 70


@dataclass(frozen=True, slots=True)
class Offered:
    """`code` is how a form names it; `values` are (value, words) where they are known."""

    code: str
    label: str
    subject: Subject
    values: tuple[tuple[str | int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heap:
    """Subjects that belong together: those of one page, or those that are no questions."""

    title: str
    subjects: tuple[Offered, ...]


def offered(questionnaire: Questionnaire, place: Place, language: str, *, after: bool = False) -> list[Heap]:
    """What stands before the place. `after` a page its own questions count too; for the survey all do."""
    heaps = []
    for number, page in enumerate(questionnaire.pages, 1):
        is_here = place.kind == "page" and place.name == page.name
        if is_here and not after:
            break
        found, is_last = _before(page, place, language)
        if found:
            title = page.title.in_language(language) or _("Page %(number)s") % {"number": number}
            heaps.append(Heap(title, tuple(found)))
        if is_last or is_here:
            break
    return [*heaps, Heap(_("Other"), tuple(_others(questionnaire)))]


def by_code(heaps: list[Heap]) -> dict[str, Offered]:
    return {one.code: one for heap in heaps for one in heap.subjects}


def _before(page: Page, place: Place, language: str) -> tuple[list[Offered], bool]:
    """The subjects of a page up to the place, and whether the place stands on it."""
    found: list[Offered] = []
    panel, _dot, inner = place.name.partition(".")
    for element in page.elements:
        if place.kind == "element" and element.name == panel:
            for sibling in getattr(element, "elements", ()) if inner else ():
                if sibling.name == inner:
                    break
                found.extend(_of(sibling, language))
            return found, True
        found.extend(_of(element, language))
    return found, False


def _of(element: Element, language: str) -> Iterator[Offered]:
    if not isinstance(element, Question):
        return
    shown = element.shown(language)
    rows = {row["name"]: row.get("title", "") for row in shown.get("rows", ()) if isinstance(row, dict)}
    texts = {choice["value"]: str(choice["text"]) for choice in shown.get("choices", ())}
    for name, subject in element.subjects().items():
        _head, _dot, row = name.partition(".")
        label = shorter(element.label(language))
        if row:
            label = f"{label}: {shorter(rows.get(row) or row)}"
        values = tuple((value, shorter(texts.get(value) or str(value))) for value in subject.values)
        yield Offered(QUESTION + name, label, subject, values)


def _others(questionnaire: Questionnaire) -> Iterator[Offered]:
    for calculated in questionnaire.calculations:
        words = _("Calculated: %(name)s") % {"name": calculated.name}
        yield Offered(CALCULATED + calculated.name, words, FREE)
    yield Offered(PARAM, _("A parameter of the address"), FREE)
    yield Offered(INVITATION, _("A field of the invitation"), FREE)


def shorter(text: str) -> str:
    return text if len(text) <= MOST_LABEL else text[: MOST_LABEL - 1].rstrip() + "…"
