"""Inserting responses: one statement for any number of them, that says which ones were new."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from apps.responses.models import Response


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


# column -> (type of the array it travels in, what its value becomes on the way)
COLUMNS: dict[str, tuple[str, Callable[[Any], Any] | None]] = {
    "id": ("uuid", None),
    "submission_id": ("uuid", None),
    "digest": ("bytea", None),
    "survey_id": ("bigint", None),
    "version_id": ("uuid", None),
    "submitted_at": ("timestamptz", None),
    "day": ("date", None),
    "language": ("text", None),
    "channel": ("text", None),
    "customer": ("text", None),
    "dimensions": ("jsonb", _json),
    "answers": ("jsonb", _json),
    "ignored": ("jsonb", _json),
    "source": ("text", None),
    "is_test": ("boolean", None),
    "batch_id": ("uuid", None),
    "created_at": ("timestamptz", None),
}
INSERT = f"""
INSERT INTO responses_response ({", ".join(COLUMNS)})
SELECT * FROM unnest({", ".join(f"%s::{kind}[]" for kind, _ in COLUMNS.values())})
ON CONFLICT (submission_id) DO NOTHING RETURNING id
"""


def insert_new(responses: Sequence[Response]) -> set[uuid.UUID]:
    """Insert those whose submission id is free; returns their ids. Waits for a twin that is being stored."""
    if not responses:
        return set()
    # In the order of submission ids, so that two batches never wait for each other in a circle.
    ordered = sorted(responses, key=lambda response: response.submission_id)
    arrays = [
        [change(getattr(row, name)) if change else getattr(row, name) for row in ordered]
        for name, (_kind, change) in COLUMNS.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, arrays)
        return {row[0] for row in cursor.fetchall()}
