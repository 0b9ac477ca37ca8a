"""Faults that only show across elements: names used twice, conditions that look ahead."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from apps.surveys.logic import Calculated, Condition, Note, Subject, check, check_expression, dependencies
from apps.surveys.logic.routes import ENDING, PAGE
from apps.surveys.questionnaire.choices import ChoiceQuestion
from apps.surveys.questionnaire.elements import Element, Question
from apps.surveys.questionnaire.placed import Placed, Routing

MOST_CARRIED = 20


def check_names(placed: Sequence[Placed], note: Note) -> None:
    """Element names are unique in the document, page names among pages, form fields in the form."""
    for is_page in (True, False):
        seen: set[str] = set()
        for place in placed:
            if place.is_page == is_page and place.name:
                if place.name in seen:
                    note(place.pointer + "/name", "duplicate", _("This name is used more than once."))
                seen.add(place.name)
    _check_fields(placed, note)


def _check_fields(placed: Sequence[Placed], note: Note) -> None:
    """The row `b` of a matrix `a` and a question `a-b` would share a field."""
    owners: dict[str, str] = {}
    for place in placed:
        if isinstance(place.element, Question):
            for field in place.element.fields():
                if owners.setdefault(field, place.name) != place.name:
                    detail = _("In forms this name cannot be told from a row of “%(name)s”.")
                    note(place.pointer + "/name", "ambiguous", detail % {"name": owners[field]})


def check_conditions(placed: Sequence[Placed], routing: Routing, note: Note) -> None:
    """Conditions and expressions look only at what is surely asked before, with operators and values that fit."""
    known = {name for place in placed for name in place.subjects()}
    every = {name: subject for place in placed for name, subject in place.subjects().items()}
    calculated = _check_calculations(routing, every, known, note)
    for pages_before, page in _pages(placed, is_shuffled=routing.is_shuffled):
        earlier = pages_before
        for place in page:
            sight = Sight(earlier, known, calculated, note)
            sight.check(place.condition, place.pointer + "/visibleIf")
            sight.check(place.required_if, place.pointer + "/requiredIf")
            _check_inside(place, sight)
            earlier = earlier | place.subjects()
        sight = Sight(earlier, known, calculated, note)
        for i, rule in enumerate(page[0].rules):
            sight.check(rule.condition, f"{page[0].pointer}/next/{i}/if")
    for i, ending in enumerate(routing.endings):
        Sight(every, known, calculated, note).check(ending.visible_if, f"/endings/{i}/visibleIf")


def _check_inside(place: Placed, sight: Sight) -> None:
    """Conditions inside a panel look at what was asked before it and at siblings, which hide what is outside under
    the same name; calculated values are not there.
    """
    own = {element.name for element in place.element.inner} if place.element else set()
    earlier = {name: s for name, s in sight.earlier.items() if name.partition(".")[0] not in own}
    known = {*sight.known, *(name for name, _s in _subjects_in(place))}
    inside = replace(sight, calculated={}, known=known, earlier=earlier)
    for i, element in enumerate(place.element.inner if place.element else ()):
        pointer = f"{place.pointer}/elements/{i}"
        inside.check(element.visible_if, pointer + "/visibleIf")
        if isinstance(element, Question):
            inside.check(element.required_if, pointer + "/requiredIf")
            inside = replace(inside, earlier={**inside.earlier, **element.subjects()})


def _subjects_in(place: Placed) -> Iterator[tuple[str, Subject]]:
    for element in place.element.inner if place.element else ():
        if isinstance(element, Question):
            yield from element.subjects().items()


@dataclass(frozen=True, slots=True)
class Sight:
    """What a condition at one place can look at."""

    earlier: dict[str, Subject | None]
    known: Collection[str]
    calculated: Mapping[str, Calculated]
    note: Note

    def check(self, condition: Condition | None, pointer: str) -> None:
        if condition is not None:
            check(
                condition,
                pointer,
                earlier=self.earlier,
                known=self.known,
                calculated=self.calculated,
                note=self.note,
            )


def _check_calculations(
    routing: Routing, every: dict[str, Subject | None], known: Collection[str], note: Note
) -> dict[str, Calculated]:
    """A calculated value may use those before it; what it looks at may stand anywhere."""
    needs = dependencies(routing.calculations)
    found: dict[str, Calculated] = {}
    for i, one in enumerate(routing.calculations):
        pointer = f"/calculatedValues/{i}/expression"
        subject = check_expression(
            one.expression, pointer, earlier=every, known=known, calculated=found, note=note
        )
        if subject is not None and subject.kind == "group":
            note(pointer, "type", _("Take one row of the matrix, or count it."))
            subject = None
        found[one.name] = Calculated(subject, needs[one.name])
    return found


def _pages(
    placed: Sequence[Placed], *, is_shuffled: bool
) -> Iterator[tuple[dict[str, Subject | None], list[Placed]]]:
    """Each page with its elements, and what was surely asked before it."""
    pages: list[list[Placed]] = []
    for place in placed:
        if place.is_page:
            pages.append([])
        pages[-1].append(place)
    asked = [{n: s for place in page for n, s in place.subjects().items()} for page in pages]
    for i, page in enumerate(pages):
        before = [asked[j] for j in range(i) if _is_surely_before(pages, j, i, is_shuffled=is_shuffled)]
        yield {name: subject for found in before for name, subject in found.items()}, page


def _is_surely_before(pages: Sequence[Sequence[Placed]], one: int, other: int, *, is_shuffled: bool) -> bool:
    """In random order a page that is not fixed may take the place of any other such page."""
    if not is_shuffled:
        return one < other
    moved = [i for i, page in enumerate(pages) if not page[0].is_fixed]
    latest = one if pages[one][0].is_fixed else moved[-1]
    earliest = other if pages[other][0].is_fixed else moved[0]
    return latest < earliest


def check_rules(placed: Sequence[Placed], routing: Routing, note: Note) -> None:
    """Rules lead forward, to pages and endings that are there."""
    pages = [place for place in placed if place.is_page]
    place_of = {PAGE + page.name: i for i, page in enumerate(pages)}
    endings = {ENDING + ending.name for ending in routing.endings}
    for i, page in enumerate(pages):
        for j, rule in enumerate(page.rules):
            pointer = f"{page.pointer}/next/{j}/to"
            if rule.to.startswith(ENDING) and rule.to not in endings:
                note(pointer, "unknown_ending", _("There is no such ending."))
            elif rule.to.startswith(PAGE):
                _check_target(i, place_of.get(rule.to), pages, pointer, note, is_shuffled=routing.is_shuffled)


def _check_target(
    here: int, there: int | None, pages: Sequence[Placed], pointer: str, note: Note, *, is_shuffled: bool
) -> None:
    if there is None:
        note(pointer, "unknown_page", _("There is no such page."))
    elif there <= here:
        note(pointer, "earlier_page", _("This leads back: a rule can only lead to a later page."))
    elif is_shuffled and not (pages[here].is_fixed and pages[there].is_fixed):
        note(
            pointer,
            "earlier_page",
            _("In random order this page may come earlier: let both keep their place."),
        )


def check_choices(placed: Sequence[Placed], _routing: Routing, note: Note) -> None:
    """Choices are carried only from a question with choices that stands earlier, and so often in a row: judging an
    answer walks back along them."""
    known = {place.name for place in placed if not place.is_page}
    earlier: dict[str, Element | None] = {}
    links: dict[str, int] = {}
    for place in placed:
        if place.element:
            _check_sources(place.element, place.pointer, known, earlier, note)
        if isinstance(place.element, ChoiceQuestion) and place.element.choices_from:
            links[place.name] = links.get(place.element.choices_from.question, 0) + 1
            if links[place.name] > MOST_CARRIED:
                words = _("Choices are carried on at most %(most)s times in a row.") % {"most": MOST_CARRIED}
                note(place.pointer + "/choicesFrom/question", "too_deep", words)
        if not place.is_page:
            earlier[place.name] = place.element


def _check_sources(
    element: Element,
    pointer: str,
    known: Collection[str],
    earlier: Mapping[str, Element | None],
    note: Note,
) -> None:
    for key, name in element.sources.items():
        if not isinstance(earlier.get(name), ChoiceQuestion):
            code, detail = _why_not_carried(name, known, earlier)
            note(pointer + key, code, detail % {"name": name})
    if not element.inner:
        return
    own = {inner.name for inner in element.inner}
    seen = {name: e for name, e in earlier.items() if name not in own}  # a sibling hides what is outside
    for i, inner in enumerate(element.inner):
        _check_sources(inner, f"{pointer}/elements/{i}", {*known, *own}, seen, note)
        seen[inner.name] = inner


def _why_not_carried(name: str, known: Collection[str], earlier: Collection[str]) -> tuple[str, str]:
    if name in earlier:
        return "type", _("“%(name)s” has no choices to carry forward.")
    if name in known:
        return "later_question", _("Question “%(name)s” does not stand before this element.")
    return "unknown_question", _("There is no question “%(name)s”.")
