"""The one place where a request enters its client: the host names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.http.request import split_domain_port
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django_tenants.postgresql_backend.base import FakeTenant
from django_tenants.utils import get_public_schema_name, tenant_context

from apps.common.api.problems import is_api, problem_response
from apps.common.errors import Forbidden
from apps.tenancy.hosts import HostInfo, host_cache
from apps.tenancy.models import Client

PUBLIC = FakeTenant(schema_name=get_public_schema_name())  # made once: every request ends there


class ClientRequest(HttpRequest):
    """What views of a client's host receive."""

    client: HostInfo


class ClientMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        database: Any = connections[DEFAULT_DB_ALIAS]
        if database.schema_name != PUBLIC.schema_name:
            database.set_tenant(PUBLIC)
        host = split_domain_port(request.META.get("HTTP_HOST", "").lower())[0].rstrip(".")
        request.client = None
        if host == settings.BASE_DOMAIN:
            request.urlconf = settings.PUBLIC_SCHEMA_URLCONF
            structlog.contextvars.bind_contextvars(client="agency")
            return self.get_response(request)
        info = host_cache.get(host) if host else None
        if info is None:
            return _plain_page(request, "unknown_host", 404)
        structlog.contextvars.bind_contextvars(client=info.slug)
        if info.state == Client.State.SUSPENDED:
            if is_api(request):
                return problem_response(Forbidden(_("This client is suspended.")))
            return _plain_page(request, "suspended", 403, info.name)
        request.client = info
        database.set_tenant(info)
        try:
            response = self.get_response(request)
        finally:
            database.set_tenant(PUBLIC)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _inside(info, response.streaming_content)
        return response


def _plain_page(request: HttpRequest, name: str, status: int, title: str = "") -> HttpResponse:
    """In the visitor's language, which no later middleware is asked for."""
    with translation.override(translation.get_language_from_request(request)):
        title = title or _("There is nothing at this address")
        return render(request, f"tenancy/{name}.html", {"page_title": title}, status=status)


def _inside(info: HostInfo, parts: Any) -> Iterator[bytes]:
    """What is streamed is read after the middleware was left: each part is made inside the client again."""
    source = iter(parts)
    while True:
        with tenant_context(info):
            part = next(source, None)
        if part is None:
            return
        yield part
