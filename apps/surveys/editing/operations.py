"""Changing a document: one operation in, a document that can be stored out, or a refusal in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem
from apps.surveys.editing import elements, naming, pages, survey
from apps.surveys.editing.done import Done
from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.fields import Fields
from apps.surveys.editing.places import Json, Work
from apps.surveys.questionnaire.document import read_draft
from apps.surveys.questionnaire.errors import QuestionnaireError
from apps.surveys.questionnaire.model import Questionnaire
from apps.surveys.wording.changes import change_words


@dataclass(frozen=True)
class Edited:
    """The document after an operation, canonical and read. `change` is what history keeps of it; `notes` say what
    could not be taken along."""

    document: Json
    questionnaire: Questionnaire
    selected: str | None
    change: dict[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The change in the reader's language."""
        return change_words(self.change)


@dataclass(frozen=True)
class Verb:
    run: Callable[[Work, Fields], Done]
    members: tuple[str, ...]


OPERATIONS: dict[str, Verb] = {
    "add_page": Verb(pages.add_page, ("after",)),
    "change_page": Verb(pages.change_page, ("page", "settings")),
    "move_page": Verb(pages.move_page, ("page", "to")),
    "remove_page": Verb(pages.remove_page, ("page",)),
    "duplicate_page": Verb(pages.duplicate_page, ("page",)),
    "add_element": Verb(elements.add_element, ("page", "panel", "after", "type", "element")),
    "change_element": Verb(elements.change_element, ("element", "settings")),
    "change_type": Verb(elements.change_type, ("element", "type")),
    "move_element": Verb(elements.move_element, ("element", "page", "panel", "before")),
    "remove_element": Verb(elements.remove_element, ("element",)),
    "duplicate_element": Verb(elements.duplicate_element, ("element",)),
    "rename_element": Verb(naming.rename_element, ("element", "name")),
    "rename_ending": Verb(naming.rename_ending, ("ending", "name")),
    "rename_calculated": Verb(naming.rename_calculated, ("calculated", "name")),
    "change_survey": Verb(survey.change_survey, ("settings",)),
    "replace": Verb(survey.replace, ("document",)),
}


MOST_TOGETHER = 20


def apply(document: Mapping[str, Any], operation: Any) -> Edited:
    """The document changed; `document` is one that passes `read_draft` and stays as it is. Raises EditRefused."""
    name = operation.get("op") if isinstance(operation, Mapping) else None
    if name == "together":
        return _apply_all(document, operation)
    verb = OPERATIONS.get(name) if isinstance(name, str) else None
    if verb is None:
        raise EditRefused("/op", _("There is no such change."), code="unknown_op")
    work = Work(dict(document))
    done = verb.run(work, Fields(operation, verb.members))
    questionnaire = _read(work.document, done)
    change = {"op": name, **done.change}
    return Edited(questionnaire.dump(), questionnaire, done.selected, change, done.notes)


def _apply_all(document: Mapping[str, Any], operation: Mapping[str, Any]) -> Edited:
    """`{"op": "together", "operations": [...]}`: one after the other as a single step, or none of them."""
    operations = operation.get("operations")
    if not isinstance(operations, list) or not 0 < len(operations) <= MOST_TOGETHER:
        rule = _("Give a list of 1 to %(most)s changes.") % {"most": MOST_TOGETHER}
        raise EditRefused("/operations", rule, code="type")
    done: list[Edited] = []
    for index, one in enumerate(operations):
        if isinstance(one, Mapping) and one.get("op") == "together":
            raise EditRefused(f"/operations/{index}/op", _("There is no such change."), code="unknown_op")
        try:
            done.append(apply(done[-1].document if done else document, one))
        except EditRefused as refusal:
            raise EditRefused(errors=[_below(problem, index) for problem in refusal.errors]) from refusal
    change = {"op": "together", "changes": [edited.change for edited in done]}
    notes = tuple(note for edited in done for note in edited.notes)
    return Edited(done[-1].document, done[-1].questionnaire, done[-1].selected, change, notes)


def _below(problem: FieldProblem, index: int) -> FieldProblem:
    return FieldProblem(f"/operations/{index}{problem.pointer}", problem.code, problem.detail)


def _read(document: Json, done: Done) -> Questionnaire:
    """Raises EditRefused with the faults as seen from the operation."""
    try:
        return read_draft(document)
    except QuestionnaireError as refusal:
        raise EditRefused(errors=[_blamed(problem, done) for problem in refusal.errors]) from refusal


def _blamed(problem: FieldProblem, done: Done) -> FieldProblem:
    if not problem.pointer.startswith(done.pointer):
        return FieldProblem(done.blamed, problem.code, problem.detail)
    below = problem.pointer.removeprefix(done.pointer) if done.blamed not in ("/type", "") else ""
    return FieldProblem(done.blamed + below, problem.code, problem.detail)
