"""What people do with imports. The work itself goes on in the background, see ``imports.jobs``."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.actors import Actor
from apps.audit.services import record
from apps.common.errors import FieldProblem
from apps.common.jobs import enqueue
from apps.exchange.imports.errors import ImportBusy, InvalidMapping, UnknownImport
from apps.exchange.imports.files import Incoming, incoming, shown_name, store
from apps.exchange.imports.guessing import propose
from apps.exchange.imports.mapping import survey_code_of
from apps.exchange.imports.mapping_reading import parse_mapping
from apps.exchange.imports.planning import FILE_NOTES, Plan, check_dimensions, is_planned, new_touchpoints
from apps.exchange.imports.questionnaires import form_of
from apps.exchange.imports.shape import Shape
from apps.exchange.models import Import
from apps.surveys.errors import InvalidQuestionnaire
from apps.surveys.models import Survey
from apps.surveys.questionnaire import QuestionnaireError, load
from apps.surveys.services import create_survey, publish_survey
from apps.tenancy.hosts import current_client
from apps.touchpoints.services import create_touchpoint

JOB = "exchange.run_import"
State = Import.State


def receive_file(chunks: Iterable[bytes], name: str, *, actor: Actor) -> Import:
    """Keep a file that is a table, with a mapping proposed: that of the last file with the same columns, or a guess.

    Raises FileTooLarge, or UnreadableFile naming the row.
    """
    with incoming(chunks) as found:
        proposal = _mapping_before(found.inspection.shape) or propose(found.inspection)
        return keep(found, name, actor=actor, document=proposal)


def _mapping_before(shape: Shape) -> dict[str, Any] | None:
    same = Import.objects.filter(shape__header=list(shape.header), state__in=[State.DONE, State.CHECKED])
    mapping: dict[str, Any] | None = same.values_list("mapping", flat=True).first()
    return mapping


def keep(
    found: Incoming, name: str, *, actor: Actor, document: Any = None, settled: Plan | None = None
) -> Import:
    """Store the table; with a mapping and its plan the import can be started at once."""
    shape = found.inspection.shape
    stored_as = store(found)
    with transaction.atomic():
        batch = Import.objects.create(
            file_name=shown_name(name),
            stored_as=stored_as,
            file_digest=found.digest,
            shape=shape.dump(),
            rows_total=shape.rows,
            mapping=document or {},
            survey_code=survey_code_of(document) if document else "",
            plan={FILE_NOTES: [note.dump() for note in found.notes]} | (settled.dump() if settled else {}),
            created_by=actor.label,
        )
        record("import.uploaded", actor=actor, target=batch.file_name, batch=str(batch.pk), rows=shape.rows)
    return batch


def check_mapping(document: Any, header: Sequence[str]) -> None:
    """Raises InvalidMapping naming everything that can be known to be wrong before a row is read."""
    mapping = parse_mapping(document, header)
    check_dimensions(mapping)
    form = form_of(mapping, title="-", language=current_client().language)
    try:
        load(form.document)
    except QuestionnaireError as error:
        problems = [FieldProblem("/scores", p.code, p.detail) for p in error.errors]
        raise InvalidMapping(errors=problems) from error


@transaction.atomic
def choose_mapping(batch: Import, document: dict[str, Any], *, actor: Actor) -> Import:
    """Settle what the columns mean, and have every row checked in the background. Raises InvalidMapping."""
    batch = _locked(batch, State.UPLOADED, State.CHECKED, State.FAILED)
    if batch.rows_done:
        raise ImportBusy(_("Some of its rows are stored already. Take the import back first."))
    check_mapping(document, Shape.load(batch.shape).header)
    batch.mapping, batch.survey_code = document, survey_code_of(document)
    batch.plan = {FILE_NOTES: batch.plan[FILE_NOTES]}
    batch.report, batch.rows_done = {}, 0
    _begin(batch, State.CHECKING, ["mapping", "survey_code", "plan", "report", "rows_done"])
    record("import.mapped", actor=actor, target=batch.file_name, batch=str(batch.pk))
    return batch


@transaction.atomic
def start_import(batch: Import, *, actor: Actor, in_background: bool = True) -> Import:
    """Store the rows; also continues one that stopped. Touchpoints the inventory lacks are made now."""
    batch = _locked(batch, State.UPLOADED, State.CHECKED, State.FAILED)
    if not is_planned(batch):
        raise ImportBusy(_("Its columns are not mapped and checked yet."))
    mapping = parse_mapping(batch.mapping, Shape.load(batch.shape).header)
    check_dimensions(mapping)
    language = current_client().language
    for code, column in new_touchpoints(mapping).items():
        create_touchpoint(actor=actor, code=code, name={language: column[:200]})
    _ensure_survey(batch, form_of(mapping, title=batch.file_name, language=language).document, actor)
    _begin(batch, State.RUNNING, [], in_background=in_background)
    record("import.started", actor=actor, target=batch.file_name, batch=str(batch.pk))
    return batch


@transaction.atomic
def undo_import(batch: Import, *, actor: Actor) -> Import:
    """Take every response of this import out again, also of one that is still running; the KPIs follow."""
    batch = _locked(batch, State.RUNNING, State.DONE, State.FAILED)
    _begin(batch, State.UNDOING, [])
    record("import.undone", actor=actor, target=batch.file_name, batch=str(batch.pk), added=batch.added)
    return batch


def access_import(batch_id: uuid.UUID) -> Import:
    """The import with this id in the client the request is in; else UnknownImport."""
    found: Import | None = Import.objects.filter(pk=batch_id).first()
    if found is None:
        raise UnknownImport
    return found


def unfinished_twin(file_digest: str, document: Any) -> Import | None:
    """An import of this very file by this very mapping that has begun and not ended."""
    same = Import.objects.filter(file_digest=file_digest, survey_code=survey_code_of(document))
    found: Import | None = same.filter(state__in=[State.RUNNING, State.FAILED]).first()
    return found if found and is_planned(found) else None


def _locked(batch: Import, *states: Import.State) -> Import:
    found: Import = Import.objects.select_for_update().get(pk=batch.pk)
    if found.state not in states:
        raise ImportBusy(_("This import is %(state)s.") % {"state": found.get_state_display()})
    return found


def _begin(batch: Import, state: Import.State, fields: list[str], *, in_background: bool = True) -> None:
    batch.state, batch.error, batch.attempts = state, "", 0
    batch.heartbeat_at = timezone.now()
    batch.save(update_fields=["state", "error", "attempts", "heartbeat_at", *fields])
    if in_background:
        enqueue(JOB, str(batch.pk))


def _ensure_survey(batch: Import, document: dict[str, Any], actor: Actor) -> None:
    survey = Survey.objects.filter(code=batch.survey_code).first()
    if survey is None:
        try:
            survey = create_survey(document, actor=actor, code=batch.survey_code, is_import=True)
        except InvalidQuestionnaire:  # made by somebody else in this moment, or truly wrong
            survey = Survey.objects.filter(code=batch.survey_code).first()
            if survey is None:
                raise
    if survey.version_id is None:
        publish_survey(survey, actor=actor)
