from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django_tenants.utils import get_tenant_domain_model


class RememberedHosts:
    """As little as a host can be turned into a tenant with: one look-up for each, ever."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.tenants: dict[str, object] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.META["HTTP_HOST"]
        if host not in self.tenants:
            connection.set_schema_to_public()
            domain = get_tenant_domain_model().objects.select_related("tenant").get(domain=host)
            self.tenants[host] = domain.tenant
        connection.set_tenant(self.tenants[host])
        return self.get_response(request)
