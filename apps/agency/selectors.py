"""What the console shows: clients with their kept figures, those that need help first."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.agency.models import ClientSummary
from apps.agency.words import Shown, shown, step_in_words
from apps.common.errors import NotFound
from apps.kpis.models import Metric
from apps.kpis.statistics import Verdict
from apps.tenancy.hosts import HostInfo, client_info
from apps.tenancy.models import Client

SILENT_AFTER = datetime.timedelta(days=14)
STALE_AFTER = datetime.timedelta(hours=26)  # every summary is refreshed at least once a day
STATE_DETAIL = re.compile(r"(?P<done>\d+)/(?P<total>\d+) (?P<step>.*?)(?: \(failed: (?P<error>\w+)\))?\Z")


@dataclass(frozen=True)
class Reason:
    """Why somebody should look at this client; the smaller ``rank``, the sooner."""

    rank: int
    text: str
    kind: str = "weak"  # of common/flag.html


@dataclass(frozen=True)
class PortfolioRow:
    client: Client
    summary: ClientSummary | None
    figures: dict[str, Shown]
    reasons: Sequence[Reason] = field(default=())

    @property
    def nps(self) -> Shown | None:
        return self.figures.get(Metric.NPS)

    @property
    def csat(self) -> Shown | None:
        return self.figures.get(Metric.CSAT)

    @property
    def ces(self) -> Shown | None:
        return self.figures.get(Metric.CES)


@dataclass(frozen=True)
class Progress:
    """How far the making of a client is; ``error`` is the kind of failure of the step that is tried again."""

    done: int
    total: int
    step: str
    error: str


SORTS: dict[str, tuple[Callable[[PortfolioRow], Any], bool]] = {
    # name -> (key, whether rows without a value stay at the end in both directions)
    "help": (lambda row: (row.reasons[0].rank if row.reasons else 99, row.client.name.casefold()), False),
    "name": (lambda row: row.client.name.casefold(), False),
    "nps": (lambda row: row.nps.value if row.nps else None, True),
    "csat": (lambda row: row.csat.value if row.csat else None, True),
    "ces": (lambda row: row.ces.value if row.ces else None, True),
    "responses": (lambda row: row.summary.responses_30_days if row.summary else None, True),
    "last": (lambda row: row.summary.last_response_at if row.summary else None, True),
}


def portfolio(*, search: str = "", state: str = "", sort: str = "help") -> list[PortfolioRow]:
    """All clients that match; ``sort`` is a name of SORTS, with a leading "-" the other way round."""
    clients = Client.objects.select_related("summary")
    if search:
        clients = clients.filter(
            Q(name__icontains=search) | Q(slug__icontains=search) | Q(industry__icontains=search)
        )
    if state:
        clients = clients.filter(state=state)
    now = timezone.now()
    return _sorted([row_of(client, now) for client in clients], sort)


def row_of(client: Client, now: datetime.datetime) -> PortfolioRow:
    summary: ClientSummary | None = getattr(client, "summary", None)
    kept = summary.figures if summary else {}
    figures = {
        metric.value: shown(metric, kept[metric.value], client.small_number)
        for metric in (Metric.NPS, Metric.CSAT, Metric.CES)
        if metric.value in kept
    }
    reasons = sorted(_reasons(client, summary, now), key=lambda reason: reason.rank)
    return PortfolioRow(client, summary, figures, reasons)


def access_client(client_id: uuid.UUID) -> Client:
    client: Client | None = Client.objects.select_related("summary").filter(pk=client_id).first()
    if client is None:
        raise NotFound
    return client


def progress_of(client: Client) -> Progress:
    found = STATE_DETAIL.match(client.state_detail)
    if not found:
        return Progress(0, 0, "", "")
    done, total = int(found["done"]), int(found["total"])
    return Progress(done - 1, total, step_in_words(found["step"]), found["error"] or "")


def portal_of(client: Client) -> HostInfo:
    return client_info(client)


def member_counts(client: Client) -> list[tuple[str, int]]:
    """(role, how many), of those who have any."""
    found = client.memberships.order_by().values_list("role").annotate(Count("pk"))
    labels = dict(client.memberships.model._meta.get_field("role").choices)
    return [(str(labels[role]), count) for role, count in sorted(found)]


def _sorted(rows: list[PortfolioRow], sort: str) -> list[PortfolioRow]:
    name = sort.removeprefix("-")
    key, may_be_absent = SORTS.get(name, SORTS["help"])
    backwards = sort.startswith("-")
    if not may_be_absent:
        return sorted(rows, key=key, reverse=backwards)
    present = [row for row in rows if key(row) is not None]
    absent = [row for row in rows if key(row) is None]
    return sorted(present, key=key, reverse=backwards) + absent


def _reasons(client: Client, summary: ClientSummary | None, now: datetime.datetime) -> list[Reason]:
    if client.state == Client.State.CREATING:
        return [_while_creating(client)]
    if client.state == Client.State.SUSPENDED:
        return [Reason(80, _("suspended"), "watch")]
    if summary is None:
        return [Reason(70, _("figures are being gathered"), "watch")]
    reasons = []
    for rank, metric in enumerate((Metric.NPS, Metric.CSAT, Metric.CES), start=10):
        if summary.figures.get(metric.value, {}).get("verdict") == Verdict.WORSE:
            reasons.append(Reason(rank, _("%(kpi)s got worse") % {"kpi": metric.label}))
    silence = _silence(client, summary, now)
    if silence:
        reasons.append(silence)
    weak = summary.figures.get("weak") or 0
    if weak:
        words = ngettext("%(n)s weak touchpoint", "%(n)s weak touchpoints", weak) % {"n": weak}
        reasons.append(Reason(40, words, "watch"))
    if summary.refreshed_at < now - STALE_AFTER:
        reasons.append(Reason(5, _("figures could not be refreshed for a day")))
    return reasons


def _while_creating(client: Client) -> Reason:
    if progress_of(client).error:
        return Reason(1, _("being created, the last try failed"))
    return Reason(60, _("being created"), "watch")


def _silence(client: Client, summary: ClientSummary, now: datetime.datetime) -> Reason | None:
    last = summary.last_response_at
    since = last or client.created_at
    if now - since < SILENT_AFTER:
        return None
    if last is None:
        return Reason(30, _("no answers yet"))
    days = (now - last).days
    return Reason(20, ngettext("no answers for %(n)s day", "no answers for %(n)s days", days) % {"n": days})
