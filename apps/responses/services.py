"""The one way in for answers, wherever they come from, and the one way to take them back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from apps.audit.services import record
from apps.common.errors import CxError
from apps.kpis.services import post_scores, retract_scores, wake_drain
from apps.responses.errors import SubmissionConflict
from apps.responses.models import Response, Upload
from apps.responses.preparing import Lookup, Prepared, new_scores, prepare, scores_of
from apps.responses.storage import store_responses
from apps.responses.submissions import Submission
from apps.responses.uploads.services import discard_files
from apps.surveys.logic import Asked
from apps.tenancy.hosts import current_client


@dataclass(frozen=True)
class Outcome:
    """What became of one submission: stored now, known already, or refused (``error``)."""

    status: Literal["created", "known", "refused"]
    submission_id: uuid.UUID
    response: Response | None = None
    number: int = 0
    code: str = ""
    error: CxError | None = None


DOCUMENTS = ("survey__draft", "version__document", "version__bindings")  # large, and the same for every row


def record_responses(
    batch: Sequence[Submission],
    *,
    source: str,
    declare_dimensions: bool = True,
    url_params: Asked = None,
) -> list[Outcome]:
    """Store what is valid at once - responses, scores and deltas - and say of each what became of it.

    Where new dimensions may be declared, that and the storing are one transaction; else the storing is one
    statement, and needs none.

    Idempotent by submission id: the same content again yields the first response, other content a
    SubmissionConflict, also after an erasure. When this returns and its transaction commits, every created
    response is counted for ever.
    """
    client = current_client()
    lookup = Lookup(client.zone)
    outcomes: dict[int, Outcome] = {}
    prepared: dict[int, Prepared] = {}
    with transaction.atomic() if declare_dimensions else nullcontext():
        for index, submission in enumerate(batch):
            try:
                prepared[index] = prepare(submission, lookup, source, url_params, declare_dimensions)
            except CxError as error:
                outcomes[index] = Outcome("refused", submission.submission_id, error=error)
        scores = [
            score
            for p in prepared.values()
            for score in new_scores(p.response, p.survey, p.scores, p.members, lookup)
        ]
        stored = store_responses([p.response for p in prepared.values()], scores)
        if stored and scores:
            wake_drain()
    created = {index: p for index, p in prepared.items() if p.response.pk in stored}
    for index, p in created.items():
        outcomes[index] = Outcome(
            "created", p.submission.submission_id, p.response, p.survey.number, p.survey.code
        )
    rest = [index for index in range(len(batch)) if index not in created]
    if rest:
        _settle(batch, rest, outcomes)
    free = [index for index in rest if index not in outcomes]
    if free:  # the response that had the id was removed (an import undone) before we could look at it
        again = record_responses(
            [batch[index] for index in free],
            source=source,
            declare_dimensions=declare_dimensions,
            url_params=url_params,
        )
        outcomes |= dict(zip(free, again, strict=True))
    return [outcomes[index] for index in range(len(batch))]


def record_response(submission: Submission, **options: Any) -> Outcome:
    """One submission; raises what made it refused."""
    [outcome] = record_responses([submission], **options)
    if outcome.error is not None:
        raise outcome.error
    return outcome


@transaction.atomic
def erase_response(response: Response, *, actor: Any) -> Response:
    """Take a response out of every number and list. Its submission id stays taken; staff may restore it, but not
    its files: they are deleted for good.
    """
    response = Response.objects.select_for_update().get(pk=response.pk)
    if response.erased_at is None:
        retract_scores([response.pk])
        response.erased_at = timezone.now()
        response.save(update_fields=["erased_at"])
        gone = discard_files(Upload.objects.filter(submission_id=response.submission_id))
        details: dict[str, Any] = {"files": gone} if gone else {}
        record("response.erased", actor=actor, target=str(response.pk), **details)
    return response


@transaction.atomic
def restore_response(response: Response, *, actor: Any) -> Response:
    """Put an erased response back: its scores count again on the day they counted before."""
    response = Response.objects.select_for_update().get(pk=response.pk)
    if response.erased_at is not None:
        response.erased_at = None
        response.save(update_fields=["erased_at"])
        post_scores(scores_of(response))
        record("response.restored", actor=actor, target=str(response.pk))
    return response


@transaction.atomic
def remove_batch(batch_id: uuid.UUID, *, most: int = 1000) -> int:
    """Undo an import, a portion at a time: its responses are gone, so the same file can come in again.

    What staff erased meanwhile stays erased, and its submission id taken.
    """
    kept = Response.objects.kept().select_for_update().filter(batch_id=batch_id)
    ids = list(kept.values_list("pk", flat=True)[:most])
    retract_scores(ids)
    Response.objects.filter(pk__in=ids).delete()
    return len(ids)


def _settle(batch: Sequence[Submission], rest: list[int], outcomes: dict[int, Outcome]) -> None:
    """Whatever was not stored now may have been before: a retry is answered with the first result."""
    wanted = {batch[index].submission_id for index in rest}
    stored = Response.objects.filter(submission_id__in=wanted).select_related("survey", "version")
    known = {response.submission_id: response for response in stored.defer(*DOCUMENTS)}
    for index in rest:
        submission = batch[index]
        first = known.get(submission.submission_id)
        if first is None:
            continue
        if bytes(first.digest) == submission.digest:
            outcomes[index] = Outcome(
                "known", submission.submission_id, first, first.version.number, first.survey.code
            )
        else:
            outcomes[index] = Outcome("refused", submission.submission_id, error=SubmissionConflict())
