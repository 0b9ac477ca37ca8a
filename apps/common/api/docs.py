"""The API's schema and its documentation: open to all, the same for every client, without client data."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import (
    OpenApiJsonRenderer,
    OpenApiJsonRenderer2,
    OpenApiYamlRenderer,
    OpenApiYamlRenderer2,
)
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


class SchemaView(APIView):
    """OpenAPI 3.1 as JSON, or as YAML by the Accept header or ``?format=yaml``."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (OpenApiJsonRenderer2, OpenApiJsonRenderer, OpenApiYamlRenderer2, OpenApiYamlRenderer)
    schema = None

    def get(self, request: Request) -> HttpResponse:
        renderer = request.accepted_renderer
        return HttpResponse(written_schema(renderer.media_type), content_type=renderer.media_type)


@lru_cache(maxsize=4)
def written_schema(media_type: str) -> bytes:
    """The schema in one format, made once per process, in English whoever asks first."""
    with translation.override("en"):
        schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    renderer: Any = next(r() for r in SchemaView.renderer_classes if r.media_type == media_type)
    written: bytes = renderer.render(schema, renderer_context={})
    return written


def docs(request: HttpRequest) -> HttpResponse:
    return render(request, "common/api_docs.html", {"page_title": _("API")})
