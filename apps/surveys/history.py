"""The steps a draft has been through: undo and redo walk along them, a conflict is told from them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone

from apps.surveys.models import DraftStep, Survey

KEPT = 100
MOST_STANDS = 20
START: dict[str, Any] = {"op": "start"}


def begin(survey: Survey) -> DraftStep:
    """The step the draft stands at, without its document; made from the draft if there is none yet."""
    found: DraftStep | None = survey.steps.filter(number=survey.step).defer("document").first()
    if found is not None:
        return found
    change = {**START, "stands": [_stand(survey.revision, "", survey.updated_at)]}
    return DraftStep.objects.create(survey=survey, number=survey.step, change=change, document=survey.draft)


def add(survey: Survey, document: dict[str, Any], change: dict[str, Any], label: str) -> DraftStep:
    """The step after the one the draft stands at; what had been undone goes, and so do the oldest."""
    number = survey.step + 1
    survey.steps.filter(number__gt=survey.step).delete()
    survey.steps.filter(number__lte=number - KEPT).delete()
    return DraftStep.objects.create(
        survey=survey,
        number=number,
        change={**change, "stands": [_stand(survey.revision, label, timezone.now())]},
        document=document,
        made_by=label,
    )


def stand_at(step: DraftStep, revision: int, label: str) -> None:
    """Note that undo or redo brought the draft here."""
    stands = [*step.change.get("stands", ()), _stand(revision, label, timezone.now())]
    step.change = {**step.change, "stands": stands[-MOST_STANDS:]}
    step.save(update_fields=["change"])


def latest_stand(step: DraftStep) -> tuple[str, datetime]:
    """Who brought the draft here last, and when."""
    stands = step.change.get("stands") or [_stand(0, step.made_by, step.made_at)]
    return stands[-1]["by"], datetime.fromisoformat(stands[-1]["at"])


def document_at(survey: Survey, revision: int) -> dict[str, Any] | None:
    """The draft as it was at this revision, while a step of it is kept."""
    found = survey.steps.filter(change__stands__contains=[{"revision": revision}]).first()
    return None if found is None else found.document


def changes_since(survey: Survey, revision: int) -> Iterable[DraftStep]:
    """The steps that came about after this revision and that the draft still goes by, oldest first."""
    steps = survey.steps.filter(number__lte=survey.step).defer("document").order_by("-number")
    found = []
    for step in steps[:KEPT]:
        stands = step.change.get("stands") or ()
        if stands and stands[0]["revision"] <= revision:
            break
        found.append(step)
    return reversed(found)


def _stand(revision: int, label: str, at: datetime) -> dict[str, Any]:
    return {"revision": revision, "by": label, "at": at.isoformat()}
