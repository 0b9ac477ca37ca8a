"""The question bank over REST."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.shapes import Query, read_object
from apps.common.api.views import FaceSet
from apps.common.errors import FieldProblem, Invalid
from apps.surveys.api_draft_shapes import BankQuery, BankQuestionSerializer, BankQuestionShape
from apps.surveys.api_pointers import said_of_the_body
from apps.surveys.bank import keep_element, keep_question, remove_from_bank
from apps.surveys.editing import EditRefused
from apps.surveys.models import BankQuestion, Survey
from apps.surveys.selectors import access_bank_question, access_survey


@extend_schema(tags=["question bank"])
class BankSet(FaceSet):
    keyset = ("title", "id")
    queries: ClassVar[dict[str, type[Query]]] = {"list": BankQuery}

    @extend_schema(summary="List the question bank", responses=BankQuestionSerializer(many=True))
    def list(self, request: Request) -> Response:
        found = BankQuestion.objects.all()
        if "search" in self.query:
            found = found.filter(title__icontains=self.query["search"])
        page = self.paginate_queryset(found)
        return self.get_paginated_response(BankQuestionSerializer(page, many=True).data)

    @extend_schema(
        summary="Keep a question",
        description="A question that is kept already is not kept twice.",
        request=BankQuestionShape,
        responses={201: BankQuestionSerializer},
    )
    def create(self, request: Request) -> Response:
        sent = read_object(request.data, BankQuestionShape)
        title = _title(sent)
        if "survey" in sent:
            survey = access_survey(_uuid(sent["survey"]))
            kept = _kept_of(survey, sent.get("name"), title, request.user)
        else:
            with said_of_the_body():
                kept = keep_element(sent.get("question"), title=title, actor=request.user)
        return Response(BankQuestionSerializer(kept).data, status=201)

    @extend_schema(summary="Remove a question from the bank", responses={204: None})
    def destroy(self, request: Request, **_path: str) -> Response:
        remove_from_bank(access_bank_question(self.path_id), actor=request.user)
        return Response(status=204)


def _kept_of(survey: Survey, name: Any, title: str, actor: Any) -> BankQuestion:
    try:
        return keep_question(survey, name if isinstance(name, str) else "", title=title, actor=actor)
    except EditRefused as refusal:
        raise EditRefused("/name", refusal.detail, code="unknown_element") from refusal


def _title(sent: dict[str, Any]) -> str:
    title = sent.get("title", "")
    if isinstance(title, str) and title.isprintable():
        return title
    raise Invalid(errors=[FieldProblem("/title", "type", _("Give a text."))])


def _uuid(raw: Any) -> uuid.UUID:
    try:
        return serializers.UUIDField().to_internal_value(raw)
    except serializers.ValidationError as error:
        raise Invalid(errors=[FieldProblem("/survey", "type", _("Give the id of a survey."))]) from error
