"""The cast of every test: two clients of the same shape, with the same integer ids, and five people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client as Browser

from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.tenancy.models import Client
from apps.tenancy.services import create_client, provision

PASSWORD = "a-long-enough-password"
ANA, ADA, BEN, CLEO, DAN = (f"{name}@example.com" for name in ("ana", "ada", "ben", "cleo", "dan"))
HOSTS = {"agency": "localhost", "acme": "acme.localhost", "globex": "globex.localhost"}


def settle() -> None:
    """Create the two clients and the people, once a session."""
    for slug, name in (("acme", "Acme Energy"), ("globex", "Globex Clinics")):
        if not Client.objects.filter(slug=slug).exists():
            provision(create_client(slug=slug, name=name, in_background=False).pk)
    acme, globex = Client.objects.get(slug="acme"), Client.objects.get(slug="globex")
    join(ANA, None, Role.AGENCY_OWNER)
    join(ADA, acme, Role.ADMIN)
    join(BEN, acme, Role.ANALYST)
    join(CLEO, acme, Role.VIEWER)
    join(DAN, globex, Role.ANALYST)


def join(email: str, client: Client | None, role: Role) -> User:
    user = User.objects.filter(email=email).first() or User.objects.create_user(email, PASSWORD)
    Membership.objects.get_or_create(user=user, client=client, defaults={"role": role})
    return user


@dataclass
class Visitor:
    """A browser on one host, signed in or not."""

    browser: Browser
    host: str

    def get(self, path: str, data: Any = None, **extra: Any) -> Any:
        return self.browser.get(path, data, HTTP_HOST=self.host, **extra)

    def post(self, path: str, data: Any = None, **extra: Any) -> Any:
        return self.browser.post(path, data, HTTP_HOST=self.host, **extra)


def visit(host: str, email: str | None = None) -> Visitor:
    """Open the host of "acme", "globex" or "agency"; with an e-mail, sign in there through the real form."""
    visitor = Visitor(Browser(), HOSTS[host])
    if email:
        answer = visitor.post("/accounts/login/", {"login": email, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()[:2000]
    return visitor
