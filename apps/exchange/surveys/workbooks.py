"""XLSX workbooks as tables of text, and tables as a workbook: only what a questionnaire needs.

A workbook can unpack to any size, and a cell can stand at any place. So every part is unpacked against a limit, and
cells are kept as they come, not in a grid.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _

from apps.exchange.surveys.errors import SurveyFileTooLarge, UnreadableSurvey
from apps.exchange.surveys.limits import MOST_CELLS, MOST_COLUMNS, MOST_PARTS, MOST_ROWS, MOST_UNPACKED
from apps.exchange.surveys.xml import walk

Table = list[list[str]]
CHUNK = 1 << 16
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WHOLE = re.compile(r"-?[0-9]{1,15}\.0+")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_workbook(data: bytes) -> dict[str, Table]:
    """{sheet: rows of texts}. Raises UnreadableSurvey or SurveyFileTooLarge."""
    parts = _unpacked(data)
    if "xl/workbook.xml" not in parts:
        raise UnreadableSurvey(_("This is no XLSX workbook."))
    shared = _strings(parts.get("xl/sharedStrings.xml", b""))
    places = _relations(parts.get("xl/_rels/workbook.xml.rels", b""))
    found: dict[str, Table] = {}
    cells = [0]
    for name, relation in _sheets(parts["xl/workbook.xml"]):
        part = places.get(relation, "")
        if part in parts:
            found[name] = _table(parts[part], shared, cells)
    return found


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The XML parts, each unpacked only as far as all may be together."""
    found: dict[str, bytes] = {}
    room = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if len(packed.infolist()) > MOST_PARTS:
                raise SurveyFileTooLarge(_("The workbook has too many parts."))
            for info in packed.infolist():
                if info.filename.endswith((".xml", ".rels")) and info.filename.startswith("xl/"):
                    content = _content(packed, info, room)
                    room -= len(content)
                    found[info.filename] = content
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ) as error:
        raise UnreadableSurvey(_("This workbook is damaged or protected. Save it anew as XLSX.")) from error
    return found


def _content(packed: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    kept = []
    with packed.open(info) as stream:
        while chunk := stream.read(CHUNK):
            room -= len(chunk)
            if room < 0:
                raise SurveyFileTooLarge(_("This workbook unpacks to more than a questionnaire holds."))
            kept.append(chunk)
    return b"".join(kept)


def _sheets(data: bytes) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            found.append((attributes.get("name", ""), relation))

    walk(data, start, lambda name: None, lambda text: None)
    return found


def _relations(data: bytes) -> dict[str, str]:
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "")
            found[attributes.get("Id", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"

    walk(data, start, lambda name: None, lambda text: None) if data else None
    return found


def _strings(data: bytes) -> list[str]:
    """The texts cells point to. Those of a reading aid (rPh) are not part of the text."""
    found: list[str] = []
    state: dict[str, Any] = {"parts": [], "in": False, "aid": 0}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            state["parts"] = []
        state["aid"] += name == "rPh"
        state["in"] = name == "t" and not state["aid"]

    def end(name: str) -> None:
        state["in"] = False
        state["aid"] -= name == "rPh"
        if name == "si":
            found.append("".join(state["parts"]))

    walk(
        data, start, end, lambda text: state["parts"].append(text) if state["in"] else None
    ) if data else None
    return found


class _Cells:
    """Takes the cells of one sheet as they come."""

    def __init__(self, shared: list[str], counted: list[int]) -> None:
        self.rows: dict[int, dict[int, str]] = {}
        self._shared, self._counted = shared, counted
        self._row, self._column, self._kind = 0, 0, ""
        self._text: list[str] = []
        self._is_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            given = attributes.get("r", "")
            self._row, self._column = int(given) if given.isdecimal() and len(given) < 9 else self._row + 1, 0
        elif name == "c":
            place = _CELL.fullmatch(attributes.get("r", ""))
            self._column = _number(place[1]) if place else self._column + 1
            self._kind, self._text = attributes.get("t", "n"), []
        self._is_text = name in ("v", "t")

    def chars(self, text: str) -> None:
        if self._is_text:
            self._text.append(text)

    def end(self, name: str) -> None:
        self._is_text = False
        if name != "c":
            return
        value = self._value("".join(self._text))
        if value and self._row <= MOST_ROWS and self._column <= MOST_COLUMNS:
            self._counted[0] += 1
            if self._counted[0] > MOST_CELLS:
                raise SurveyFileTooLarge(_("The workbook has more cells than a questionnaire fills."))
            self.rows.setdefault(self._row, {})[self._column] = value

    def _value(self, text: str) -> str:
        if self._kind == "s":
            at = int(text) if text.isdecimal() and len(text) < 9 else -1
            return self._shared[at].strip() if 0 <= at < len(self._shared) else ""
        if self._kind == "b":
            return "TRUE" if text.strip() == "1" else "FALSE"
        text = text.strip()
        return text.partition(".")[0] if self._kind == "n" and _WHOLE.fullmatch(text) else text


def _table(data: bytes, shared: list[str], counted: list[int]) -> Table:
    cells = _Cells(shared, counted)
    walk(data, cells.start, cells.end, cells.chars)
    last = max(cells.rows, default=0)
    width = max((max(row) for row in cells.rows.values()), default=0)
    if last * width > 4 * MOST_CELLS:
        raise SurveyFileTooLarge(_("The workbook has more cells than a questionnaire fills."))
    return [[cells.rows.get(r, {}).get(c, "") for c in range(1, width + 1)] for r in range(1, last + 1)]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def write_workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """A workbook of texts; the same tables give the same bytes."""
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>'
        for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        f'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in zip(numbers, sheets, strict=True)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        + "</Relationships>",
    }
    for n, rows in zip(numbers, sheets.values(), strict=True):
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(_row(i, row) for i, row in enumerate(rows, 1))}'
            "</sheetData></worksheet>"
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), HEAD + text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _row(number: int, row: Sequence[str]) -> str:
    cells = "".join(
        f'<c r="{_letters(i)}{number}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(_UNWRITABLE.sub('', value))}</t></is></c>"
        for i, value in enumerate(row, 1)
        if value
    )
    return f'<row r="{number}">{cells}</row>'


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
