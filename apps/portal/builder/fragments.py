"""What an edit sends back: the parts of the page that changed, each to stand in for the one with its id."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string

from apps.portal.builder.workbench import Workbench


def changed(request: HttpRequest, before: Workbench, now: Workbench, *, with_panel: bool) -> HttpResponse:
    """The tree's changed rows, or all of it where its structure changed; the properties if asked for."""
    parts = [_draw(request, "portal/builder/state.html", {"bench": now}), _tree(request, before, now)]
    if before.heading != now.heading or now.place.kind == "survey":
        parts.append(_draw(request, "portal/builder/title.html", {"bench": now}))
    if with_panel:
        parts.append(_draw(request, "portal/builder/panel.html", now.panel()))
    return HttpResponse("".join(parts))


def _tree(request: HttpRequest, before: Workbench, now: Workbench) -> str:
    """The rows that changed and the order of all; the whole tree where its endings changed."""
    if before.document.get("endings") != now.document.get("endings"):
        return _draw(request, "portal/builder/tree.html", {"bench": now})
    known = {row.id: row for row in before.rows}
    changed_rows = [row for row in now.rows if known.get(row.id) != row]
    order = [row.id for row in now.rows]
    is_same = order == [row.id for row in before.rows]
    context: dict[str, Any] = {"rows": changed_rows, "order": "" if is_same else " ".join(order)}
    return _draw(request, "portal/builder/tree_changes.html", context)


def everything(request: HttpRequest, bench: Workbench) -> HttpResponse:
    """After undo, redo and what else may change anything."""
    names = ("state", "tree", "title")
    parts = [_draw(request, f"portal/builder/{name}.html", {"bench": bench}) for name in names]
    parts.append(_draw(request, "portal/builder/panel.html", bench.panel()))
    return HttpResponse("".join(parts))


def selected(request: HttpRequest, bench: Workbench, revision: int) -> HttpResponse:
    """The properties; all of it where the reader's page shows an older draft."""
    if revision != bench.draft.revision:
        return everything(request, bench)
    state = _draw(request, "portal/builder/state.html", {"bench": bench})
    return HttpResponse(state + _draw(request, "portal/builder/panel.html", bench.panel()))


def revision_of(data: QueryDict) -> int:
    """The revision the reader's page shows; -1, which no draft has, where it does not say."""
    text = data.get("revision", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def _draw(request: HttpRequest, template: str, context: dict[str, Any]) -> str:
    return render_to_string(template, context, request)
