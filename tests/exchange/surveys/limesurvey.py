"""LSS files out of tables, in the shape LimeSurvey writes them."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

Rows = list[dict[str, Any]]


def lss(**tables: Rows) -> bytes:
    """``surveys`` and the languages of its settings are there unless given."""
    tables.setdefault("surveys", [{"sid": 77, "language": "en", "additional_languages": "it"}])
    tables.setdefault("surveys_languagesettings", [{"surveyls_language": "en", "surveyls_title": "Visit"}])
    tables.setdefault("groups", [{"gid": 1, "group_order": 1}])
    body = "".join(_table(name, rows) for name, rows in tables.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<document>\n <LimeSurveyDocType>Survey</LimeSurveyDocType>\n'
        f" <DBVersion>480</DBVersion>\n <languages>\n  <language>en</language>\n </languages>\n{body}</document>\n"
    ).encode()


def _table(name: str, rows: Rows) -> str:
    fields = dict.fromkeys(key for row in rows for key in row)
    heads = "".join(f"   <fieldname>{field}</fieldname>\n" for field in fields)
    lines = "".join(f"   <row>\n{''.join(_field(k, v) for k, v in row.items())}   </row>\n" for row in rows)
    return f" <{name}>\n  <fields>\n{heads}  </fields>\n  <rows>\n{lines}  </rows>\n </{name}>\n"


def _field(name: str, value: Any) -> str:
    text = str(value)
    kept = f"<![CDATA[{text}]]>" if "]]>" not in text else escape(text)
    return f"    <{name}>{kept}</{name}>\n" if text else f"    <{name}/>\n"


def question(qid: int, kind: str, code: str, words: str = "", **more: Any) -> dict[str, Any]:
    """A row of an older file, whose texts stand in it."""
    return {
        "qid": qid, "gid": 1, "parent_qid": 0, "type": kind, "title": code, "question": words or code,
        "mandatory": "N", "other": "N", "question_order": qid, "relevance": "1", "language": "en", **more,
    }  # fmt: skip


def part(qid: int, parent: int, code: str, words: str = "", **more: Any) -> dict[str, Any]:
    return {
        "qid": qid, "parent_qid": parent, "gid": 1, "title": code, "question": words or code, "question_order": qid,
        "scale_id": 0, "language": "en", **more,
    }  # fmt: skip


def answer(qid: int, code: str, words: str = "", order: int = 0) -> dict[str, Any]:
    return {
        "qid": qid,
        "code": code,
        "answer": words or code,
        "sortorder": order,
        "scale_id": 0,
        "language": "en",
    }
