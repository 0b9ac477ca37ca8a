"""Where the files lie: below the upload folder, by client, each under the id of its upload."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection

FOLDER = "responses"


def path_of(upload_id: uuid.UUID) -> str:
    """The name in the storage of a file of the client we are in."""
    return f"{_folder()}/{upload_id}"


def keep(upload_id: uuid.UUID, file: File[bytes]) -> None:
    """Moves a file that was written to disk already, else copies it piece by piece."""
    default_storage.save(path_of(upload_id), file)


def open_file(upload_id: uuid.UUID) -> File[bytes]:
    """Raises FileNotFoundError."""
    return default_storage.open(path_of(upload_id), "rb")


def remove(upload_ids: Iterable[uuid.UUID]) -> None:
    """What is gone already does no harm."""
    for upload_id in upload_ids:
        default_storage.delete(path_of(upload_id))


def kept_before(moment: datetime) -> list[uuid.UUID]:
    """The ids of the files written before that moment."""
    try:
        _folders, names = default_storage.listdir(_folder())
    except FileNotFoundError:
        return []
    old = (name for name in names if default_storage.get_modified_time(f"{_folder()}/{name}") < moment)
    return [found for name in old if (found := _id_in(name))]


def _folder() -> str:
    return str(Path(connection.schema_name, FOLDER))


def _id_in(name: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(name)
    except ValueError:
        return None
