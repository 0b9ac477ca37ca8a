from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.agency.forms import PortfolioFilters
from apps.agency.selectors import SORTS, portfolio
from apps.tenancy.models import Client

MOST_ROWS = 200


@role_required(Role.AGENCY_ANALYST)
def clients(request: HttpRequest) -> HttpResponse:
    form = PortfolioFilters(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    sort = chosen.get("sort") or "help"
    rows = portfolio(search=chosen.get("q", ""), state=chosen.get("state", ""), sort=sort)
    context = {
        "page_title": _("Clients"),
        "lede": _("Which client needs help today, and how all of them are doing."),
        "form": form,
        "rows": rows[:MOST_ROWS],
        "count_text": _count_in_words(len(rows)),
        "is_filtered": bool(chosen.get("q") or chosen.get("state")),
        "there_are_clients": bool(rows) or Client.objects.exists(),
        "sorts": {name: _sort_link(request, name, sort) for name in SORTS},
        "may_create": request.actor.may(Role.AGENCY_OWNER),
        "search_url": "",
    }
    return render(request, "agency/clients.html", context)


def _count_in_words(count: int) -> str:
    words = ngettext("%(n)s client", "%(n)s clients", count) % {"n": count}
    if count > MOST_ROWS:
        return _("%(clients)s, the first %(shown)s are shown: search for the others") % {
            "clients": words,
            "shown": MOST_ROWS,
        }
    return words


def _sort_link(request: HttpRequest, name: str, current: str) -> dict[str, str]:
    """Where a column's heading leads, and how the list is sorted by it now (see common/sort_header.html)."""
    is_current = current.removeprefix("-") == name
    query = request.GET.copy()
    query["sort"] = f"-{name}" if current == name else name
    sorted_now = ("descending" if current.startswith("-") else "ascending") if is_current else ""
    return {"url": f"?{query.urlencode()}", "sorted": sorted_now}
