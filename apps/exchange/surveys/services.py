"""A survey made out of another tool's file, with the report of what became of each element."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.audit.services import record
from apps.exchange.surveys.converting import Converted, convert
from apps.exchange.surveys.errors import UnknownConversion
from apps.exchange.surveys.report import Report
from apps.surveys.models import Conversion, Survey
from apps.surveys.questionnaire import load, touchpoint_codes
from apps.surveys.services import create_survey
from apps.touchpoints.models import Touchpoint

LONGEST_NAME = 200


@transaction.atomic
def import_survey(data: bytes, file_name: str, *, actor: Any, format_name: str | None = None) -> Conversion:
    """A new draft and its report, or nothing: UnreadableSurvey, SurveyFileTooLarge, UnknownFormat."""
    converted = convert(data, file_name, format_name)
    _leave_out_unknown_touchpoints(converted)
    survey = create_survey(converted.document, actor=actor)
    conversion = Conversion.objects.create(
        survey=survey,
        format=converted.format,
        file_name=shown_name(file_name),
        report=converted.report.dump(converted.format),
        made_by=actor.label if actor else "system",
    )
    record("survey.imported", actor=actor, target=survey.code, format=converted.format)
    return conversion


@transaction.atomic
def acknowledge_conversion(survey: Survey, *, actor: Any) -> Conversion:
    """Who answers for the survey has seen which logic was left out; it can be published from now on."""
    conversion = Conversion.objects.select_for_update().filter(survey=survey).first()
    if conversion is None:
        raise UnknownConversion
    if conversion.acknowledged_at is None:
        conversion.acknowledged_at = timezone.now()
        conversion.acknowledged_by = actor.label if actor else "system"
        conversion.save(update_fields=["acknowledged_at", "acknowledged_by"])
        record("survey.conversion_acknowledged", actor=actor, target=survey.code)
    return conversion


def _leave_out_unknown_touchpoints(converted: Converted) -> None:
    """A file may name touchpoints of another client."""
    asked = touchpoint_codes(load(converted.document))
    unknown = asked - set(Touchpoint.objects.filter(code__in=asked).values_list("code", flat=True))
    for element in (e for page in converted.document["pages"] for e in page["elements"] if unknown):
        for holder in (element, *element.get("rows", [])):
            if holder.get("touchpoint") in unknown:
                _report_touchpoint(converted.report, element["name"], holder.pop("touchpoint"))


def _report_touchpoint(report: Report, name: str, code: str) -> None:
    report.add(name, "setting", code, "dropped", "touchpoint", name=code)


def shown_name(name: str) -> str:
    """What the sender calls the file, without folders and unprintable characters. Never used as a path."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in base if c.isprintable()).strip()[-LONGEST_NAME:]
