"""Whether a draft may be published."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.common.errors import FieldProblem
from apps.surveys.checks import Finding, check_draft
from apps.surveys.errors import NotPublishable
from apps.surveys.models import Conversion, Survey
from apps.touchpoints.models import Touchpoint


def findings_of(survey: Survey) -> tuple[Finding, ...]:
    """What the checks say of the draft, with the client's inventory at hand."""
    codes = set(Touchpoint.objects.values_list("code", flat=True))
    return check_draft(survey.draft, touchpoints=codes, translated=survey.translated)


def refuse_unpublishable(survey: Survey) -> None:
    """Raises NotPublishable with every error at its place in the draft.

    What an import of answers made asks nobody, so that how it would read does not matter.
    """
    if survey.is_import:
        return
    errors = [f for f in findings_of(survey) if f.is_error]
    if errors:
        words = ngettext(
            "The draft has %(n)s error. Nothing was published.",
            "The draft has %(n)s errors. Nothing was published.",
            len(errors),
        )
        problems = [FieldProblem(f.pointer, f.code, f.words) for f in errors]
        raise NotPublishable(words % {"n": len(errors)}, errors=problems)
    if lost_logic(survey):
        raise NotPublishable(
            _("Some logic of the imported questionnaire was dropped. Confirm that you have seen what."),
            errors=[FieldProblem("", "dropped_logic", _("Dropped logic is not acknowledged yet."))],
        )


def lost_logic(survey: Survey) -> int:
    """How many pieces of logic got lost when it came from another tool, unless somebody has acknowledged it."""
    found = (
        Conversion.objects.filter(survey=survey, acknowledged_at=None)
        .values_list("report", flat=True)
        .first()
    )
    counts = found.get("counts") if isinstance(found, dict) else None
    dropped = counts.get("dropped_logic") if isinstance(counts, dict) else None
    return dropped if isinstance(dropped, int) else 0
