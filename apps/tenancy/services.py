"""Creating a client is a job that can be killed anywhere and is taken up again: until its last step the
client does not answer on any host, and every step may run twice.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils.module_loading import import_string
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django_tenants.utils import tenant_context

from apps.audit.services import record
from apps.common.errors import FieldProblem, Invalid
from apps.common.jobs import enqueue
from apps.tenancy.errors import SlugTaken, WrongState
from apps.tenancy.hosts import host_cache
from apps.tenancy.models import Client, Domain, PeriodClaim

log = structlog.get_logger(__name__)

# What a client's admin may change; the rest of the row is the agency's or fixed.
CHANGEABLE = frozenset(
    ["name", "time_zone", "language", "languages", "brand_colour", "industry", "small_number", "target"]
)


def create_client(
    *,
    slug: str,
    name: str,
    industry: str = "",
    language: str = "en",
    time_zone: str = "Europe/Rome",
    brand_colour: str = "#0b5c6b",
    admin_email: str = "",
    actor: Any = None,
    in_background: bool = True,
) -> Client:
    """Reserve the slug and start the job. Raises SlugTaken or Invalid; nothing is created then."""
    client = Client(
        slug=slug,
        name=name,
        industry=industry,
        language=language,
        time_zone=time_zone,
        brand_colour=brand_colour,
        admin_email=admin_email,
    )
    if language not in client.languages:
        client.languages = [language, *client.languages]
    try:
        client.clean_fields()
    except ValidationError as error:
        raise Invalid(errors=_problems(error)) from error
    _check_settings(client)
    try:
        with transaction.atomic():
            client.save()
            Domain.objects.create(domain=f"{slug}.{settings.BASE_DOMAIN}", tenant=client, is_primary=True)
            record("client.created", actor=actor, client_id=client.id, target=slug)
            if in_background:
                enqueue("tenancy.provision", str(client.id))
    except IntegrityError as error:
        raise SlugTaken from error
    return client


def provision(client_id: uuid.UUID) -> Client:
    """Carry the job to its end, or leave at once when another process is at it. Safe to call at any time.

    What a step raises is noted in ``state_detail`` and raised again; the next call takes up the job.
    """
    with _only_one(f"provision:{client_id}") as mine:
        client: Client = Client.objects.get(pk=client_id)
        if not mine or client.state != Client.State.CREATING:
            return client
        steps = _steps()
        for number, (label, step) in enumerate(steps, start=1):
            _note(client, f"{number}/{len(steps)} {label}")
            try:
                step(client)
            except Exception as error:
                _note(client, f"{number}/{len(steps)} {label} (failed: {type(error).__name__})")
                raise
        _change_state(client, Client.State.CREATING, Client.State.READY, "client.ready", actor=None)
        log.info("client_ready", client=client.slug)
        return client


def resume_unfinished_clients() -> int:
    """Take up every creation that a dead process or a lost message left behind; returns how many failed."""
    failed = 0
    for client_id in Client.objects.filter(state=Client.State.CREATING).values_list("pk", flat=True):
        try:
            provision(client_id)
        except Exception:  # per-client loop: one failing client stops no other
            log.exception("provisioning_failed", client_id=str(client_id))
            failed += 1
    return failed


def migrate_client(client: Client) -> None:
    """Bring one client's tables up to date, all or nothing.

    Django notes a migration as applied in a second transaction; a process killed between the two would leave
    tables that can never be created again. Inside one transaction there is no such moment, and django-tenants
    does not close the connection, and with it our lock.
    """
    try:
        with transaction.atomic():
            call_command(
                "migrate_schemas", tenant=True, schema_name=client.schema_name, interactive=False, verbosity=0
            )
    finally:
        connection.set_schema_to_public()


def suspend_client(client: Client, *, actor: Any) -> None:
    """Every process turns the client's hosts away within ``hosts.LIFE`` seconds; nothing is deleted."""
    _change_state(client, Client.State.READY, Client.State.SUSPENDED, "client.suspended", actor)


