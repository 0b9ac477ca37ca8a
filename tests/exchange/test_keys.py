from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django_tenants.utils import tenant_context
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from apps.accounts.actors import SYSTEM, Actor
from apps.accounts.roles import Role
from apps.common.errors import Forbidden, Invalid, NotFound
from apps.exchange.authentication import ApiKeyAuthentication
from apps.exchange.keys import access_key, create_key, digest_of, revoke_key
from apps.exchange.models import ApiKey
from apps.tenancy.models import Client

pytestmark = pytest.mark.django_db


def present(secret: str) -> Any:
    """What the REST API makes of a key in the client that is entered."""
    request = APIRequestFactory().get("/api/v1/", HTTP_AUTHORIZATION=f"Bearer {secret}")
    return ApiKeyAuthentication().authenticate(Request(request))


def test_a_key_is_the_prefix_and_forty_characters_and_only_its_hash_is_kept(in_acme: Client) -> None:
    key, secret = create_key("till", scope="write", actor=SYSTEM)
    assert secret.startswith("cx_")
    assert len(secret) == 43
    assert key.hint == secret[:9]
    assert ApiKey.objects.get().digest == digest_of(secret)
    assert secret not in str(ApiKey.objects.values())


def test_scopes_hold_those_below_them(in_acme: Client) -> None:
    held = {
        scope: set(present(create_key(scope, scope=scope, actor=SYSTEM)[1])[0].scopes)
        for scope in ("read", "write", "admin")
    }
    assert held == {"read": {"read"}, "write": {"read", "write"}, "admin": {"read", "write", "admin"}}


def test_the_actor_is_the_key_in_its_client(in_acme: Client) -> None:
    key, secret = create_key("till", scope="write", actor=SYSTEM)
    actor, _key = present(secret)
    assert actor == Actor(
        "api_key", str(key.pk), "till", Role.ANALYST, frozenset({"read", "write"}), client_id=in_acme.pk
    )


def test_an_unknown_key_is_refused(in_acme: Client) -> None:
    create_key("till", scope="read", actor=SYSTEM)
    for secret in ("cx_" + "a" * 40, "nonsense", "", "cx_\u00e9"):
        with pytest.raises(AuthenticationFailed):
            present(secret)


def test_a_revoked_key_is_refused(in_acme: Client) -> None:
    key, secret = create_key("till", scope="read", actor=SYSTEM)
    revoke_key(key, actor=SYSTEM)
    with pytest.raises(AuthenticationFailed):
        present(secret)


def test_a_key_of_acme_is_unknown_at_globex(acme: Client, globex: Client) -> None:
    with tenant_context(acme):
        _key, secret = create_key("till", scope="admin", actor=SYSTEM)
        assert present(secret)[0].label == "till"
    with tenant_context(globex), pytest.raises(AuthenticationFailed):
        present(secret)


def test_no_authorization_is_no_actor(in_acme: Client) -> None:
    assert ApiKeyAuthentication().authenticate(Request(APIRequestFactory().get("/api/v1/"))) is None


def test_the_last_use_is_noted_at_most_once_a_minute(in_acme: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC), tick=False) as clock:
        _key, secret = create_key("till", scope="read", actor=SYSTEM)
        present(secret)
        first = ApiKey.objects.get().last_used_at
        assert first == datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
        clock.shift(59)
        present(secret)
        assert ApiKey.objects.get().last_used_at == first
        clock.shift(1)
        present(secret)
        assert ApiKey.objects.get().last_used_at == datetime(2026, 3, 1, 12, 1, 0, tzinfo=UTC)


def test_only_an_admin_makes_and_revokes_keys(in_acme: Client, analyst: Actor) -> None:
    key, _secret = create_key("till", scope="read", actor=SYSTEM)
    with pytest.raises(Forbidden):
        create_key("mine", scope="admin", actor=analyst)
    with pytest.raises(Forbidden):
        revoke_key(key, actor=analyst)
    assert list(ApiKey.objects.values_list("name", "revoked_at")) == [("till", None)]


@pytest.mark.parametrize(("name", "scope"), [("", "read"), ("x" * 81, "read"), ("till", "root")])
def test_a_key_needs_a_name_and_a_known_scope(in_acme: Client, name: str, scope: str) -> None:
    with pytest.raises(Invalid):
        create_key(name, scope=scope, actor=SYSTEM)
    assert not ApiKey.objects.exists()


def test_an_unknown_key_id_is_not_found(in_acme: Client) -> None:
    with pytest.raises(NotFound):
        access_key("00000000-0000-7000-8000-000000000000")


def test_the_command_prints_the_key_alone(acme: Client) -> None:
    out = StringIO()
    call_command("create_api_key", "acme", "--name", "till", "--scope", "write", stdout=out)
    secret = out.getvalue().removesuffix("\n")
    with tenant_context(acme):
        assert present(secret)[0].label == "till"


class Echo(APIView):
    def get(self, request: Request) -> Response:
        return Response({"label": request.user.label})

    def post(self, request: Request) -> Response:
        return Response({"label": request.user.label}, status=201)


def call(method: str, secret: str | None = None) -> Any:
    headers = {} if secret is None else {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    make = getattr(APIRequestFactory(enforce_csrf_checks=True), method)
    return Echo.as_view()(make("/echo/", {}, format="json", **headers)).render()


def test_the_api_answers_401_as_a_problem_and_says_how_to_sign_in(in_acme: Client) -> None:
    for secret in (None, "cx_" + "a" * 40):
        answer = call("get", secret)
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer.data["status"] == 401


def test_reading_needs_read_and_sending_needs_write_and_no_form_token(in_acme: Client) -> None:
    _key, reader = create_key("screen", scope="read", actor=SYSTEM)
    _key, writer = create_key("till", scope="write", actor=SYSTEM)
    assert [call("get", reader).status_code, call("post", reader).status_code] == [200, 403]
    assert [call("get", writer).status_code, call("post", writer).status_code] == [200, 201]
