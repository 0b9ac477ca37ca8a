"""Reading a questionnaire from its JSON document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.logic.problems import Note, Problem
from apps.surveys.questionnaire.crosschecks import check_choices, check_conditions, check_names, check_rules
from apps.surveys.questionnaire.element_reading import read_element
from apps.surveys.questionnaire.elements import Element
from apps.surveys.questionnaire.errors import QuestionnaireError
from apps.surveys.questionnaire.limits import MAX_ELEMENTS, MAX_PAGES, MAX_PROBLEMS, is_small, within_limits
from apps.surveys.questionnaire.model import RANDOM, Page, Questionnaire
from apps.surveys.questionnaire.placed import Placed, Routing
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.routing import read_calculations, read_endings, read_rules
from apps.surveys.questionnaire.texts import LANGUAGE

ORDERS = ("", RANDOM)


def read_draft(document: Any) -> Questionnaire:
    """The questionnaire of a draft: what it is made of is sound, what it refers to may be missing yet.

    QuestionnaireError names every fault of types, settings and names. Whatever was read here can be read again
    after `dump`.
    """
    return _checked(document)


def load(document: Any) -> Questionnaire:
    """The questionnaire in this JSON value; QuestionnaireError names every problem with its place."""
    return _checked(document, check_conditions, check_rules, check_choices)


def _checked(document: Any, *checks: Callable[[Sequence[Placed], Routing, Note], None]) -> Questionnaire:
    problems = _Problems()
    if not isinstance(document, dict):
        problems.note("", "type", _("A questionnaire is an object."))
        raise QuestionnaireError(problems.found)
    if not within_limits(document, problems.note):
        raise QuestionnaireError(problems.found)
    questionnaire, placed, routing = _read(document, problems)
    for check in checks:
        check(placed, routing, problems.note)
    if not problems.found and not is_small(dumped := questionnaire.dump()):
        within_limits(dumped, problems.note)  # cleaning can make it longer
    if problems.found:
        raise QuestionnaireError(problems.found)
    return questionnaire


class _Problems:
    """Collects problems, the first at each place, and only so many."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self._places: set[str] = set()

    def note(self, pointer: str, code: str, detail: str) -> None:
        if pointer not in self._places and len(self.found) < MAX_PROBLEMS:
            self._places.add(pointer)
            self.found.append(Problem(pointer, code, detail))


def _read(document: dict[str, Any], problems: _Problems) -> tuple[Questionnaire, list[Placed], Routing]:
    reader = Reader(document, "", problems.note, _language(document, problems))
    reader.get("language")
    placed: list[Placed] = []
    pages = [_read_page(child, i, placed) for i, child in enumerate(reader.children("pages", most=MAX_PAGES))]
    questionnaire = Questionnaire(
        title=reader.text("title", 300),
        description=reader.text("description"),
        language=reader.language,
        pages=tuple(pages),
        privacy=reader.rich_text("privacy"),
        thank_you=reader.rich_text("thankYou"),
        show_progress=reader.flag("showProgress", default=True),
        endings=read_endings(reader),
        calculations=read_calculations(reader),
        pages_order=reader.one_of("pagesOrder", ORDERS, ""),
    )
    reader.finish()
    if not questionnaire.title:
        reader.fault("title", "required", _("Give the questionnaire a title."))
    if sum(not place.is_page for place in placed) > MAX_ELEMENTS:
        reader.fault(
            "pages", "too_many", _("There are too many elements: at most %(n)s.") % {"n": MAX_ELEMENTS}
        )
    check_names(placed, problems.note)
    is_shuffled = questionnaire.pages_order != ""
    return questionnaire, placed, Routing(questionnaire.endings, questionnaire.calculations, is_shuffled)


def _language(document: dict[str, Any], problems: _Problems) -> str:
    """The declared language; without one, the first of the title."""
    title = document.get("title")
    declared = document.get("language")
    language = next(iter(title), "en") if declared is None and isinstance(title, dict) else declared or "en"
    if isinstance(language, str) and LANGUAGE.fullmatch(language):
        return language
    problems.note("/language", "language", _("This is not the code of a language, such as “en”."))
    return "en"


def _read_page(reader: Reader, index: int, placed: list[Placed]) -> Page:
    name = reader.name(default=f"page{index + 1}")
    title, description = reader.text("title", 300), reader.text("description")
    condition = reader.condition("visibleIf")
    rules, is_fixed = read_rules(reader), reader.flag("isFixed")
    order = reader.one_of("elementsOrder", ORDERS, "")
    placed.append(Placed(reader.pointer, name, condition, is_page=True, rules=rules, is_fixed=is_fixed))
    elements = [_read_element(child, placed) for child in reader.children("elements", most=MAX_ELEMENTS)]
    reader.finish()
    kept = tuple(element for element in elements if element is not None)
    return Page(name, title, description, kept, condition, rules, order, is_fixed)


def _read_element(reader: Reader, placed: list[Placed]) -> Element | None:
    name, element = read_element(reader, {place.name: place.element for place in placed if not place.is_page})
    placed.append(Placed(reader.pointer, name, element.visible_if if element else None, element))
    return element
