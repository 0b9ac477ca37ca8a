"""One line in the log and one figure in the metrics for each request, with the client and a request id."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cxplatform.logs import request_logger
from cxplatform.metrics import observe_request

log = request_logger(__name__, debug=settings.DEBUG)

# A link that lets whoever has it choose a password: logs are read by more people than mails.
SECRET = re.compile(r"(/password/reset/key/)[^/]+")


class RequestLogMiddleware:
    """Gives each request an id (the caller's ``X-Request-ID`` where it is a UUID) and one line in the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        structlog.contextvars.clear_contextvars()
        request_id = _uuid(request.META.get("HTTP_X_REQUEST_ID", "")) or str(uuid.uuid4())
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        observe_request(request, response.status_code, seconds)
        log.info(
            "request",
            method=request.method,
            path=SECRET.sub(r"\1***", request.path) if "/reset/" in request.path else request.path,
            status=response.status_code,
            ms=round(seconds * 1000, 1),
        )
        response["X-Request-ID"] = request_id
        return response


def _uuid(text: str) -> str | None:
    if not text:
        return None
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None
