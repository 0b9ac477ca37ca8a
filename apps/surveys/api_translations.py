"""Translations of a draft over REST, text by text."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.problems import PROBLEM
from apps.common.api.shapes import read_object
from apps.common.api.views import FaceSet
from apps.surveys.api_draft_shapes import RevisionShape
from apps.surveys.api_drafts import CONFLICT
from apps.surveys.api_revisions import revision_in
from apps.surveys.selectors import access_survey
from apps.surveys.translations import translate, translation_of

LANGUAGE = OpenApiParameter(
    "language", OpenApiTypes.STR, OpenApiParameter.PATH, description="Code of the language, such as de."
)


class TextSerializer(serializers.Serializer[Any]):
    key = serializers.CharField(
        source="unit.key", help_text="Stays the same while the draft changes around it."
    )
    source = serializers.CharField()  # type: ignore[assignment]
    text = serializers.CharField(help_text="Empty where there is no translation.")
    state = serializers.ChoiceField(
        ["missing", "stale", "done"], help_text="stale: its source changed since."
    )

    class Meta:
        ref_name = "TranslatedText"


class TranslationSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    source = serializers.CharField(  # type: ignore[assignment]
        help_text="The language the survey is written in."
    )
    revision = serializers.IntegerField(help_text="Of the draft.")
    texts = TextSerializer(many=True, source="lines")

    class Meta:
        ref_name = "Translation"


class TranslationShape(RevisionShape):
    texts = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False),
        help_text="By key; an empty text takes the translation away.",
    )

    class Meta:
        ref_name = "NewTranslation"


@extend_schema(tags=["drafts"], parameters=[LANGUAGE])
class TranslationSet(FaceSet):
    @extend_schema(summary="Read the texts of the draft in a language", responses=TranslationSerializer)
    @action(detail=True, methods=["get"], url_path=r"translations/(?P<language>[A-Za-z0-9-]{1,40})")
    def translation(self, request: Request, language: str = "", **_path: str) -> Response:
        return Response(TranslationSerializer(translation_of(access_survey(self.path_id), language)).data)

    @extend_schema(
        summary="Translate texts of the draft",
        request=TranslationShape,
        responses={200: TranslationSerializer, (409, PROBLEM): CONFLICT},
    )
    @translation.mapping.patch
    def change_translation(self, request: Request, language: str = "", **_path: str) -> Response:
        survey = access_survey(self.path_id)
        sent = read_object(request.data, TranslationShape)
        survey = translate(survey, language, sent["texts"], revision=revision_in(sent), actor=request.user)
        return Response(TranslationSerializer(translation_of(survey, language)).data)
