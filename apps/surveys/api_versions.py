"""Checks of the draft, and published versions, over REST."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.shapes import read_object
from apps.common.api.views import FaceSet
from apps.surveys.api_draft_shapes import DraftSerializer, RevisionShape
from apps.surveys.api_drafts import CHANGED
from apps.surveys.api_revisions import revision_in
from apps.surveys.api_version_shapes import (
    ChecksSerializer,
    ComparisonSerializer,
    VersionDetailSerializer,
    VersionListSerializer,
)
from apps.surveys.checks import estimate
from apps.surveys.publishing import findings_of, lost_logic
from apps.surveys.questionnaire import read_draft
from apps.surveys.selectors import access_survey
from apps.surveys.versions import access_version, compare_versions, restore_version

NUMBERED = r"versions/(?P<number>[^/]+)"
NUMBER = OpenApiParameter(
    "number", OpenApiTypes.INT, OpenApiParameter.PATH, description="Number of the version."
)
OTHER = OpenApiParameter(
    "other", OpenApiTypes.STR, OpenApiParameter.PATH, description="Number of another version, or `draft`."
)


@extend_schema(tags=["versions"])
class VersionSet(FaceSet):
    @extend_schema(
        summary="Check the draft",
        description="What keeps it from being published, and hints at what could be better.",
        responses=ChecksSerializer,
    )
    @action(detail=True, methods=["get"])
    def checks(self, request: Request, **_path: str) -> Response:
        survey = access_survey(self.path_id)
        findings = findings_of(survey)
        is_free = not any(finding.is_error for finding in findings) and not lost_logic(survey)
        taken = estimate(read_draft(survey.draft))
        body = {"can_be_published": is_free, "seconds": int(taken.total_seconds()), "findings": findings}
        return Response(ChecksSerializer(body).data)

    @extend_schema(
        operation_id="surveys_versions_list",
        summary="List the versions, newest first",
        responses=VersionListSerializer,
    )
    @action(detail=True, methods=["get"])
    def versions(self, request: Request, **_path: str) -> Response:
        found = access_survey(self.path_id).versions.defer("bindings")
        return Response(VersionListSerializer({"results": found}).data)

    @extend_schema(summary="Read a version", parameters=[NUMBER], responses=VersionDetailSerializer)
    @action(detail=True, methods=["get"], url_path=NUMBERED)
    def version(self, request: Request, number: str = "", **_path: str) -> Response:
        found = access_version(access_survey(self.path_id), number)
        return Response(VersionDetailSerializer(found).data)

    @extend_schema(
        summary="Compare a version with another or with the draft",
        description="In words, as what has changed since this version; what breaks a trend is marked and comes first.",
        parameters=[NUMBER, OTHER],
        responses=ComparisonSerializer,
    )
    @action(detail=True, methods=["get"], url_path=NUMBERED + r"/compare/(?P<other>[^/]+)")
    def compare(self, request: Request, number: str = "", other: str = "", **_path: str) -> Response:
        found = compare_versions(access_survey(self.path_id), number, other)
        breaks = any(change.breaks_trend for change in found)
        return Response(ComparisonSerializer({"breaks_trend": breaks, "changes": found}).data)

    @extend_schema(
        summary="Make a version the draft again",
        description="One change of the draft, which can be undone; nothing is published.",
        parameters=[NUMBER],
        request=RevisionShape,
        responses=CHANGED,
    )
    @action(detail=True, methods=["post"], url_path=NUMBERED + "/restore")
    def restore(self, request: Request, number: str = "", **_path: str) -> Response:
        survey = access_survey(self.path_id)
        revision = revision_in(read_object(request.data, RevisionShape))
        draft = restore_version(survey, number, actor=request.user, revision=revision)
        return Response(DraftSerializer(draft).data)
