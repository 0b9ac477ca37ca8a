"""The questionnaire as OpenAPI describes it. Whether one is accepted, ``surveys.questionnaire`` says."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.common.api.shapes import TextsField
from apps.surveys.api_elements import CONDITION, TEXTS, ConditionField, ElementShape
from apps.surveys.models import Survey
from apps.surveys.services import CODE

RULE = {
    "type": "object",
    "required": ["to"],
    "properties": {
        "if": CONDITION,
        "to": {"type": "string", "examples": ["page:p3", "ending:thanks", "end"]},
    },
}
ENDING = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "title": TEXTS,
        "text": TEXTS,
        "redirect": {"type": "string", "description": "An address respondents are sent to."},
        "isScreenOut": {"type": "boolean", "description": "These responses are kept and never scored."},
        "visibleIf": CONDITION,
    },
}
CALCULATED = {
    "type": "object",
    "required": ["name", "expression"],
    "properties": {"name": {"type": "string"}, "expression": {}},
    "examples": [{"name": "total", "expression": {"sum": [{"question": "a"}, {"question": "b"}]}}],
}


@extend_schema_field({"type": "array", "items": RULE, "description": "Where to go on; the first that holds."})
class RulesField(serializers.JSONField):
    pass


@extend_schema_field({"type": "array", "items": ENDING, "description": "Endings besides the usual one."})
class EndingsField(serializers.JSONField):
    pass


@extend_schema_field({"type": "array", "items": CALCULATED})
class CalculatedField(serializers.JSONField):
    pass


class PageShape(serializers.Serializer[Any]):
    name = serializers.CharField(required=False)
    title = TextsField(required=False)
    description = TextsField(required=False)
    visibleIf = ConditionField(required=False)  # noqa: N815
    next = RulesField(required=False)
    elementsOrder = serializers.CharField(required=False, help_text="random")  # noqa: N815
    isFixed = serializers.BooleanField(  # noqa: N815
        required=False, help_text="Keeps its place where pages are in random order."
    )
    elements = ElementShape(many=True)

    class Meta:
        ref_name = "Page"


class QuestionnaireShape(serializers.Serializer[Any]):
    title = TextsField()
    description = TextsField(required=False)
    language = serializers.CharField(required=False, help_text="The one its texts fall back to.")
    showProgress = serializers.BooleanField(required=False)  # noqa: N815
    privacy = TextsField(required=False)
    thankYou = TextsField(required=False)  # noqa: N815
    endings = EndingsField(required=False)
    calculatedValues = CalculatedField(required=False)  # noqa: N815
    pagesOrder = serializers.CharField(required=False, help_text="random")  # noqa: N815
    pages = PageShape(many=True)

    class Meta:
        ref_name = "Questionnaire"


class NewSurveyShape(QuestionnaireShape):
    """The questionnaire itself, and the code of its address."""

    code = serializers.RegexField(CODE.pattern, required=False, help_text="Made up unless given.")

    class Meta:
        ref_name = "NewSurvey"


class SurveySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="uid")
    code = serializers.CharField()
    title = TextsField()
    state = serializers.ChoiceField(Survey.State.values)
    version = serializers.IntegerField(
        source="version.number", allow_null=True, help_text="The published one; null before the first."
    )
    url = serializers.SerializerMethodField(help_text="The public page.")
    opens_at = serializers.DateTimeField(allow_null=True)
    closes_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    class Meta:
        ref_name = "Survey"

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, survey: Survey) -> str:
        return f"{self.context['client'].url}/s/{survey.code}/"


class SurveyDetailSerializer(SurveySerializer):
    questionnaire = QuestionnaireShape(source="draft", help_text="The draft, complete.")

    class Meta:
        ref_name = "SurveyDetail"
