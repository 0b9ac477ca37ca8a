from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter

from apps.exchange.imports.errors import FileTooLarge, UnreadableFile
from apps.exchange.imports.files import incoming, shown_name
from tests.exchange.tables import HEADER, ROWS, csv_bytes, looked_at, records

ITALIAN = [["id", "perché"], ["1", "così è"]]


def workbook(*rows: list[Any]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Answers")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return target.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert records(csv_bytes(*ITALIAN, encoding=encoding)) == [(2, ["1", "così è"])]


def test_windows_text_is_told() -> None:
    assert [n.code for n in looked_at(csv_bytes(*ITALIAN, encoding="cp1252")).notes] == ["encoding"]
    assert looked_at(csv_bytes(*ITALIAN)).notes == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(delimiter: str) -> None:
    found = looked_at(csv_bytes(HEADER, *ROWS, delimiter=delimiter))
    assert (found.shape.delimiter, found.shape.header) == (delimiter, tuple(HEADER))


def test_a_separator_inside_quotes_does_not_count() -> None:
    content = b'id;why\n1;"a,b,c"\n2;"d,e,f"\n'
    assert records(content) == [(2, ["1", "a,b,c"]), (3, ["2", "d,e,f"])]


def test_the_hint_of_excel_is_followed() -> None:
    assert records(b"sep=;\nid;n,m\n1;2\n") == [(3, ["1", "2"])]


def test_quotes_hold_separators_lines_and_quotes() -> None:
    content = b'id,why\r\n1,"one, ""two""\r\nthree"\r\n2,x\r\n'
    assert records(content) == [(2, ["1", 'one, "two"\r\nthree']), (3, ["2", "x"])]


def test_rows_are_numbered_as_a_spreadsheet_does_with_blank_ones() -> None:
    found = looked_at(b"\n\nid,n\n1,2\n\n3,4\n\n\n")
    assert (found.shape.header_row, found.shape.rows) == (3, 3)
    assert found.head == [(4, ["1", "2"]), (6, ["3", "4"])]


def test_empty_and_repeated_names_get_names_of_their_own() -> None:
    found = looked_at(b",n,n,N \n1,2,3,4\n")
    assert found.shape.header == ("Column 1", "n", "n (2)", "N")
    assert [str(note) for note in found.notes] == [
        "There are several columns named “n”; this one is “n (2)” here."
    ]


def test_old_line_ends_are_lines() -> None:
    assert records(b"id,n\r1,2\r3,4\r") == [(2, ["1", "2"]), (3, ["3", "4"])]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"\n \n", "The file is empty."),
        (b"id,n\n", "There are no rows below the names of the columns."),
        (b"id,n\n1,\x002\n", "Row 2: there is a zero byte; this is not a text file."),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "Row 3: there is a zero byte; this is not a text file."),
        (b"id\x07,n\n1,2\n", "Row 1: the name of a column holds control characters."),
        (b"id,why\n1,a\n2," + b"x" * 1_000_001, "Row 3: the line is longer than 1000000 characters."),
        (
            b"id,why\n1,a\n2," + b"x" * 200_000 + b"\n",
            "Row 3: a cell is longer than 131072 characters; is a quotation mark left open?",
        ),
        (b'id,why\n1,a\n2,"b\n3,c\n', "Row 3: a quotation mark is opened and never closed."),
        (b",".join([b"c"] * 200_000) + b"\n", "Row 1: there are more than 1000 columns."),
        (b"id,n\n" + b",".join([b"1"] * 1_001) + b"\n", "Row 2: there are more than 1000 columns."),
        (b"id," + b"n" * 301 + b"\n1,2\n", "Row 1: the name of column 2 is longer than 300 characters."),
        (
            "id,why\n1,così\n2,è\n3,".encode() + b"\xe8\n",
            "Row 4: a character is broken; save the file again as UTF-8.",
        ),
        (b"id,why\n1,\x81\n", "Row 2: a character cannot be read; save the file as UTF-8."),
    ],
)
def test_what_is_no_table_is_refused_with_its_row(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        looked_at(content)
    assert refusal.value.detail == words


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.exchange.imports.inspection.MOST_ROWS", 2)
    assert looked_at(csv_bytes(HEADER, *ROWS[:2])).shape.rows == 2
    with pytest.raises(UnreadableFile, match=r"Row 4: the file has more than 2 rows; split it\."):
        looked_at(csv_bytes(HEADER, *ROWS))


def test_a_file_over_the_limit_is_refused(settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 1024 * 1024
    with pytest.raises(FileTooLarge, match=r"larger than 1 MB"), incoming([b"id,n\n", b"1,2\n" * 300_000]):
        pass


def test_a_workbook_gives_numbers_and_dates_as_they_are_typed() -> None:
    content = workbook(
        ["id", "n", "day", "moment", "flag", "why"],
        [36875, 5.0, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), True, "è =1"],
        [1.5, 7.25, None, None, False, ""],
    )
    assert records(content) == [
        (2, ["36875", "5", "2026-03-01", "2026-03-01 09:30:00", "true", "è =1"]),
        (3, ["1.5", "7.25", "", "", "false", ""]),
    ]


def test_of_a_workbook_the_first_visible_sheet_with_cells_is_read() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("Empty").activate()
        book.add_worksheet("Hidden").hide()
        book.add_worksheet("Data").write_row(0, 0, ["id"])
        book.get_worksheet_by_name("Hidden").write_row(0, 0, ["no"])
        book.get_worksheet_by_name("Data").write_row(1, 0, [7])
    with incoming([target.getvalue()]) as found:
        assert found.inspection.head == [(2, ["7"])]
        assert [str(note) for note in found.notes] == [
            "Of the workbook the sheet “Data” is read; it has 2 sheets."
        ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "damaged"),
        (workbook(), "no visible sheet with cells"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words), incoming([content]):
        pass


def test_a_sheet_as_wide_and_long_as_can_be_is_refused_and_not_unpacked() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "id")
        sheet.write(1_048_575, 16_383, "far away")
    with pytest.raises(FileTooLarge, match="unpacks to more than we read"), incoming([target.getvalue()]):
        pass


def test_a_zip_bomb_is_refused_and_not_unpacked() -> None:
    """A sheet whose cells all point to one long text: kilobytes that read as hundreds of gigabytes."""
    source, target = zipfile.ZipFile(io.BytesIO(workbook(["x" * 30_000]))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = b'<c t="s"><v>0</v></c>'
                content = b"<sheetData>" + (b"<row>" + cell * 100 + b"</row>") * 20_000 + b"</sheetData>"
                content = (
                    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + content
                )
                content += b"</worksheet>"
            bomb.writestr(name, content)
    assert len(target.getvalue()) < 1_000_000
    with pytest.raises(FileTooLarge, match="unpacks to more than we read"), incoming([target.getvalue()]):
        pass


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\a.csv", "a.csv"),
        ("a\x00\n\u202eb.csv", "ab.csv"),
        ("", "table"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"),
    ],
)
def test_the_name_of_a_file_is_shown_without_its_tricks(name: str, shown: str) -> None:
    assert shown_name(name) == shown
