"""Creating a client: killed anywhere, it is absent or taken up again, and never answers half made."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client as Browser
from django_tenants.utils import tenant_context

from apps.accounts.models import Membership, User
from apps.audit.models import Entry
from apps.common.errors import Invalid
from apps.kpis.models import Ledger
from apps.tenancy import services
from apps.tenancy.errors import SlugTaken, WrongState
from apps.tenancy.hosts import host_cache
from apps.tenancy.models import Client, Domain
from apps.touchpoints.models import Channel, Stage

SLUG = "tried"
FIRST = "first@example.com"
KILLED = -signal.SIGKILL
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def _committing(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Real commits, seen by other processes; what was made is dropped again."""
    with django_db_blocker.unblock():
        yield
        connection.set_schema_to_public()
        for client in Client.objects.filter(slug__startswith=SLUG):
            with connection.cursor() as cursor:
                cursor.execute(f'DROP SCHEMA IF EXISTS "{client.schema_name}" CASCADE')
            Entry.objects.filter(client_id=client.pk).delete()
            client.delete()
        User.objects.filter(email=FIRST).delete()
        connection.close()


committing = pytest.mark.usefixtures("_committing")


def in_a_process(work: Callable[[], None], started: Any = None) -> Any:
    """Run ``work`` in a process of its own, with its own connection; exit code 3 stands for SlugTaken."""

    def body() -> None:
        connection.connection = None  # the parent's: psycopg leaves it alone in a child
        if started:
            started.wait()
        code = 1
        try:
            work()
            code = 0
        except SlugTaken:
            code = 3
        finally:
            os._exit(code)

    process = FORK.Process(target=body)
    process.start()
    return process


def in_parallel(work: Callable[[], None], times: int) -> list[int]:
    started = FORK.Barrier(times)
    processes = [in_a_process(work, started) for _ in range(times)]
    for process in processes:
        process.join(60)
    return sorted(process.exitcode for process in processes)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def kill_after_step(number: int) -> None:
    steps = services._steps()

    def killing() -> list[Any]:
        label, act = steps[number]
        return [*steps[:number], (label, lambda client: (act(client), die()))]

    services._steps = killing


def kill_at_record(app: str) -> None:
    """Django notes most migrations in a second transaction, after their tables are there: die in between."""
    record = MigrationRecorder.record_applied

    def dying(self: Any, label: str, name: str) -> None:
        if label == app:
            die()
        record(self, label, name)

    MigrationRecorder.record_applied = dying  # type: ignore[method-assign]


def tables(client: Client) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [client.schema_name])
        return {name for (name,) in cursor.fetchall()}


def create(**fields: Any) -> Client:
    given = {"slug": SLUG, "name": "Tried", "admin_email": FIRST, "in_background": False}
    return services.create_client(**given | fields)


def is_open(client: Client) -> bool:
    host_cache.clear()
    return host_cache.get(f"{client.slug}.{settings.BASE_DOMAIN}") is not None


@committing
def test_kill_9_at_every_step_leaves_a_client_that_is_taken_up_again() -> None:
    client = create()
    records = [partial(kill_at_record, app) for app in ("touchpoints", "kpis", "surveys", "responses")]
    steps = [partial(kill_after_step, number) for number in range(5)]
    for kill in steps[:1] + records + steps[1:]:

        def killed(kill: Callable[[], None] = kill) -> None:
            kill()
            services.provision(client.pk)

        process = in_a_process(killed)
        process.join(60)
        assert process.exitcode == KILLED
        client.refresh_from_db()
        assert client.state == Client.State.CREATING
        assert not is_open(client)

    assert client.state_detail == "5/5 first admin"
    assert services.resume_unfinished_clients() == 0
    client.refresh_from_db()
    assert (client.state, client.state_detail) == (Client.State.READY, "")
    assert is_open(client)
    assert tables(client) == tables(Client.objects.get(slug="acme"))
    with tenant_context(client):
        assert Stage.objects.count() == 5
        assert Channel.objects.count() == 12
        assert Ledger.objects.count() == 1
    assert list(client.memberships.values_list("user__email", "role")) == [(FIRST, "admin")]


@committing
def test_five_parallel_creations_of_one_slug_make_one() -> None:
    assert in_parallel(lambda: services.provision(create(admin_email="").pk), 5) == [0, 3, 3, 3, 3]
    client = Client.objects.get(slug=SLUG)
    assert client.state == Client.State.READY
    assert Domain.objects.filter(tenant=client).count() == 1
    assert events(client) == ["client.created", "client.ready"]