def resume_client(client: Client, *, actor: Any) -> None:
    _change_state(client, Client.State.SUSPENDED, Client.State.READY, "client.resumed", actor)


def change_client_settings(client: Client, *, actor: Any, **changes: Any) -> Client:
    """Name, time zone, languages, colour, industry, threshold of small numbers, target. Raises Invalid.

    A new time zone acts forward only: the day of a score is fixed when it is posted. Every process follows within
    ``hosts.LIFE`` seconds, this one at once.
    """
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise ValueError(f"not a setting of a client: {sorted(unknown)}")
    with transaction.atomic():
        locked: Client = Client.objects.select_for_update().get(pk=client.pk)
        before = {name: getattr(locked, name) for name in changes}
        for name, value in changes.items():
            setattr(locked, name, value)
        _check_settings(locked)
        changed = sorted(name for name in changes if getattr(locked, name) != before[name])
        if changed:
            locked.save(update_fields=changed)
            was = {name: str(before[name]) for name in changed}
            now = {name: str(getattr(locked, name)) for name in changed}
            record("client.settings_changed", actor=actor, client_id=locked.pk, before=was, after=now)
    host_cache.clear()
    return locked


def claim_period(job: str, period: str) -> bool:
    """True for exactly one caller per (job, period)."""
    _, created = PeriodClaim.objects.get_or_create(job=job, period=period)
    return created


def _check_settings(client: Client) -> None:
    problems: list[FieldProblem] = []
    try:
        client.clean_fields(exclude={field.name for field in Client._meta.fields} - CHANGEABLE)
    except ValidationError as error:
        problems = _problems(error)
    if not client.languages or any(not check_for_language(code) for code in client.languages):
        problems.append(FieldProblem("/languages", "languages", _("Choose at least one language we know.")))
    elif client.language not in client.languages:
        problems.append(FieldProblem("/language", "language", _("Choose one of the client's languages.")))
    if not problems and not 0 <= client.target <= 10:
        problems.append(FieldProblem("/target", "range", _("The target is a score from 0 to 10.")))
    if problems:
        raise Invalid(errors=problems)


def _change_state(client: Client, before: str, after: str, event: str, actor: Any) -> None:
    """Raises WrongState unless the client is in ``before``: one being created cannot be opened half made."""
    with transaction.atomic():
        changed = Client.objects.filter(pk=client.pk, state=before).update(state=after, state_detail="")
        if not changed:
            raise WrongState
        record(event, actor=actor, client_id=client.id, target=client.slug)
    client.state, client.state_detail = after, ""


def _note(client: Client, detail: str) -> None:
    client.state_detail = detail
    client.save(update_fields=["state_detail"])


def _steps() -> list[tuple[str, Callable[[Client], None]]]:
    """Schema and tables, then what higher apps add by name in PROVISIONING_STEPS."""
    steps: list[tuple[str, Callable[[Client], None]]] = [
        ("schema", _create_schema),
        ("tables", migrate_client),
    ]
    steps += [(label, _inside(import_string(path))) for label, path in settings.PROVISIONING_STEPS]
    return steps


def _create_schema(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA IF NOT EXISTS "{client.schema_name}"')


def _inside(step: Callable[[Client], None]) -> Callable[[Client], None]:
    def run(client: Client) -> None:
        with tenant_context(client), transaction.atomic():
            step(client)

    return run


@contextmanager
def _only_one(name: str) -> Iterator[bool]:
    """A session lock of PostgreSQL: gone with the connection, so a killed holder blocks nobody."""
    key = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _problems(error: ValidationError) -> list[FieldProblem]:
    return [
        FieldProblem(f"/{field}", item.code or "invalid", " ".join(item.messages))
        for field, items in error.error_dict.items()
        for item in items
    ]
