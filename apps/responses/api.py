"""Answers over REST: in, one at a time or a thousand; out, page by page; taken back and restored."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response as Answer

from apps.common.api import problem
from apps.common.api.schema import ProblemSerializer
from apps.common.api.shapes import Query, pointer, read_object
from apps.common.api.views import FaceSet
from apps.common.errors import CxError, FieldProblem, Invalid
from apps.responses.models import Response
from apps.responses.selectors import access_response
from apps.responses.services import (
    Outcome,
    erase_response,
    record_response,
    record_responses,
    restore_response,
)
from apps.responses.submissions import Submission, parse_submission
from apps.surveys.models import Survey
from apps.tenancy.hosts import current_client
from apps.touchpoints.models import Channel

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
    source = serializers.ChoiceField(Response.Source.values)
    test = serializers.BooleanField(source="is_test")
    erased_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        ref_name = "Response"


class BatchShape(serializers.Serializer[Any]):
    responses = SubmissionShape(many=True, max_length=MOST_IN_BATCH)

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


EXAMPLE = OpenApiExample(
    "One response",
    value={
        "survey": "after-purchase",
        "submission_id": "0b6f9c1e-8a53-4b0e-9c65-6f0c3a3f7f10",
        "answers": {"recommend": 9, "till": 8},
        "language": "it",
        "channel": "store",
        "submitted_at": "2026-03-01T09:30:00+01:00",
        "dimensions": {"store": "Roma"},
    },
    request_only=True,
)
CONFLICT = OpenApiResponse(
    {"$ref": "#/components/schemas/Problem"},
    "The submission id was used for other content, or the survey takes no answers.",
)


@extend_schema(tags=["responses"])
class ResponseSet(FaceSet):
    queries: ClassVar[dict[str, type[Query]]] = {"list": ResponseQuery}

    @extend_schema(
        summary="List responses, last received first",
        description="Erased ones are left out.",
        responses=ResponseSerializer(many=True),
    )
    def list(self, request: Request) -> Answer:
        page = self.paginate_queryset(self._found())
        return self.get_paginated_response(ResponseSerializer(page, many=True).data)

    @extend_schema(
        summary="Send a response",
        description="Once answered with 201 or 200 it is stored and counted, for ever and once. Retry as often "
        "as you like.",
        request=SubmissionShape,
        responses={
            201: OpenApiResponse(ReceiptSerializer, "Stored."),
            200: OpenApiResponse(ReceiptSerializer, "Known already: the first answer again."),
            (409, "application/problem+json"): CONFLICT,
        },
        examples=[EXAMPLE],
    )
    def create(self, request: Request) -> Answer:
        outcome = record_response(parse_submission(request.data), source=Response.Source.API)
        return Answer(receipt(outcome), status=201 if outcome.status == "created" else 200)

    @extend_schema(
        summary="Send up to 1,000 responses",
        description="Each is judged alone: what is valid is stored, and the report says of each what became of it.",
        request=BatchShape,
        responses=BatchReportSerializer,
        examples=[OpenApiExample("Two", value={"responses": [EXAMPLE.value]}, request_only=True)],
    )
    @action(detail=False, methods=["post"])
    def batch(self, request: Request) -> Answer:
        return Answer(record_batch(_listed(request.data)))

    @extend_schema(summary="Read a response", responses=ResponseSerializer)
    def retrieve(self, request: Request, **_path: str) -> Answer:
        return Answer(ResponseSerializer(access_response(self.path_id)).data)

    @extend_schema(
        summary="Erase a response",
        description="It leaves every list and number; its submission id stays taken. Needs the scope admin.",
        request=None,
        responses=ResponseSerializer,
    )
    @action(detail=True, methods=["post"], required_scope="admin")
    def erase(self, request: Request, **_path: str) -> Answer:
        erase_response(access_response(self.path_id, is_erased=None), actor=request.user)
        return Answer(ResponseSerializer(access_response(self.path_id, is_erased=None)).data)

    @extend_schema(
        summary="Put an erased response back",
        description="Its scores count again on the day they counted before. Needs the scope admin.",
        request=None,
        responses=ResponseSerializer,
    )
    @action(detail=True, methods=["post"], required_scope="admin")
    def restore(self, request: Request, **_path: str) -> Answer:
        restore_response(access_response(self.path_id, is_erased=None), actor=request.user)
        return Answer(ResponseSerializer(access_response(self.path_id)).data)

    def _found(self) -> QuerySet[Response]:
        query = self.query
        found = Response.objects.kept().select_related("survey", "version")
        if "survey" in query:
            found = found.filter(survey=_known(Survey, query["survey"], "survey"))
        if "channel" in query:
            found = found.filter(channel=_known(Channel, query["channel"], "channel").code)
        if "since" in query:
            found = found.filter(submitted_at__gte=query["since"])
        if "until" in query:
            found = found.filter(submitted_at__lt=query["until"])
        return found


def receipt(outcome: Outcome) -> dict[str, Any]:
    response = outcome.response
    assert response is not None  # noqa: S101 - a refused one was raised
    fields = {
        "id": response.pk,
        "survey": outcome.code,
        "version": outcome.number,
        "submission_id": response.submission_id,
        "submitted_at": response.submitted_at,
        "ignored": response.ignored,
    }
    return dict(ReceiptSerializer(fields).data)


def record_batch(payloads: list[Any]) -> dict[str, Any]:
    """Store what is valid, and report on each by its place."""
    reports: dict[int, dict[str, Any]] = {}
    submissions: dict[int, Submission] = {}
    for index, payload in enumerate(payloads):
        try:
            submissions[index] = parse_submission(payload)
        except CxError as error:
            reports[index] = _report(index, None, error)
    outcomes = record_responses(list(submissions.values()), source=Response.Source.API)
    for index, outcome in zip(submissions, outcomes, strict=True):
        reports[index] = _report(index, outcome, outcome.error)
    results = [reports[index] for index in range(len(payloads))]
    states = [report["status"] for report in results]
    return {state: states.count(state) for state in ("created", "known", "refused")} | {"results": results}


def _report(index: int, outcome: Outcome | None, error: CxError | None) -> dict[str, Any]:
    if error is not None or outcome is None or outcome.response is None:
        body = problem(error or CxError())
        for item in body.get("errors", ()):
            item["pointer"] = pointer("responses", index) + item["pointer"]
        return {"index": index, "status": "refused", "problem": body}
    response = outcome.response
    return {"index": index, "status": outcome.status, "id": str(response.pk), "ignored": response.ignored}


def _listed(data: Any) -> list[Any]:
    payloads = read_object(data, BatchShape)["responses"]
    if not isinstance(payloads, list):
        raise Invalid(errors=[FieldProblem("/responses", "list", _("Send a list of responses."))])
    if len(payloads) > MOST_IN_BATCH:
        words = _("Send at most %(most)s responses at a time.") % {"most": f"{MOST_IN_BATCH:,}"}
        raise Invalid(errors=[FieldProblem("/responses", "too_many", words)])
    return payloads


def _known(model: Any, code: str, name: str) -> Any:
    found = model.objects.filter(code=code).first()
    if found is None:
        words = _("There is no %(what)s with this code.") % {"what": name}
        raise Invalid(errors=[FieldProblem(f"?{name}", f"unknown_{name}", words)])
    return found
