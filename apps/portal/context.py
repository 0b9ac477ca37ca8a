from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """What every page's frame shows: the client, and who is looking."""
    return {"client": getattr(request, "client", None), "actor": getattr(request, "actor", None)}
