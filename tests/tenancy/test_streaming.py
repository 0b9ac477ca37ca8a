from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.http import HttpRequest, StreamingHttpResponse
from django.test import RequestFactory

from apps.tenancy.middleware import ClientMiddleware
from apps.tenancy.models import Client
from apps.touchpoints.models import Stage
from tests.people import HOSTS

pytestmark = pytest.mark.django_db


def parts(request: HttpRequest) -> Iterator[str]:
    """Read only while it is sent, as a long export is."""
    for stage in Stage.objects.order_by("position"):
        yield f"{connection.schema_name} {stage.code}\n"


def test_what_is_streamed_is_read_inside_the_client(acme: Client) -> None:
    middleware = ClientMiddleware(lambda request: StreamingHttpResponse(parts(request)))
    response = middleware(RequestFactory().get("/", HTTP_HOST=HOSTS["acme"]))
    assert connection.schema_name == "public"
    lines = b"".join(response).decode().splitlines()
    assert lines[0] == f"{acme.schema_name} awareness"
    assert len(lines) == 5
    assert connection.schema_name == "public"
