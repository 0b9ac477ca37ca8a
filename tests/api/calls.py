"""Calling the REST API as another program does: through the whole stack, on a client's host, with a real key."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client as Browser
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.exchange.keys import create_key
from apps.tenancy.models import Client
from tests.people import HOSTS

BASE = "/api/v1/"


@dataclass
class Caller:
    """One program with one key, or none, at one host."""

    host: str
    key: str | None = None

    def send(self, method: str, path: str, data: Any = None, **headers: str) -> Any:
        """``data`` is sent as JSON, bytes as they are; paths are below /api/v1/ unless they begin with a slash."""
        browser = Browser(enforce_csrf_checks=True, raise_request_exception=False)
        extra = {"HTTP_AUTHORIZATION": f"Bearer {self.key}"} if self.key else {}
        body = data if isinstance(data, bytes) else b"" if data is None else json.dumps(data).encode()
        return browser.generic(
            method.upper(),
            path if path.startswith("/") else BASE + path,
            body,
            content_type=headers.pop("content_type", "application/json"),
            HTTP_HOST=self.host,
            **extra,
            **headers,
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.send("GET", path, **headers)

    def post(self, path: str, data: Any = None, **headers: str) -> Any:
        return self.send("POST", path, data, **headers)


def caller(slug: str, scope: str | None = "write") -> Caller:
    """A program at a client's host, with a fresh key of this scope."""
    if scope is None:
        return Caller(HOSTS[slug])
    with tenant_context(Client.objects.get(slug=slug)):
        _key, secret = create_key("test", scope=scope, actor=SYSTEM)
    return Caller(HOSTS[slug], secret)


def submission(answers: dict[str, Any] | None = None, **extra: Any) -> dict[str, Any]:
    """A response to the example survey."""
    return {
        "survey": "relation",
        "submission_id": str(uuid.uuid4()),
        "answers": {"recommend": 9, "counter": 4, "easy": 6} if answers is None else answers,
        **extra,
    }


def pointers(answer: Any) -> list[str]:
    """The places a problem names."""
    assert answer["Content-Type"] == "application/problem+json", answer.content
    return [error["pointer"] for error in answer.json().get("errors", [])]
