"""Inserting responses: one statement for any number of them, that says which ones were new."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection

from apps.responses.models import Response

COLUMNS = {
    "id": "uuid",
    "submission_id": "uuid",
    "digest": "text",
    "survey_id": "bigint",
    "version_id": "uuid",
    "submitted_at": "timestamptz",
    "day": "date",
    "language": "text",
    "channel": "text",
    "customer": "text",
    "dimensions": "jsonb",
    "answers": "jsonb",
    "ignored": "jsonb",
    "source": "text",
    "is_test": "boolean",
    "ending": "text",
    "is_screened_out": "boolean",
    "batch_id": "uuid",
    "created_at": "timestamptz",
}
# One JSON parameter for all rows: quoting a parameter for each column costs more than twice as much.
INSERT = f"""
INSERT INTO responses_response ({", ".join(COLUMNS)})
SELECT {", ".join("decode(digest, 'hex')" if name == "digest" else name for name in COLUMNS)}
FROM json_to_recordset(%s::json) AS new ({", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())})
ON CONFLICT (submission_id) DO NOTHING RETURNING id
"""


def insert_new(responses: Sequence[Response]) -> set[uuid.UUID]:
    """Insert those whose submission id is free; returns their ids. Waits for a twin that is being stored."""
    if not responses:
        return set()
    # In the order of submission ids, so that two batches never wait for each other in a circle.
    ordered = sorted(responses, key=lambda response: response.submission_id)
    rows = [{name: getattr(response, name) for name in COLUMNS} for response in ordered]
    with connection.cursor() as cursor:
        cursor.execute(
            INSERT, [json.dumps(rows, default=_as_text, separators=(",", ":"), ensure_ascii=False)]
        )
        return {row[0] for row in cursor.fetchall()}


def _as_text(value: Any) -> str:
    """Of what JSON has no word for: UUIDs, days, moments; bytes in hexadecimal digits."""
    return value.hex() if isinstance(value, bytes) else str(value)
