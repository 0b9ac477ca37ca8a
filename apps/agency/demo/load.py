"""Puts the demo into the database, client by client, each step skipped where it was done before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.agency.demo import launch, questionnaires
from apps.agency.demo.companies import COMPANIES, ELETTRA, Company
from apps.agency.demo.generate import Model, contact_answers, launch_answers, relationship_answers
from apps.agency.services import refresh_summaries
from apps.exchange.keys import create_key, key_of
from apps.kpis.services import drain
from apps.responses.models import Response
from apps.responses.services import record_responses
from apps.responses.submissions import Submission
from apps.surveys.models import Survey
from apps.surveys.services import create_survey, publish_survey
from apps.tenancy.hosts import agency_url, client_info
from apps.tenancy.models import Client
from apps.tenancy.services import create_client, provision
from apps.touchpoints.models import Channel, Stage, Touchpoint

PASSWORD = "explore-the-demo"  # noqa: S105  (printed on purpose; refused outside the demo, see load_demo)
AGENCY = {"agency_owner": "ana@agency.example", "agency_analyst": "tom@agency.example"}
PORTION = 1000
Say = Callable[[str], None]


def load_demo(file: Path, say: Say) -> None:
    """Create what is missing and write ``file``: addresses, sign-ins, an API key per client."""
    kept = json.loads(file.read_text()) if file.exists() else {"clients": []}
    keys = {client["slug"]: client["api_key"] for client in kept["clients"]}
    for role, email in AGENCY.items():
        _member(email, None, role)
    clients, surveys = [], []
    for company in COMPANIES:
        client = _client(company)
        with tenant_context(client):
            _fill(company, client, say)
            key = keys.get(company.slug, "")
            if not key_of(key):  # revoked, or of another database that this folder was used with
                key = create_key("demo", scope="admin", actor=SYSTEM)[1]
            info = client_info(client)
            clients.append(_entry(company, info.primary_host, info.url, key))
            surveys += [
                {"client": company.slug, "code": code, "url": f"{info.url}/s/{code}/"}
                for code in Survey.objects.live().order_by("pk").values_list("code", flat=True)
            ]
    refresh_summaries()
    agency = {"host": settings.BASE_DOMAIN, "url": agency_url() + "/", "users": _users(AGENCY)}
    _write(file, {"agency": agency, "clients": clients, "surveys": surveys})


def _client(company: Company) -> Client:
    client = Client.objects.filter(slug=company.slug).first() or create_client(
        slug=company.slug,
        name=company.name,
        industry=company.industry,
        language=company.language,
        brand_colour=company.brand_colour,
        actor=SYSTEM,
        in_background=False,
    )
    client = provision(client.pk)
    for role, email in company.people.items():
        _member(email, client, role)
    return client


def _member(email: str, client: Client | None, role: str) -> None:
    user = User.objects.filter(email=email).first() or User.objects.create_user(
        email, PASSWORD, name=email.split("@")[0].capitalize()
    )
    Membership.objects.get_or_create(user=user, client=client, defaults={"role": Role(role)})


def _fill(company: Company, client: Client, say: Say) -> None:
    contacts = company.contacts + (launch.CONTACTS if company is ELETTRA else ())
    for contact in contacts:
        Touchpoint.objects.get_or_create(
            code=contact.code,
            defaults={
                "name": {"en": contact.en, "it": contact.it},
                "stage": Stage.objects.get(code=contact.stage),
                "channel": Channel.objects.get(code=contact.channel),
                "mode": contact.mode,
                "intended": contact.intended,
                "owned": contact.owned,
                "operational_purpose": contact.operational,
                "relationship_purpose": contact.relationship,
            },
        )
    model = Model(company, timezone.now().astimezone(client.zone))
    parts = [
        ("relationship", questionnaires.relationship(company), relationship_answers),
        ("contacts", questionnaires.contacts(company), contact_answers),
    ]
    if company is ELETTRA:
        parts.append((launch.CODE, launch.document(), launch_answers))
    for code, document, answers in parts:
        _survey(code, document)
        if not Response.objects.filter(survey__code=code).exists():
            added = _record(answers(model))
            say(f"{company.name}: {added} answers to {code}")
    drain()


def _survey(code: str, document: dict[str, Any]) -> None:
    if not Survey.objects.filter(code=code).exists():
        publish_survey(create_survey(document, actor=SYSTEM, code=code), actor=SYSTEM)


@transaction.atomic
def _record(submissions: Iterable[Submission]) -> int:
    added = 0
    for portion in _portions(iter(submissions)):
        outcomes = record_responses(portion, source=Response.Source.DEMO)
        refused = [outcome.error for outcome in outcomes if outcome.error]
        if refused:
            raise refused[0]
        added += len(outcomes)
    return added


def _portions(submissions: Iterator[Submission]) -> Iterator[list[Submission]]:
    while portion := list(islice(submissions, PORTION)):
        yield portion


def _users(people: dict[str, str]) -> list[dict[str, str]]:
    return [{"email": email, "password": PASSWORD, "role": role} for role, email in people.items()]


def _entry(company: Company, host: str, url: str, key: str) -> dict[str, Any]:
    return {
        "slug": company.slug,
        "name": company.name,
        "host": host,
        "url": url + "/",
        "api_key": key,
        "users": _users(company.people),
    }


def _write(file: Path, content: dict[str, Any]) -> None:
    """In one step: a process killed meanwhile leaves the old file, never half of a new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_suffix(".new")
    new.touch(mode=0o600, exist_ok=True)
    new.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")
    new.replace(file)
