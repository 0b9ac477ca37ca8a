from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.agency.forms import AuditFilters
from apps.audit.selectors import all_entries, entries_of, page_of, searched
from apps.tenancy.models import Client


@role_required(Role.AGENCY_ANALYST)
def audit(request: HttpRequest) -> HttpResponse:
    form = AuditFilters(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    client, words = chosen.get("client"), chosen.get("q", "")
    entries = searched(entries_of(client.pk) if client else all_entries(), words)
    page = page_of(entries, request.GET.get("page"))
    context = {
        "page_title": _("Log"),
        "lede": _("Who did what, and for which client."),
        "form": form,
        "is_filtered": bool(client or words),
        "lines": page.lines,
        "names": {None: _("the agency")} | dict(Client.objects.values_list("pk", "name")),
        "newer_url": _page_url(request, page.newer),
        "older_url": _page_url(request, page.older),
        "search_url": "",
    }
    return render(request, "agency/audit.html", context)


def _page_url(request: HttpRequest, number: int | None) -> str:
    if number is None:
        return ""
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
