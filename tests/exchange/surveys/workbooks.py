"""XLSForms written out as text: one sheet after the other, cells between bars."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter


def workbook(text: str) -> bytes:
    """A sheet begins with its name and a colon; every other line is a row, its cells separated by bars."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet: Any = None
    row = 0
    for line in text.strip().splitlines():
        if line.strip().endswith(":") and "|" not in line:
            sheet, row = book.add_worksheet(line.strip()[:-1]), 0
        elif line.strip():
            for column, cell in enumerate(line.split("|")):
                sheet.write_string(row, column, cell.strip())
            row += 1
    book.close()
    return out.getvalue()
