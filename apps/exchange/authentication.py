"""Who calls the REST API: the client's key in ``Authorization: Bearer cx_...``, and nothing else (no cookie)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from apps.accounts.actors import Actor
from apps.exchange.keys import ROLE_OF_SCOPE, key_of, note_use, scopes_of
from apps.exchange.models import ApiKey
from apps.tenancy.hosts import current_client


class ApiKeyAuthentication(BaseAuthentication):
    """Unknown, revoked and another client's key answer alike: 401."""

    def authenticate(self, request: Request) -> tuple[Actor, ApiKey] | None:
        scheme, _space, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        key = key_of(secret.strip().decode("ascii", errors="replace"))
        if key is None:
            raise AuthenticationFailed(UNKNOWN)
        note_use(key)
        return actor_of(key), key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


UNKNOWN = _("This API key is unknown or was revoked.")


def actor_of(key: ApiKey) -> Actor:
    return Actor(
        "api_key",
        str(key.pk),
        key.name,
        ROLE_OF_SCOPE[ApiKey.Scope(key.scope)],
        scopes=scopes_of(key.scope),
        client_id=current_client().client_id,
    )


class ApiKeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    target_class = "apps.exchange.authentication.ApiKeyAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "cx_..."}
