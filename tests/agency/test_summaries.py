from __future__ import annotations

import datetime

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.agency import services
from apps.agency.models import ClientSummary
from apps.agency.services import refresh_summaries
from apps.agency.summaries import refresh_summary
from apps.responses.models import Response
from apps.responses.services import erase_response
from apps.tenancy.models import Client
from tests.agency.answers import answer

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.timedelta(minutes=10)


def rest(*clients: Client) -> None:
    """As if every summary had been refreshed ten minutes ago, and nothing had happened since."""
    refresh_summaries()
    before = timezone.now() - LONG_AGO
    ClientSummary.objects.filter(client__in=clients).update(refreshed_at=before)
    for client in clients:
        with tenant_context(client):
            Response.objects.update(created_at=before - LONG_AGO)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET at = at - interval '1 hour'")


def summary_of(client: Client) -> ClientSummary:
    return ClientSummary.objects.get(client=client)


def test_a_summary_holds_the_figures_of_90_days_and_their_change(acme: Client) -> None:
    answer(acme, [10] * 14 + [0] * 6)
    answer(acme, [10] * 20, days_ago=100)
    with tenant_context(acme):
        summary = refresh_summary(acme)
    nps = summary.figures["nps"]
    assert (nps["value"], nps["n"], nps["n_before"], nps["difference"]) == (40.0, 20, 20, -60.0)
    assert nps["verdict"] == "worse"
    assert (nps["minimum"], nps["maximum"]) == (-100, 100)
    assert nps["low"] < 40 < nps["high"]
    assert (summary.figures["csat"]["value"], summary.figures["csat"]["unit"]) == (100.0, "percent")
    assert (summary.figures["ces"]["value"], summary.figures["ces"]["maximum"]) == (6.0, 7)
    assert summary.responses_30_days == 20
    assert summary.last_response_at is not None
    assert timezone.now() - summary.last_response_at < datetime.timedelta(days=1, minutes=1)


def test_a_small_number_is_kept_without_its_value(acme: Client) -> None:
    answer(acme, [10] * 9)
    with tenant_context(acme):
        nps = refresh_summary(acme).figures["nps"]
    assert (nps["value"], nps["low"], nps["n"], nps["suppressed"]) == (None, None, 9, "too_few")


def test_a_client_nobody_answered_has_an_empty_summary(globex: Client) -> None:
    with tenant_context(globex):
        summary = refresh_summary(globex)
    assert (summary.figures, summary.last_response_at, summary.responses_30_days) == ({"weak": None}, None, 0)


def test_only_clients_with_new_answers_are_read_again(acme: Client, globex: Client) -> None:
    rest(acme, globex)
    assert refresh_summaries() == (0, 0)
    answer(acme, [10] * 12)
    with connection.cursor() as cursor:  # of the survey made on the way: the answers alone must do
        cursor.execute("DELETE FROM audit_entry")
    assert refresh_summaries() == (1, 0)
    assert summary_of(acme).figures["nps"]["n"] == 12
    assert summary_of(globex).responses_30_days == 0


def test_an_erasure_is_seen_too(acme: Client, globex: Client) -> None:
    answer(acme, [10] * 12)
    rest(acme, globex)
    with tenant_context(acme):
        erase_response(Response.objects.first(), actor=SYSTEM)
    assert refresh_summaries() == (1, 0)
    assert summary_of(acme).figures["nps"]["n"] == 11


def test_every_client_is_read_once_a_day(acme: Client, globex: Client) -> None:
    rest(acme, globex)
    ClientSummary.objects.update(refreshed_at=timezone.now() - datetime.timedelta(hours=25))
    assert refresh_summaries() == (2, 0)


def test_a_failing_client_stops_no_other(
    acme: Client, globex: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(client: Client) -> ClientSummary:
        if client == acme:
            raise OperationalError("the node of this client is down")
        return refresh_summary(client)

    monkeypatch.setattr(services, "refresh_summary", failing)
    answer(globex, [10] * 12)
    assert refresh_summaries() == (1, 1)
    assert not ClientSummary.objects.filter(client=acme).exists()
    assert summary_of(globex).figures["nps"]["value"] == 100.0
    assert connection.schema_name == "public"
