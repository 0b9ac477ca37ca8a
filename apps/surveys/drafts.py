"""The draft of a survey is changed here, one step at a time, by people who name the revision they saw."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.audit.services import record
from apps.surveys import editing, history
from apps.surveys.comparing import changes
from apps.surveys.editing import EditRefused
from apps.surveys.editing.operations import MOST_TOGETHER
from apps.surveys.errors import DraftConflict, NothingToUndo, UnknownBankQuestion
from apps.surveys.models import Conversion, DraftStep, Survey
from apps.surveys.selectors import Draft, access_bank_question, draft_of
from apps.surveys.translating import remarked
from apps.surveys.wording.changes import change_words

SESSION = timedelta(minutes=10)
"""Changes of one person that follow each other within this are one line of the audit."""


def locked(survey: Survey) -> Survey:
    """The row as it is now. Only its key stays free: an answer's foreign key is checked against it, unhindered."""
    found: Survey = Survey.objects.select_for_update(no_key=True).get(pk=survey.pk)
    return found


@transaction.atomic
def edit_draft(survey: Survey, operation: Any, *, revision: int | None, actor: Any) -> Draft:
    """Apply one operation of the builder to the draft as it was at `revision`.

    Raises DraftConflict if somebody changed it since (not asked where `revision` is None), EditRefused if the
    operation cannot be carried out. What changes nothing makes no step.
    """
    survey = locked(survey)
    refuse_stale(survey, revision)
    edited = editing.apply(survey.draft, _with_bank(operation))
    if edited.document != survey.draft:
        store(survey, edited.document, edited.change, actor=actor)
    return draft_of(survey, questionnaire=edited.questionnaire, selected=edited.selected, notes=edited.notes)


@transaction.atomic
def undo_draft(survey: Survey, *, revision: int | None, actor: Any) -> Draft:
    """Back to the step before; what `redo` of the result tells of is what was undone, whoever had done it."""
    survey = locked(survey)
    refuse_stale(survey, revision)
    before = survey.steps.filter(number__lt=survey.step).order_by("-number").first()
    if before is None:
        raise NothingToUndo(_("There is nothing to undo."))
    return _go_to(survey, before, actor)


@transaction.atomic
def redo_draft(survey: Survey, *, revision: int | None, actor: Any) -> Draft:
    """Forward again to the step that was undone last."""
    survey = locked(survey)
    refuse_stale(survey, revision)
    after = survey.steps.filter(number__gt=survey.step).order_by("number").first()
    if after is None:
        raise NothingToUndo(_("There is nothing to redo."))
    return _go_to(survey, after, actor)


def refuse_stale(survey: Survey, revision: int | None) -> None:
    """Raises DraftConflict unless `revision` is the draft's own; None asks for nothing."""
    if revision is None or revision == survey.revision:
        return
    step = history.begin(survey)
    by, at = history.latest_stand(step)
    before = history.document_at(survey, revision)
    if before is None:
        words = tuple(change_words(step.change) for step in history.changes_since(survey, revision))
    else:
        words = tuple(change.words for change in changes(before, survey.draft))
    raise DraftConflict(
        by=by, at=at, revision=survey.revision, before=before, after=survey.draft, words=words
    )


def store(survey: Survey, document: dict[str, Any], change: dict[str, Any], *, actor: Any) -> None:
    """Make `document` the draft of the locked row, as a step of its own."""
    last = history.begin(survey)
    _record_session(survey, last, actor)
    survey.revision += 1
    step = history.add(survey, document, change, _label(actor))
    survey.step = step.number
    _take(survey, document)


def _go_to(survey: Survey, step: DraftStep, actor: Any) -> Draft:
    _record_session(survey, history.begin(survey), actor)
    survey.revision, survey.step = survey.revision + 1, step.number
    history.stand_at(step, survey.revision, _label(actor))
    _take(survey, step.document)
    return draft_of(survey)


def _take(survey: Survey, document: dict[str, Any]) -> None:
    survey.translated = remarked(survey.draft, document, survey.translated)
    survey.title, survey.draft = document["title"], document
    survey.save(update_fields=["title", "draft", "revision", "step", "translated", "updated_at"])


def _record_session(survey: Survey, last: DraftStep, actor: Any) -> None:
    """One audit line for a person's changes in a row, not one for each: the steps hold those."""
    by, at = history.latest_stand(last)
    if by != _label(actor) or timezone.now() - at > SESSION:
        record("survey.changed", actor=actor, target=survey.code)


def _label(actor: Any) -> str:
    return str(actor.label) if actor else "system"


def _with_bank(operation: Any) -> Any:
    """Questions of the bank put in the place of their UUIDs, also in changes made together."""
    together = operation.get("operations") if isinstance(operation, Mapping) else None
    if isinstance(together, list) and len(together) <= MOST_TOGETHER:
        return {**operation, "operations": [_with_question(one) for one in together]}
    return _with_question(operation)


def _with_question(operation: Any) -> Any:
    if not isinstance(operation, Mapping) or operation.get("bank") is None:
        return operation
    try:
        kept = access_bank_question(str(operation["bank"]))
    except UnknownBankQuestion as refusal:
        raise EditRefused("/bank", refusal.detail, code="unknown") from refusal
    return {**{key: value for key, value in operation.items() if key != "bank"}, "element": kept.element}


@transaction.atomic
def duplicate_survey(survey: Survey, *, actor: Any) -> Survey:
    """A new draft with the same questionnaire, under a code of its own. Nothing of its history comes along, but for
    what an import said was lost: that stays to be acknowledged."""
    title = {
        language: _copy_title(text, language) for language, text in (survey.draft["title"] or {}).items()
    }
    copy: Survey = Survey.objects.create(
        title=title, draft={**survey.draft, "title": title}, translated=survey.translated
    )
    for conversion in Conversion.objects.filter(survey=survey):
        conversion.pk, conversion.survey = None, copy
        conversion.save(force_insert=True)
    record("survey.created", actor=actor, target=copy.code, copy_of=survey.code)
    return copy


def _copy_title(text: str, language: str) -> str:
    with translation.override(language):
        return (_("%(title)s (copy)") % {"title": text[:280]})[:300]
