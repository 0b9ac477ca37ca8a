"""Texts as a table: key, where it stands, the source, the translation."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from apps.common.cells import armed, defused
from apps.surveys.questionnaire.texts import LANGUAGE, is_storable
from apps.surveys.translating.travelling import Brought, decoded, refused, sorted_out
from apps.surveys.translating.units import source_language, units

KEY, PLACE = "key", "where"
MOST_ROWS = 50_000


def write_csv(document: Mapping[str, Any], language: str) -> str:
    """For a spreadsheet: a BOM, and cells that look like formulas defused."""
    source = source_language(document)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([KEY, PLACE, source, language])
    for unit in units(document):
        place = " / ".join(part for part in (unit.page, unit.owner, unit.setting) if part)
        row = [unit.key, place, unit.source(source), unit.texts.get(language, "")]
        writer.writerow([defused(cell) for cell in row])
    return out.getvalue()


def read_csv(data: bytes, document: Mapping[str, Any]) -> Brought:
    """A table as `write_csv` gives it, saved by any spreadsheet. Raises UnreadableFile naming row and column."""
    text = decoded(data)
    try:
        dialect = csv.Sniffer().sniff(text[:4096].splitlines()[0] if text.strip() else "", delimiters=",;\t")
        rows = list(islice(csv.reader(io.StringIO(text), dialect), MOST_ROWS + 1))
    except (csv.Error, IndexError) as error:
        raise refused(
            "/file", "table", _("This is not a table with a heading and a row for each text.")
        ) from error
    source = source_language(document)
    heading = [cell.strip() for cell in rows[0]]
    target = next(
        (i for i, cell in enumerate(heading) if LANGUAGE.fullmatch(cell) and cell not in (KEY, source)), None
    )
    if KEY not in heading or target is None:
        words = _("The heading needs a column “key” and one with the code of the language, such as “de”.")
        raise refused("/file/1", "heading", words)
    if len(rows) > MOST_ROWS:
        raise refused("/file", "too_large", _("The table has too many rows."))
    found = Brought(language=heading[target])
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(heading, row, strict=False))
        key, translation = armed(cells.get(KEY, "")).strip(), armed(cells.get(found.language, ""))
        if not is_storable(translation):
            raise refused(
                f"/file/{number}",
                "characters",
                _("Row %(n)s holds characters that cannot be stored.") % {"n": number},
            )
        if key and translation.strip():
            found.texts[key] = translation
            if source in cells:
                found.sources[key] = armed(cells[source])
    return sorted_out(found, document)
