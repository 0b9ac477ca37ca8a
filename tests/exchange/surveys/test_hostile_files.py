"""Broken, huge and hostile files: a clear refusal in little time and memory."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from apps.common.errors import CxError
from apps.exchange.surveys.converting import convert
from apps.exchange.surveys.errors import SurveyFileTooLarge, UnreadableSurvey
from apps.exchange.surveys.workbooks import write_workbook
from tests.exchange.surveys.files import converted, one_page, sample
from tests.exchange.surveys.limesurvey import lss
from tests.exchange.surveys.workbooks import workbook

BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><document><LimeSurveyDocType>&c;</LimeSurveyDocType></document>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE document [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<document><LimeSurveyDocType>&a;</LimeSurveyDocType></document>"""


def packed(**parts: bytes) -> bytes:
    """A workbook with some of its parts replaced."""
    out = io.BytesIO()
    whole = io.BytesIO(write_workbook({"survey": [["type", "name"], ["text", "a"]]}))
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = parts.get(name.rpartition("/")[2].partition(".")[0])
            new.writestr(name, old.read(name) if content is None else content)
    return out.getvalue()


def sheet(cells: str) -> bytes:
    return f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()


MANY_CELLS = "".join(f'<c r="A{i}"><v>1</v></c>' for i in range(1, 20_001)) * 11

REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"  ", "is empty"),
    "a text": (b"hello", "none of the formats"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older or protected"),
    "half a JSON": (b'{"pages": [{"elements": [', "not valid JSON"),
    "a number beyond JSON": (b'{"pages": NaN}', "not valid JSON"),
    "Latin-1": ('{"title": "perché"}'.encode("latin-1"), "not in UTF-8: byte"),
    "deep JSON": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
    "wide JSON": (b'{"a":[' + b"[]," * 400_000 + b"1]}", "more entries"),
    "a large file": (b"{" + b" " * 9_000_000 + b"}", "larger than 8"),
    "nothing to ask": (b'{"pages": [{"elements": []}]}', "cannot be read as a questionnaire"),
    "too many questions": (
        json.dumps({"elements": [{"type": "text", "name": f"q{i}"} for i in range(600)]}).encode(), "too many"
    ),
    "entities": (BILLION_LAUGHS, "document type or entities"),
    "an entity outside": (OUTSIDE, "document type or entities"),
    "a document type alone": (b"<!DOCTYPE document><document/>", "document type or entities"),
    "broken XML": (b"<document><LimeSurveyDocType>", "not valid XML"),
    "deep XML": (b"<a>" * 50_000 + b"</a>" * 50_000, "nested too deeply"),
    "wide XML": (b"<document>" + b"<a/>" * 500_000 + b"</document>", "more entries"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><document/>', "XML|encoding"),
    "XML of something else": (b"<html><body/></html>", "no survey of LimeSurvey"),
    "a broken workbook": (write_workbook({"survey": [["type"]]})[:300], "damaged"),
    "an archive of something else": (packed(workbook=b"<workbook/>"), "no sheet named"),
    "a zip bomb": (packed(sheet1=sheet("<c/>" * 8_000_000)), "unpacks to more"),
    "a sheet with an entity": (packed(sheet1=BILLION_LAUGHS), "document type or entities"),
    "too many cells": (packed(sheet1=sheet(MANY_CELLS)), "more cells|more entries"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_none_is_refused_with_its_reason_and_soon(name: str) -> None:
    data, words = REFUSED[name]
    began = time.process_time()
    with pytest.raises(CxError, match=words):
        convert(data, "file")
    assert time.process_time() - began < 5


def test_a_cell_far_out_makes_no_large_table() -> None:
    far = sheet('<c r="A1" t="inlineStr"><is><t>type</t></is></c><c r="XFD1048576"><v>1</v></c>')
    with pytest.raises((UnreadableSurvey, SurveyFileTooLarge)):
        convert(packed(sheet1=far), "far.xlsx")


def test_the_worst_files_take_less_than_300_megabytes(tmp_path: Path) -> None:
    worst = {
        "wide.json": REFUSED["wide JSON"][0],
        "allowed.json": b'{"elements":[' + b'{"type":"x"},' * 74_000 + b'{"type":"x"}]}',
        "bomb.xlsx": REFUSED["a zip bomb"][0],
        "wide.lss": REFUSED["wide XML"][0],
        "deep.json": REFUSED["deep JSON"][0],
    }
    for name, data in worst.items():
        (tmp_path / name).write_bytes(data)
    program = Path(__file__).with_name("hostile.py")
    command = [sys.executable, program, "300", *(tmp_path / name for name in worst)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr[-500:]
    large, unreadable = "survey_file_too_large", "unreadable_survey"
    codes = [line.split()[0] for line in done.stdout.splitlines()][:-1]
    assert codes == [large, unreadable, large, large, unreadable]


JUNK: list[Any] = [
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "x",
    [],
    ["x"],
    [[]],
    {},
    {"x": []},
    {"default": 5},
    [{"value": {}}],
]


@pytest.mark.parametrize("name", ["visit.surveyjs.json", "visit.qsf"])
def test_whatever_stands_in_place_of_a_value_is_survived(name: str) -> None:
    document = json.loads(sample(name))
    places = list(_places(document))
    for i, (holder, key) in enumerate(places):
        kept, holder[key] = holder[key], JUNK[i % len(JUNK)]
        try:
            convert(json.dumps(document).encode(), name)
        except CxError:
            pass
        finally:
            holder[key] = kept


def _places(value: Any) -> Any:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, inner in list(children):
        yield value, key
        yield from _places(inner)


def test_rows_left_out_are_survived() -> None:
    lines = sample("visit.xlsform.txt").decode().splitlines()
    for i in range(1, len(lines)):
        try:
            convert(workbook("\n".join(lines[:i] + lines[i + 1 :])), "a.xlsx")
        except CxError:
            continue


def test_rows_that_point_nowhere_are_survived() -> None:
    found = convert(
        lss(
            questions=[
                {"qid": "x", "gid": "1", "type": "L"},
                {"qid": "2", "gid": "1", "type": "S", "title": "t"},
            ],
            subquestions=[{"qid": "9", "parent_qid": "77"}],
            conditions=[{"qid": "2"}],
            question_attributes=[{}],
        ),
        "a.lss",
    )
    assert found.report.counts["dropped"] >= 1


def test_a_script_in_a_text_is_taken_out() -> None:
    found = converted(
        one_page(
            {"type": "html", "name": "h", "html": "<p onclick='x()'>Hi<script>alert(1)</script></p>"},
            {"type": "text", "name": "t", "title": "<img src=x onerror=alert(1)>Name"},
        )
    )
    elements = found.document["pages"][0]["elements"]
    assert elements[0]["html"] == {"en": "<p>Hi</p>"}
    assert elements[1]["title"] == {"en": "Name"}