@committing
def test_a_mail_server_that_is_away_keeps_no_client_from_being_made(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    client = services.provision(create().pk)
    assert client.state == Client.State.READY
    assert list(client.memberships.values_list("user__email", "role")) == [(FIRST, "admin")]


@committing
def test_two_processes_provision_a_client_once() -> None:
    client = create(admin_email="")
    assert in_parallel(lambda: services.provision(client.pk) and None, 3) == [0, 0, 0]
    client.refresh_from_db()
    assert client.state == Client.State.READY
    assert events(client) == ["client.created", "client.ready"]


@committing
def test_a_second_process_leaves_while_the_first_is_at_it() -> None:
    client = create(admin_email="")
    reached, go_on = FORK.Event(), FORK.Event()

    def waiting() -> None:
        services.migrate_client, migrate = (
            (lambda c: (migrate(c), reached.set(), go_on.wait(30))),
            services.migrate_client,
        )
        services.provision(client.pk)

    process = in_a_process(waiting)
    assert reached.wait(30)  # the tables are there, and the lock has outlived their making
    assert services.provision(client.pk).state == Client.State.CREATING
    go_on.set()
    process.join(60)
    client.refresh_from_db()
    assert client.state == Client.State.READY


def events(client: Client) -> list[str]:
    return sorted(Entry.objects.filter(client_id=client.pk).values_list("event", flat=True))


def fail(_client: Client) -> None:
    raise ProgrammingError("injected")


def half_done_then_fail(_client: Client) -> None:
    Stage.objects.all().delete()
    raise ProgrammingError("injected")


@pytest.mark.django_db
@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_a_failing_step_is_noted_undone_and_resumed(position: int, settings: Any) -> None:
    steps = list(settings.PROVISIONING_STEPS)
    settings.PROVISIONING_STEPS = [
        *steps[:position],
        ("trouble", f"{__name__}.{'fail' if position == 0 else 'half_done_then_fail'}"),
        *steps[position:],
    ]
    client = create()
    with pytest.raises(ProgrammingError, match="injected"):
        services.provision(client.pk)
    client.refresh_from_db()
    assert client.state == Client.State.CREATING
    assert client.state_detail == f"{position + 3}/6 trouble (failed: ProgrammingError)"
    assert not is_open(client)
    with tenant_context(client):
        assert Stage.objects.count() == (0 if position == 0 else 5)

    settings.PROVISIONING_STEPS = steps
    assert services.provision(client.pk).state == Client.State.READY
    assert is_open(client)
    with tenant_context(client):
        assert Stage.objects.count() == 5


@pytest.mark.django_db
def test_one_client_that_cannot_be_made_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    broken, fine = create(slug="tried-a"), create(slug="tried-b")
    schema = services._create_schema
    monkeypatch.setattr(services, "_create_schema", lambda c: fail(c) if c.pk == broken.pk else schema(c))
    assert services.resume_unfinished_clients() == 1
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.state, fine.state) == (Client.State.CREATING, Client.State.READY)


@pytest.mark.django_db
def test_provisioning_a_ready_client_again_changes_nothing(acme: Client) -> None:
    lines = Entry.objects.count()
    assert services.provision(acme.pk).state == Client.State.READY
    assert Entry.objects.count() == lines
    assert Membership.objects.filter(client=acme).count() == 3


@pytest.mark.django_db
def test_a_client_being_created_answers_on_no_host() -> None:
    client = create()
    answer = Browser().get("/", HTTP_HOST=f"{client.slug}.{settings.BASE_DOMAIN}")
    assert answer.status_code == 404


@pytest.mark.django_db
def test_a_client_being_created_can_be_neither_suspended_nor_opened() -> None:
    client = create()
    for act in (services.suspend_client, services.resume_client):
        with pytest.raises(WrongState):
            act(client, actor=None)
    client.refresh_from_db()
    assert client.state == Client.State.CREATING
    assert events(client) == ["client.created"]


@pytest.mark.django_db
def test_a_taken_or_wrong_name_creates_nothing(acme: Client) -> None:
    before = Client.objects.count(), Domain.objects.count(), Entry.objects.count()
    with pytest.raises(SlugTaken):
        create(slug="acme")
    for slug in ("www", "A", "pg-x", "über", "a\n"):
        with pytest.raises(Invalid):
            create(slug=slug)
    assert (Client.objects.count(), Domain.objects.count(), Entry.objects.count()) == before


@pytest.mark.django_db
def test_a_clients_language_is_one_of_its_languages() -> None:
    assert create(language="de").languages == ["de", "en", "it"]
    with pytest.raises(Invalid) as caught:
        create(slug="tried-b", language="klingon")
    assert [problem.pointer for problem in caught.value.errors] == ["/languages"]
    assert not Client.objects.filter(slug="tried-b").exists()


@pytest.mark.django_db
def test_a_deleted_clients_schema_is_never_adopted() -> None:
    first = create()
    services.provision(first.pk)
    old = first.schema_name
    first.delete()
    assert create().schema_name != old


def behind(client: Client) -> None:
    """As if ``client`` had been made before the last migration of touchpoints."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM \"{client.schema_name}\".django_migrations WHERE app = 'touchpoints'")


@pytest.mark.django_db
def test_migrate_clients_goes_on_past_a_failing_client_and_says_so(
    acme: Client, globex: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    behind(acme)  # its tables stand already: applying the migration fails
    with tenant_context(globex), connection.cursor() as cursor:
        cursor.execute("DROP TABLE touchpoints_touchpoint, touchpoints_stage, touchpoints_channel")
    behind(globex)
    unfinished = create()
    with pytest.raises(CommandError, match=r"(?s)not migrated.*acme: .*already exists"):
        call_command("migrate_clients")
    assert "[1/2] acme\n[2/2] globex\n" in capsys.readouterr().out
    assert "touchpoints_touchpoint" in tables(globex)
    assert tables(unfinished) == set()
    assert connection.schema_name == "public"
