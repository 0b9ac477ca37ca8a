"""The tables in an LSS file, and what they hold put together: rows of several languages are one thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.texts import Texts, language_code
from apps.exchange.surveys.xml import walk

Row = dict[str, str]
Tables = dict[str, list[Row]]


def read_tables(data: bytes) -> Tables:
    """{table: rows}. Raises UnreadableSurvey or SurveyFileTooLarge."""
    tables: Tables = {}
    path: list[str] = []
    words: list[str] = []

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        path.append(name)
        words.clear()
        if len(path) == 4 and path[2:] == ["rows", "row"]:
            tables.setdefault(path[1], []).append({})

    def end(name: str) -> None:
        if len(path) == 5 and path[2:4] == ["rows", "row"]:
            tables[path[1]][-1][name] = "".join(words).strip()
        elif len(path) == 2:
            tables.setdefault(f"/{name}", []).append({"text": "".join(words).strip()})
        path.pop()

    walk(data, start, end, words.append)
    kind = (tables.get("/LimeSurveyDocType") or [{"text": ""}])[0]["text"]
    if kind != "Survey" or not tables.get("surveys"):
        raise UnreadableSurvey(_("This XML is no survey of LimeSurvey: it holds no structure of one."))
    return tables


@dataclass
class Thing:
    """A group, question or answer with its texts by language. ``parts`` are a question's subquestions."""

    row: Row
    texts: dict[str, Texts] = field(default_factory=dict)
    parts: list[Thing] = field(default_factory=list)
    answers: list[Thing] = field(default_factory=list)
    attributes: Row = field(default_factory=dict)

    def get(self, key: str, otherwise: str = "") -> str:
        return self.row.get(key, otherwise)

    def text(self, key: str) -> Texts:
        return self.texts.get(key, {})


@dataclass
class Structure:
    """A survey as LimeSurvey keeps it, its groups and questions in their order."""

    survey: Row
    language: str
    languages: list[str]
    settings: dict[str, Row]  # of the survey, by language
    groups: list[Thing]
    questions: dict[str, list[Thing]]  # by group
    conditions: dict[str, list[Row]]  # by question
    quotas: list[Row]
    unknown_languages: list[str]


def structure(tables: Tables) -> Structure:
    survey = tables["surveys"][0]
    spelled = [survey.get("language", ""), *survey.get("additional_languages", "").split()]
    codes = [language_code(name) for name in spelled if name]
    questions = _things(tables, "questions", "question_l10ns", "qid", ("question", "help"))
    parts = _things(tables, "subquestions", "question_l10ns", "qid", ("question", "help"))
    answers = _things(tables, "answers", "answer_l10ns", "aid", ("answer",))
    _attach(questions, parts, answers, tables.get("question_attributes", []))
    groups = _things(tables, "groups", "group_l10ns", "gid", ("group_name", "description"))
    by_group: dict[str, list[Thing]] = {}
    for question in questions.values():
        by_group.setdefault(question.get("gid"), []).append(question)
    conditions: dict[str, list[Row]] = {}
    for row in tables.get("conditions", []):
        conditions.setdefault(row.get("qid", ""), []).append(row)
    return Structure(
        survey=survey,
        language=codes[0] if codes and codes[0] else "en",
        languages=[code for code in codes if code],
        settings={
            language_code(row.get("surveyls_language")): row
            for row in tables.get("surveys_languagesettings", [])
        },
        groups=_ordered(groups.values(), "group_order"),
        questions={gid: _ordered(found, "question_order") for gid, found in by_group.items()},
        conditions=conditions,
        quotas=tables.get("quota", []),
        unknown_languages=[name for name, code in zip(filter(None, spelled), codes, strict=True) if not code],
    )


def _things(tables: Tables, name: str, words: str, key: str, fields: tuple[str, ...]) -> dict[str, Thing]:
    """By id. Older files repeat a row for each language, newer ones keep the texts in a table of their own."""
    found: dict[str, Thing] = {}
    for row in tables.get(name, []):
        thing = found.setdefault(_id(row, key), Thing(row))
        _add_texts(thing, row, fields)
    for row in tables.get(words, []):
        known = found.get(row.get(key, ""))
        if known is not None:
            _add_texts(known, row, fields)
    return found


def _id(row: Row, key: str) -> str:
    """Answers of older files have no number of their own."""
    return row.get(key) or "/".join(row.get(part, "") for part in ("qid", "scale_id", "code"))


def _add_texts(thing: Thing, row: Row, fields: tuple[str, ...]) -> None:
    language = language_code(row.get("language", ""))
    for name in fields:
        if language and row.get(name):
            thing.texts.setdefault(name, {})[language] = row[name]


def _attach(
    questions: dict[str, Thing], parts: dict[str, Thing], answers: dict[str, Thing], attributes: list[Row]
) -> None:
    for part in _ordered(parts.values(), "question_order"):
        if part.get("parent_qid") in questions:
            questions[part.get("parent_qid")].parts.append(part)
    for answer in _ordered(answers.values(), "sortorder"):
        if answer.get("qid") in questions:
            questions[answer.get("qid")].answers.append(answer)
    for row in attributes:
        known = questions.get(row.get("qid", ""))
        if known is not None and row.get("value"):
            known.attributes.setdefault(row.get("attribute", ""), row["value"])


def _ordered(things: Iterable[Thing], key: str) -> list[Thing]:
    return sorted(things, key=lambda thing: _number(thing.get(key)))


def _number(spelled: Any) -> int:
    return int(spelled) if str(spelled).isdecimal() and len(str(spelled)) < 10 else 0
