"""Inserting responses with their scores: one statement for any number of them, that says which ones were new."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from typing import Any

from apps.kpis.ledger import NewScore, as_rows, posting
from apps.responses.models import Response
from apps.tenancy.prepared import Prepared

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
# One statement, so that it needs no transaction around it: four round trips less. One JSON parameter for all rows:
# quoting a parameter for each column costs more than twice as much.
STORE = Prepared(
    "store",
    f"""
WITH stored AS (
    INSERT INTO {{schema}}.responses_response ({", ".join(COLUMNS)})
    SELECT {", ".join("decode(digest, 'hex')" if name == "digest" else name for name in COLUMNS)}
    FROM json_to_recordset($1::json) AS sent ({", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())})
    ON CONFLICT (submission_id) DO NOTHING RETURNING id
), {posting("$2", only="source_id IN (SELECT id FROM stored)")}
SELECT array_agg(id) FROM stored
""",
)


def store_responses(responses: Sequence[Response], scores: Sequence[NewScore]) -> set[uuid.UUID]:
    """Insert those whose submission id is free, and their scores; returns their ids.

    Waits for a twin that is being stored.
    """
    if not responses:
        return set()
    # In the order of submission ids, so that two batches never wait for each other in a circle.
    ordered = sorted(responses, key=lambda response: response.submission_id)
    rows = [{name: getattr(response, name) for name in COLUMNS} for response in ordered]
    sent = json.dumps(rows, default=_as_text, separators=(",", ":"), ensure_ascii=False)
    row = STORE.write(sent, as_rows(scores))
    return set((row and row[0]) or ())


def _as_text(value: Any) -> str:
    """Of what JSON has no word for: UUIDs, days, moments; bytes in hexadecimal digits."""
    return value.hex() if isinstance(value, bytes) else str(value)
