"""Answers over REST: in, one at a time or a thousand; out, page by page; taken back and restored."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response as Answer

from apps.common.api import problem
from apps.common.api.shapes import Query, pointer, read_object
from apps.common.api.views import FaceSet
from apps.common.errors import CxError, FieldProblem, Invalid
from apps.responses.api_shapes import (
    MOST_IN_BATCH,
    BatchReportSerializer,
    BatchShape,
    ReceiptSerializer,
    ResponseQuery,
    ResponseSerializer,
    SubmissionShape,
)
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
from apps.touchpoints.models import Channel

NOT_LISTED = ("digest", "survey__draft", "survey__title", "version__document", "version__bindings")

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
        found = Response.objects.kept().select_related("survey", "version").defer(*NOT_LISTED)
        if "survey" in query:
            found = found.filter(survey_id=_known(Survey, query["survey"], "survey"))
        if "channel" in query:
            _known(Channel, query["channel"], "channel")
            found = found.filter(channel=query["channel"])
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
        "ending": response.ending,
        "is_screened_out": response.is_screened_out,
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
    found = model.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        words = _("There is no %(what)s with this code.") % {"what": name}
        raise Invalid(errors=[FieldProblem(f"?{name}", f"unknown_{name}", words)])
    return found
