from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.audit.selectors import entries_of, page_of, searched
from apps.portal.addresses import changed


@role_required(Role.ADMIN)
def audit(request: HttpRequest) -> HttpResponse:
    """The client's own lines, those of agency staff in its portal too."""
    words = request.GET.get("q", "")[:80].replace("\0", "")
    page = page_of(searched(entries_of(request.client.client_id), words), request.GET.get("page"))
    context = {
        "page_title": _("Log"),
        "lede": _("Who did what here, people of the agency too."),
        "words": words,
        "lines": page.lines,
        "newer_url": changed(request.GET, page=page.newer) if page.newer else "",
        "older_url": changed(request.GET, page=page.older) if page.older else "",
    }
    return render(request, "portal/settings/audit.html", context)
