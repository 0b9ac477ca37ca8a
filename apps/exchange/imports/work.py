"""One import made ready to be read: its table, its mapping, and the reader of its rows."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.files.storage import default_storage

from apps.exchange.imports.mapping import Mapping, survey_code_of
from apps.exchange.imports.mapping_reading import parse_mapping
from apps.exchange.imports.planning import Beat, Plan, is_planned, plan
from apps.exchange.imports.questionnaires import Form, form_of
from apps.exchange.imports.rows import Origin, Row, RowReader
from apps.exchange.imports.shape import Shape, Table
from apps.exchange.models import Import
from apps.tenancy.hosts import current_client


@dataclass(frozen=True)
class Work:
    """What checking and running share. The same document, file and plan always read the same rows."""

    table: Table
    mapping: Mapping
    form: Form
    plan: Plan
    origin: Origin

    def portions(self, *, size: int, after: int = 0) -> Iterator[list[Row]]:
        """Rows in file order, from the one behind the first ``after``; the last portion is shorter."""
        header = self.table.shape.header
        reader = RowReader(self.mapping, self.form, header, self.origin, self.plan.dates(self.mapping))
        rows = (reader.read(number, cells) for number, cells in self.table.records(after=after))
        left = self.table.shape.rows - after  # blank lines at the end of the file are no rows
        while left > 0:
            portion = list(islice(rows, min(size, left)))
            if not portion:
                return
            left -= len(portion)
            yield portion


def table_of(batch: Import) -> Table:
    """The stored table of an import."""
    return Table(lambda: default_storage.open(batch.stored_as, "rb"), Shape.load(batch.shape))


def work_on(batch: Import, *, beat: Beat = lambda: None) -> Work:
    """Of a stored import; makes its plan where there is none yet. Raises InvalidMapping."""
    settled = Plan.load(batch.plan) if is_planned(batch) else None
    digest, moment = batch.file_digest, batch.created_at
    return ready(table_of(batch), batch.mapping, settled, digest, moment, batch_id=batch.pk, beat=beat)


def ready(
    table: Table,
    document: Any,
    settled: Plan | None,
    file_digest: str,
    moment: datetime,
    *,
    batch_id: uuid.UUID | None = None,
    beat: Beat = lambda: None,
) -> Work:
    """Without a plan one is made by a look through the table."""
    client = current_client()
    mapping = parse_mapping(document, table.shape.header)
    form = form_of(mapping, title="-", language=client.language)
    origin = Origin(
        client_id=client.client_id,
        file_digest=file_digest,
        survey=survey_code_of(document),
        zone=client.zone,
        moment=moment,
        batch_id=batch_id,
    )
    return Work(table, mapping, form, settled or plan(table, mapping, beat=beat), origin)
