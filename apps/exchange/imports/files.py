"""A file on its way in: copied with a limit, turned into a table where it is a workbook, looked through."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext as _

from apps.exchange.imports.errors import FileTooLarge
from apps.exchange.imports.inspection import Inspection, inspect
from apps.exchange.imports.notes import Note
from apps.exchange.imports.shape import Table
from apps.exchange.imports.workbooks import convert_workbook, is_workbook

CHUNK = 1 << 20
LONGEST_FILE_NAME = 200


@dataclass(frozen=True)
class Incoming:
    """The table in a temporary file; ``digest`` is of the file as it came, in hexadecimal."""

    path: Path
    digest: str
    inspection: Inspection
    notes: list[Note]

    @property
    def table(self) -> Table:
        return Table(lambda: self.path.open("rb"), self.inspection.shape)


def largest_file() -> int:
    """In bytes."""
    return int(settings.IMPORT_MAX_BYTES)


@contextmanager
def incoming(chunks: Iterable[bytes]) -> Iterator[Incoming]:
    """Raises FileTooLarge or UnreadableFile."""
    with tempfile.TemporaryDirectory(prefix="cx-import-") as folder:
        original, converted = Path(folder, "original"), Path(folder, "table.csv")
        digest = _copy(chunks, original)
        with original.open("rb") as stream:
            from_workbook = is_workbook(stream)
        notes = convert_workbook(original, converted) if from_workbook else []
        path = converted if from_workbook else original
        inspection = inspect(lambda: path.open("rb"))
        yield Incoming(path, digest, inspection, notes + inspection.notes)


def _copy(chunks: Iterable[bytes], target: Path) -> str:
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            if size > largest_file():
                raise FileTooLarge(too_large())
            digest.update(chunk)
            out.write(chunk)
    return digest.hexdigest()


def too_large() -> str:
    return _("The file is larger than %(most)s MB. Split it.") % {"most": largest_file() // 1024**2}


def store(found: Incoming) -> str:
    """Keep the table below this client's own folder; returns the name to open it by."""
    with found.path.open("rb") as stream:
        return default_storage.save(f"{connection.schema_name}/{uuid.uuid4()}", File(stream))


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def shown_name(name: str) -> str:
    """What the sender calls the file, without folders and unprintable characters. Never used as a path."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in base if c.isprintable()).strip()
    return kept[-LONGEST_FILE_NAME:] or "table"
