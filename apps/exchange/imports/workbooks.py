"""Workbooks become tables once, when they come in; everything after reads the table."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from apps.exchange.imports.errors import FileTooLarge, UnreadableFile
from apps.exchange.imports.limits import WORKBOOK_MEMORY, WORKBOOK_OUTPUT, WORKBOOK_SECONDS
from apps.exchange.imports.notes import Note

PROGRAM = Path(__file__).with_name("sheet_to_csv.py")
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the older binary workbooks, and protected new ones


def is_workbook(stream: IO[bytes]) -> bool:
    stream.seek(0)
    return stream.read(8).startswith((ZIP, OLE))


def convert_workbook(source: Path, target: Path) -> list[Note]:
    """Write the workbook's table to ``target`` as UTF-8 CSV. Raises UnreadableFile or FileTooLarge."""
    limits = [str(limit) for limit in (WORKBOOK_SECONDS, WORKBOOK_MEMORY, WORKBOOK_OUTPUT)]
    command = [sys.executable, "-I", str(PROGRAM), str(source), str(target), *limits]
    try:
        done = subprocess.run(command, capture_output=True, timeout=2 * WORKBOOK_SECONDS, check=False)  # noqa: S603
        answer: dict[str, Any] = json.loads(done.stdout) if done.stdout else {"error": "too_large"}
    except (subprocess.TimeoutExpired, ValueError):
        answer = {"error": "too_large"}
    _refuse(answer.get("error"))
    if answer["sheets"] == 1:
        return []
    return [Note("sheet", {"sheet": answer["sheet"], "sheets": answer["sheets"]})]


def _refuse(error: str | None) -> None:
    if error == "too_large":
        raise FileTooLarge(_("This workbook unpacks to more than we read. Save its sheet as CSV."))
    if error == "password":
        raise UnreadableFile(_("This workbook is protected by a password. Save it without one."))
    if error == "empty":
        raise UnreadableFile(_("This workbook has no visible sheet with cells."))
    if error:
        raise UnreadableFile(
            _("This workbook is damaged, or of a kind we do not read. Save it as XLSX or CSV.")
        )
