"""The inventory over REST."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.shapes import Query, TextsField, read_object
from apps.common.api.views import FaceSet
from apps.touchpoints.models import Touchpoint
from apps.touchpoints.selectors import access_touchpoint
from apps.touchpoints.services import (
    archive_touchpoint,
    change_touchpoint,
    create_touchpoint,
    restore_touchpoint,
)

CODE = r"^[a-z0-9][a-z0-9_-]{0,63}$"


class TouchpointFields(serializers.Serializer[Any]):
    """A touchpoint as it is sent."""

    code = serializers.RegexField(CODE, help_text="What surveys and senders call it; never changes.")
    name = TextsField()
    stage = serializers.CharField(required=False, allow_null=True, help_text="Code of a stage.")
    channel = serializers.CharField(
        required=False,
        allow_null=True,
        help_text="Code of the channel its scores have when a response names none.",
    )
    mode = serializers.ChoiceField(Touchpoint.Mode.values, required=False)
    intended = serializers.BooleanField(required=False)
    owned = serializers.BooleanField(required=False)
    owner = serializers.CharField(required=False, allow_blank=True, max_length=120)
    operational_purpose = serializers.CharField(required=False, allow_blank=True, max_length=300)
    relationship_purpose = serializers.CharField(required=False, allow_blank=True, max_length=300)
    weight = serializers.FloatField(required=False, min_value=0, max_value=1000)
    target = serializers.FloatField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=10,
        help_text="On 0-10; else the client's own.",
    )

    class Meta:
        ref_name = "TouchpointFields"


class TouchpointSerializer(serializers.Serializer[Any]):
    """A touchpoint as it is read."""

    id = serializers.UUIDField(source="uid")
    code = serializers.CharField()
    name = TextsField()
    stage = serializers.CharField(source="stage.code", allow_null=True)
    channel = serializers.CharField(source="channel.code", allow_null=True)
    mode = serializers.ChoiceField(Touchpoint.Mode.values)
    intended = serializers.BooleanField()
    owned = serializers.BooleanField()
    owner = serializers.CharField()
    operational_purpose = serializers.CharField()
    relationship_purpose = serializers.CharField()
    weight = serializers.FloatField()
    target = serializers.FloatField(allow_null=True)
    created_at = serializers.DateTimeField()
    archived_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        ref_name = "Touchpoint"


class TouchpointQuery(Query):
    code = serializers.CharField(required=False, help_text="The one with this code, archived or not.")
    stage = serializers.CharField(required=False)
    channel = serializers.CharField(required=False)
    archived = serializers.ChoiceField(["true", "false"], required=False, help_text="Archived ones instead.")


EXAMPLE = OpenApiExample(
    "A till in the store",
    value={
        "code": "checkout",
        "name": {"en": "Checkout", "it": "Cassa"},
        "stage": "purchase",
        "channel": "store",
        "mode": "physical",
        "intended": True,
        "owned": True,
        "weight": 1,
    },
    request_only=True,
)


@extend_schema(tags=["touchpoints"])
class TouchpointSet(FaceSet):
    keyset = ("code",)
    queries: ClassVar[dict[str, type[Query]]] = {"list": TouchpointQuery}

    @extend_schema(summary="List the inventory", responses=TouchpointSerializer(many=True))
    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self._found())
        return self.get_paginated_response(TouchpointSerializer(page, many=True).data)

    @extend_schema(
        summary="Add a touchpoint",
        request=TouchpointFields,
        responses={201: TouchpointSerializer},
        examples=[EXAMPLE],
    )
    def create(self, request: Request) -> Response:
        fields = read_object(request.data, TouchpointFields)
        touchpoint = create_touchpoint(actor=request.user, **fields)
        return Response(TouchpointSerializer(touchpoint).data, status=201)

    @extend_schema(summary="Read a touchpoint", responses=TouchpointSerializer)
    def retrieve(self, request: Request, **_path: str) -> Response:
        return _answer(access_touchpoint(self.path_id))

    @extend_schema(summary="Change a touchpoint", request=TouchpointFields, responses=TouchpointSerializer)
    def partial_update(self, request: Request, **_path: str) -> Response:
        fields = read_object(request.data, TouchpointFields, is_partial=True)
        change_touchpoint(access_touchpoint(self.path_id), actor=request.user, **fields)
        return _answer(access_touchpoint(self.path_id))

    @extend_schema(
        summary="Archive a touchpoint",
        description="It leaves the inventory and the scorecard; its scores, and its code, stay.",
        responses={204: None},
    )
    def destroy(self, request: Request, **_path: str) -> Response:
        archive_touchpoint(access_touchpoint(self.path_id), actor=request.user)
        return Response(status=204)

    @extend_schema(summary="Bring an archived touchpoint back", request=None, responses=TouchpointSerializer)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, **_path: str) -> Response:
        restore_touchpoint(access_touchpoint(self.path_id), actor=request.user)
        return _answer(access_touchpoint(self.path_id))

    def _found(self) -> QuerySet[Touchpoint]:
        query = self.query
        found = Touchpoint.objects.select_related("stage", "channel")
        if "code" in query:
            return found.filter(code=query["code"])
        found = found.filter(archived_at__isnull=query.get("archived") != "true")
        if "stage" in query:
            found = found.filter(stage__code=query["stage"])
        if "channel" in query:
            found = found.filter(channel__code=query["channel"])
        return found


def _answer(touchpoint: Any) -> Response:
    return Response(TouchpointSerializer(touchpoint).data)
