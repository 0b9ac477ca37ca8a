"""What the checks found, versions, and what changed between two, as OpenAPI describes them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.common.api.shapes import TextsField
from apps.surveys.api_shapes import QuestionnaireShape
from apps.surveys.checks import Finding
from apps.surveys.comparing import Change
from apps.surveys.models import Version


class PlaceSerializer(serializers.Serializer[Any]):
    page = serializers.CharField(help_text="Name of the page; empty for the survey itself.")
    element = serializers.CharField(help_text="Name of the question; empty for the page itself.")
    setting = serializers.CharField()

    class Meta:
        ref_name = "Place"


class FindingSerializer(serializers.Serializer[Finding]):
    level = serializers.ChoiceField(
        ["error", "hint"], help_text="Errors keep the draft from being published."
    )
    code = serializers.CharField(help_text="Stable, for programs.")
    pointer = serializers.CharField(help_text="JSON pointer (RFC 6901) into the questionnaire.")
    place = PlaceSerializer()
    words = serializers.CharField(help_text="In the language asked for.")

    class Meta:
        ref_name = "Finding"


class ChecksSerializer(serializers.Serializer[Any]):
    can_be_published = serializers.BooleanField()
    seconds = serializers.IntegerField(help_text="How long it takes to answer, about.")
    findings = FindingSerializer(many=True)

    class Meta:
        ref_name = "Checks"


class VersionSerializer(serializers.Serializer[Version]):
    number = serializers.IntegerField()
    title = serializers.SerializerMethodField()
    published_at = serializers.DateTimeField()
    published_by = serializers.CharField()

    class Meta:
        ref_name = "Version"

    @extend_schema_field(TextsField)
    def get_title(self, version: Version) -> dict[str, str]:
        title: dict[str, str] = version.document["title"]
        return title


class VersionDetailSerializer(VersionSerializer):
    questionnaire = QuestionnaireShape(source="document")

    class Meta:
        ref_name = "VersionDetail"


class VersionListSerializer(serializers.Serializer[Any]):
    results = VersionSerializer(many=True)

    class Meta:
        ref_name = "VersionList"


class DifferenceSerializer(serializers.Serializer[Change]):
    place = PlaceSerializer()
    words = serializers.CharField(help_text="In the language asked for.")
    breaks_trend = serializers.BooleanField(help_text="Figures before and after it cannot be compared.")

    class Meta:
        ref_name = "Difference"


class ComparisonSerializer(serializers.Serializer[Any]):
    breaks_trend = serializers.BooleanField()
    changes = DifferenceSerializer(many=True)

    class Meta:
        ref_name = "Comparison"
