"""Structured logs: one JSON object a line (readable text with CX_DEBUG)."""

from __future__ import annotations

import sys
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def logging_config(*, debug: bool) -> dict[str, Any]:
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": _renderer(debug=debug),
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {"django.server": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
    }


class _Lines:
    """Writes where stderr is now, in one call, so that lines of several threads do not mix."""

    def info(self, line: str) -> None:
        sys.stderr.write(line + "\n")


def request_logger(name: str, *, debug: bool) -> Any:
    """The line of a request is the most frequent one by far: same shape, but past the logging module."""

    def named(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
        return event | {"logger": name, "level": "info"}

    time = structlog.processors.TimeStamper(fmt="iso", utc=True)
    processors: list[Any] = [structlog.contextvars.merge_contextvars, named, time, _renderer(debug=debug)]
    return structlog.wrap_logger(_Lines(), processors, structlog.BoundLogger, cache_logger_on_first_use=True)


def _renderer(*, debug: bool) -> Any:
    return structlog.dev.ConsoleRenderer(colors=False) if debug else structlog.processors.JSONRenderer()
