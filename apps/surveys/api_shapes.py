"""The questionnaire as OpenAPI describes it. Whether one is accepted, ``surveys.questionnaire`` says."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.common.api.shapes import TextsField
from apps.surveys.logic.conditions import OPERATORS
from apps.surveys.models import Survey
from apps.surveys.questionnaire import TYPES
from apps.surveys.questionnaire.types.text import INPUT_TYPES
from apps.surveys.services import CODE

COMPARISON = {
    "type": "object",
    "required": ["op"],
    "properties": {
        "question": {"type": "string", "description": "A question, or matrix.row."},
        "param": {"type": "string", "description": "Instead: a parameter of the survey's address."},
        "op": {"enum": sorted(OPERATORS)},
        "value": {"description": "A text, a number or a list; absent with empty and notempty."},
    },
}
GROUP = {"type": "array", "minItems": 1, "items": {"type": "object"}}


@extend_schema_field(
    {
        "description": "A comparison, or a group of conditions: `all`, `any`, or `not` (none of them).",
        "anyOf": [
            COMPARISON,
            *(
                {"type": "object", "required": [kind], "properties": {kind: GROUP}}
                for kind in ("all", "any", "not")
            ),
        ],
        "examples": [{"all": [{"question": "recommend", "op": "<=", "value": 6}]}],
    }
)
class ConditionField(serializers.JSONField):
    pass


@extend_schema_field({"type": ["string", "integer"], "maxLength": 200})
class ChoiceValueField(serializers.JSONField):
    pass


@extend_schema_field({"type": ["number", "string"], "description": "A number, or a date as year-month-day."})
class BoundField(serializers.JSONField):
    pass


class ChoiceShape(serializers.Serializer[Any]):
    value = ChoiceValueField()
    text = TextsField(required=False)

    class Meta:
        ref_name = "Choice"


class RowShape(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = TextsField(required=False)
    touchpoint = serializers.CharField(required=False, help_text="Without it the row is a metric of its own.")

    class Meta:
        ref_name = "MatrixRow"


class ElementShape(serializers.Serializer[Any]):
    """A question or a statement. Which settings it takes depends on its type; others are refused."""

    type = serializers.ChoiceField(sorted(TYPES))
    name = serializers.CharField(help_text="What answers and KPIs are joined by; keep it.")
    title = TextsField(required=False)
    description = TextsField(required=False)
    visibleIf = ConditionField(required=False)  # noqa: N815
    isRequired = serializers.BooleanField(required=False)  # noqa: N815
    touchpoint = serializers.CharField(required=False, help_text="Code of the touchpoint it measures.")
    points = serializers.IntegerField(
        min_value=2, max_value=11, required=False, help_text="csat: usually 3, 5, 7 or 10"
    )
    rateMin = serializers.IntegerField(  # noqa: N815
        required=False, min_value=0, max_value=9, help_text="rating, matrix"
    )
    rateMax = serializers.IntegerField(  # noqa: N815
        required=False, min_value=1, max_value=10, help_text="rating, matrix"
    )
    minRateDescription = TextsField(required=False)  # noqa: N815
    maxRateDescription = TextsField(required=False)  # noqa: N815
    rows = RowShape(many=True, required=False, help_text="matrix")
    eachRowRequired = serializers.BooleanField(required=False, help_text="matrix")  # noqa: N815
    choices = ChoiceShape(many=True, required=False, help_text="radiogroup, checkbox")
    minSelectedChoices = serializers.IntegerField(required=False, help_text="checkbox")  # noqa: N815
    maxSelectedChoices = serializers.IntegerField(required=False, help_text="checkbox")  # noqa: N815
    inputType = serializers.ChoiceField(INPUT_TYPES, required=False, help_text="text")  # noqa: N815
    maxLength = serializers.IntegerField(required=False, min_value=1, help_text="text, comment")  # noqa: N815
    min = BoundField(required=False, help_text="text: number, date")
    max = BoundField(required=False, help_text="text: number, date")
    html = TextsField(required=False, help_text="html")

    class Meta:
        ref_name = "Element"


class PageShape(serializers.Serializer[Any]):
    name = serializers.CharField(required=False)
    title = TextsField(required=False)
    description = TextsField(required=False)
    visibleIf = ConditionField(required=False)  # noqa: N815
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
