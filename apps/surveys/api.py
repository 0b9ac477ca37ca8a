"""Surveys over REST: a whole questionnaire in, published and closed by name."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.problems import PROBLEM
from apps.common.api.schema import ProblemSerializer
from apps.common.api.shapes import Query
from apps.common.api.views import FaceSet
from apps.common.errors import FieldProblem
from apps.surveys.api_shapes import NewSurveyShape, SurveyDetailSerializer, SurveySerializer
from apps.surveys.errors import InvalidQuestionnaire
from apps.surveys.models import Survey
from apps.surveys.selectors import access_survey
from apps.surveys.services import change_draft, close_survey, create_survey, publish_survey

REFUSED = OpenApiResponse(
    ProblemSerializer,
    "`not_publishable`: `errors` names every error the checks find, by its place in the draft.",
)
EXAMPLE = OpenApiExample(
    "NPS with a reason, and a rated touchpoint",
    value={
        "code": "after-purchase",
        "title": {"en": "Your purchase", "it": "Il tuo acquisto"},
        "language": "en",
        "pages": [
            {
                "name": "p1",
                "elements": [
                    {
                        "type": "nps",
                        "name": "recommend",
                        "title": {"en": "Would you recommend us?", "it": "Ci consiglieresti?"},
                        "isRequired": True,
                    },
                    {
                        "type": "comment",
                        "name": "why",
                        "title": {"en": "What went wrong?", "it": "Che cosa è andato storto?"},
                        "visibleIf": {"all": [{"question": "recommend", "op": "<=", "value": 6}]},
                    },
                    {
                        "type": "rating",
                        "name": "till",
                        "title": {"en": "How was the checkout?", "it": "Com'è andata alla cassa?"},
                        "rateMin": 0,
                        "rateMax": 10,
                        "touchpoint": "checkout",
                    },
                ],
            }
        ],
    },
    request_only=True,
)


class SurveyQuery(Query):
    code = serializers.CharField(required=False)
    state = serializers.ChoiceField(Survey.State.values, required=False)


@extend_schema(tags=["surveys"])
class SurveySet(FaceSet):
    queries: ClassVar[dict[str, type[Query]]] = {"list": SurveyQuery}

    @extend_schema(summary="List surveys, newest first", responses=SurveySerializer(many=True))
    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self._found())
        context = {"client": request.client}
        return self.get_paginated_response(SurveySerializer(page, many=True, context=context).data)

    @extend_schema(
        summary="Create a survey",
        description="The body is the questionnaire. It is a draft until it is published.",
        request=NewSurveyShape,
        responses={201: SurveyDetailSerializer},
        examples=[EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        code, document = _parts(request.data)
        survey = create_survey(document, actor=request.user, code=code)
        return self._answer(survey, status=201)

    @extend_schema(summary="Read a survey", responses=SurveyDetailSerializer)
    def retrieve(self, request: Request, **_path: str) -> Response:
        return self._answer(access_survey(self.path_id))

    @extend_schema(
        summary="Replace the draft",
        description="What is published stays as it is until the draft is published.",
        request=NewSurveyShape,
        responses=SurveyDetailSerializer,
        examples=[EXAMPLE],
    )
    def update(self, request: Request, **_path: str) -> Response:
        survey = access_survey(self.path_id)
        code, document = _parts(request.data)
        if code not in (None, survey.code):
            raise InvalidQuestionnaire(
                errors=[FieldProblem("/code", "fixed", _("The code of a survey never changes."))]
            )
        change_draft(survey, document, actor=request.user)
        return self._answer(access_survey(survey.uid))

    @extend_schema(
        summary="Publish the draft",
        description="Freezes it as the next version and opens the survey; an unchanged draft adds no version.",
        request=None,
        responses={200: SurveySerializer, (409, PROBLEM): REFUSED},
    )
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, **_path: str) -> Response:
        publish_survey(access_survey(self.path_id), actor=request.user)
        return self._summary(access_survey(self.path_id))

    @extend_schema(
        summary="Take no more answers",
        description="Publishing opens it again.",
        request=None,
        responses=SurveySerializer,
    )
    @action(detail=True, methods=["post"])
    def close(self, request: Request, **_path: str) -> Response:
        close_survey(access_survey(self.path_id), actor=request.user)
        return self._summary(access_survey(self.path_id))

    def _found(self) -> QuerySet[Survey]:
        found = Survey.objects.select_related("version").defer(
            "draft", "version__document", "version__bindings"
        )
        for name in ("code", "state"):
            if name in self.query:
                found = found.filter(**{name: self.query[name]})
        return found

    def _answer(self, survey: Survey, status: int = 200) -> Response:
        context = {"client": self.request.client}
        body = SurveySerializer(survey, context=context).data
        return Response({**body, "questionnaire": survey.draft}, status=status)

    def _summary(self, survey: Survey) -> Response:
        context = {"client": self.request.client}
        return Response(SurveySerializer(survey, context=context).data)


def _parts(data: Any) -> tuple[Any, Any]:
    """The code, if one is given, and the questionnaire."""
    if not isinstance(data, dict) or "code" not in data:
        return None, data
    return data["code"], {name: value for name, value in data.items() if name != "code"}
