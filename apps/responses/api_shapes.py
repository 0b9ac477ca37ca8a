"""Responses as they are sent and read over REST."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.common.api.schema import ProblemSerializer
from apps.common.api.shapes import Query
from apps.responses.models import Response
from apps.tenancy.hosts import current_client

MOST_IN_BATCH = 1000


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": True,
        "description": "By question: a value, a list of values, or {row: value} for a matrix.",
    }
)
class AnswersField(serializers.JSONField):
    pass


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class DimensionsField(serializers.JSONField):
    pass


class SubmissionShape(serializers.Serializer[Any]):
    """One response as it is sent."""

    survey = serializers.CharField(max_length=64, help_text="Code of the survey.")
    submission_id = serializers.UUIDField(
        help_text="Chosen by the sender, once per response: a retry with the same id never counts twice."
    )
    answers = AnswersField()
    version = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=1,
        max_value=2**31 - 1,
        help_text="The one that was shown; else the current one.",
    )
    language = serializers.CharField(required=False, allow_null=True, max_length=10)
    channel = serializers.CharField(
        required=False, allow_null=True, max_length=64, help_text="Code; else the touchpoint's."
    )
    submitted_at = serializers.DateTimeField(required=False, allow_null=True, help_text="Else now.")
    customer = serializers.CharField(
        required=False, allow_null=True, max_length=200, help_text="Your own pseudonymous key."
    )
    dimensions = DimensionsField(required=False, help_text="At most eight, such as a store or a team.")
    test = serializers.BooleanField(required=False, help_text="Kept, and counted nowhere.")

    class Meta:
        ref_name = "Submission"


class ReceiptSerializer(serializers.Serializer[Any]):
    """What was stored, the same for the first time and every retry."""

    id = serializers.UUIDField()
    survey = serializers.CharField()
    version = serializers.IntegerField()
    submission_id = serializers.UUIDField()
    submitted_at = serializers.DateTimeField()
    ignored = serializers.ListField(
        child=serializers.CharField(), help_text="Questions whose answer was dropped: they were hidden."
    )
    ending = serializers.CharField(
        help_text="Name of the ending the answers led to; empty for the usual one."
    )
    is_screened_out = serializers.BooleanField(
        help_text="Not the person the survey is for: kept, never scored."
    )

    class Meta:
        ref_name = "Receipt"


class ResponseSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    survey = serializers.CharField(source="survey.code")
    version = serializers.IntegerField(source="version.number")
    submission_id = serializers.UUIDField()
    submitted_at = serializers.DateTimeField()
    received_at = serializers.DateTimeField(source="created_at")
    language = serializers.CharField()
    channel = serializers.CharField(help_text="As sent; may be empty.")
    customer = serializers.CharField()
    dimensions = DimensionsField()
    answers = AnswersField()
    ignored = serializers.ListField(child=serializers.CharField())
    source = serializers.ChoiceField(Response.Source.values)  # type: ignore[assignment]
    test = serializers.BooleanField(source="is_test")
    ending = serializers.CharField(help_text="Name of the ending shown; empty for the usual one.")
    is_screened_out = serializers.BooleanField(
        help_text="Not the person the survey is for: kept, never scored."
    )
    erased_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        ref_name = "Response"


class BatchShape(serializers.Serializer[Any]):
    responses = serializers.ListField(
        child=SubmissionShape(), max_length=MOST_IN_BATCH, help_text="Each is judged alone."
    )

    class Meta:
        ref_name = "Batch"


class ReportSerializer(serializers.Serializer[Any]):
    """What became of one of them."""

    index = serializers.IntegerField()
    status = serializers.ChoiceField(["created", "known", "refused"])
    id = serializers.UUIDField(required=False, help_text="Of the response, unless it was refused.")
    ignored = serializers.ListField(child=serializers.CharField(), required=False)
    problem = ProblemSerializer(required=False, help_text="Why it was refused.")

    class Meta:
        ref_name = "BatchItem"


class BatchReportSerializer(serializers.Serializer[Any]):
    created = serializers.IntegerField()
    known = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = ReportSerializer(many=True)

    class Meta:
        ref_name = "BatchReport"


@extend_schema_field(OpenApiTypes.STR)
class MomentField(serializers.Field[Any, Any, Any, Any]):
    """A day (its beginning, in the client's time zone) or a date and time; without an offset it is local."""

    default_error_messages = {
        "moment": gettext_lazy("Give a day or a date and time, such as 2026-03-01T09:30:00+01:00.")
    }

    def to_internal_value(self, data: Any) -> datetime:
        try:
            moment = parse_datetime(data) if len(data) > 10 else None
            day = parse_date(data) if len(data) == 10 else None
        except ValueError:
            self.fail("moment")
        if day is not None:
            moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001
        if moment is None:
            self.fail("moment")
        return moment if moment.tzinfo else moment.replace(tzinfo=current_client().zone)


class ResponseQuery(Query):
    survey = serializers.CharField(required=False, help_text="Code of a survey.")
    since = MomentField(required=False, help_text="Submitted at this moment or later.")
    until = MomentField(required=False, help_text="Submitted before this moment.")
    channel = serializers.CharField(required=False, help_text="Code of a channel, as sent.")
