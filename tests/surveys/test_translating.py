"""Texts, their translations, and what a translator sends back."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from apps.accounts.actors import SYSTEM
from apps.common.errors import Invalid
from apps.surveys.drafts import edit_draft, undo_draft
from apps.surveys.errors import DraftConflict, InvalidQuestionnaire
from apps.surveys.models import Survey
from apps.surveys.questionnaire import TYPES, load
from apps.surveys.questionnaire.document import read_draft
from apps.surveys.services import create_survey
from apps.surveys.templates_library import templates
from apps.surveys.translating import put, read_csv, read_xliff, units, write_csv, write_xliff
from apps.surveys.translations import bring_in, translate, translation_of


def document() -> dict[str, Any]:
    return load(
        {
            "title": {"en": "Your visit", "it": "La sua visita"},
            "language": "en",
            "thankYou": {"en": "<p>Thanks</p>"},
            "endings": [{"name": "out", "text": {"en": "<p>Not for you</p>"}}],
            "pages": [
                {
                    "name": "p1",
                    "title": {"en": "First"},
                    "next": [{"to": "end"}],
                    "elements": [
                        {
                            "type": "radiogroup",
                            "name": "colour",
                            "title": {"en": "Which?", "it": "Quale?"},
                            "choices": [
                                {"value": "red", "text": {"en": "Red"}},
                                {"value": 2, "text": {"en": "=2"}},
                            ],
                        }
                    ],
                }
            ],
        }
    ).dump()


def keys(found: dict[str, Any]) -> list[str]:
    return [unit.key for unit in units(found)]


def test_every_text_has_a_key_that_moving_it_does_not_change() -> None:
    expected = ["title", "page:p1/title", "colour/title", "colour/choices:red/text", "colour/choices:2/text"]
    assert sorted(keys(document())) == sorted([*expected, "thankYou", "endings:out/text"])
    moved = document()
    moved["pages"].insert(0, {"name": "p0", "elements": moved["pages"][0].pop("elements")})
    assert "colour/choices:red/text" in keys(moved)


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.key)
def test_the_texts_found_are_those_the_questionnaire_has(template: Any) -> None:
    questionnaire = load(template.document())
    found = {tuple(sorted(unit.texts.items())) for unit in units(questionnaire.dump())}
    assert found == {text.entries for text in questionnaire._texts() if text}


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_keys_are_unique_whatever_the_type(kind: str) -> None:
    element = {"type": kind, "name": "q", "title": {"en": "Q"}, **TYPES[kind].starter()}
    found = keys(read_draft({"title": {"en": "T"}, "pages": [{"name": "p", "elements": [element]}]}).dump())
    assert len(found) == len(set(found))
    assert "q/title" in found


def test_a_text_is_put_and_taken_away_and_the_rest_stays() -> None:
    changed = put(document(), "it", {"colour/choices:red/text": "Rosso", "colour/title": " ", "nothing": "x"})
    texts = {unit.key: unit.texts for unit in units(changed)}
    assert texts["colour/choices:red/text"] == {"en": "Red", "it": "Rosso"}
    assert texts["colour/title"] == {"en": "Which?"}
    assert texts["title"] == {"en": "Your visit", "it": "La sua visita"}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_comes_back_from_any_spreadsheet(separator: str) -> None:
    rows = list(csv.reader(io.StringIO(write_csv(document(), "de").lstrip("\ufeff"))))
    assert rows[0] == ["key", "where", "en", "de"]
    by_key = {row[0]: row for row in rows}
    assert by_key["colour/choices:2/text"][2] == "'=2"
    by_key["colour/choices:2/text"][3] = "'=zwei"
    by_key["title"][3] = "Ihr Besuch"
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([*rows, ["gone/title", "", "Old", "Alt"]])
    found = read_csv(out.getvalue().encode("utf-8-sig"), document())
    assert found.language == "de"
    assert found.texts == {"title": "Ihr Besuch", "colour/choices:2/text": "=zwei"}
    assert found.sources["colour/choices:2/text"] == "=2"
    assert found.unknown == ["gone/title"]


def test_xliff_comes_back() -> None:
    sent = write_xliff(document(), "ar", "visit")
    assert 'source-language="en" target-language="ar"' in sent
    found = read_xliff(
        sent.replace(' state="needs-translation" />', ">\u0634\u0643\u0631\u0627</target>").encode(),
        document(),
    )
    assert found.language == "ar"
    assert set(found.texts) == set(keys(document()))
    assert found.texts["thankYou"] == "\u0634\u0643\u0631\u0627"
    assert found.sources["thankYou"] == "<p>Thanks</p>"


@pytest.mark.parametrize(("write", "read"), [(write_xliff, read_xliff), (write_csv, read_csv)])
def test_pasted_control_characters_and_line_ends_travel_and_make_nothing_stale(write: Any, read: Any) -> None:
    pasted = {**document(), "title": {"en": "One\x0btwo\r\nthree\x01", "de": "Eins\x0bzwei"}}
    sent = write(pasted, "de", "visit") if write is write_xliff else write(pasted, "de")
    found = read(sent.encode(), pasted)
    assert found.sources["title"] == "One\x0btwo\r\nthree\x01"
    assert found.texts["title"].split() == ["Eins", "zwei"]


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xliff>&b;</xliff>'


@pytest.mark.parametrize(
    ("read", "data", "code"),
    [
        (read_csv, b"", "table"),
        (read_csv, b"\xff\xff\xff", "encoding"),
        (read_csv, b"a,b\n1,2\n", "heading"),
        (read_csv, b"key,en\ntitle,Your visit\n", "heading"),
        (read_csv, b"key,de\ntitle,a\x00b\n", "characters"),
        (read_csv, b"key,de\n" + b"\n" * 50_001, "too_large"),
        (read_csv, b"x" * (4 * 1024**2 + 1), "too_large"),
        (read_xliff, b"", "xml"),
        (read_xliff, BOMB, "doctype"),
        (read_xliff, BOMB.decode().encode("utf-16"), "doctype"),
        (read_xliff, b"<xliff/>", "xliff"),
        (read_xliff, b"<a>" * 100_000, "xml"),
        (read_xliff, write_xliff(document(), "de", "x").replace('"de"', '"en"').encode(), "language"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(read: Any, data: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read(data, document())
    [problem] = refusal.value.errors
    assert problem.code == code
    assert problem.pointer.startswith("/file")


@pytest.fixture
def survey(in_acme: Any) -> Survey:
    return create_survey(document(), actor=SYSTEM, code="visit")


def states(survey: Survey, language: str) -> dict[str, str]:
    survey.refresh_from_db()
    return {line.unit.key: line.state for line in translation_of(survey, language).lines}


def retitle(survey: Survey, text: str) -> None:
    survey.refresh_from_db()
    title = {**survey.draft["pages"][0]["elements"][0]["title"], "en": text}
    operation = {"op": "change_element", "element": "colour", "settings": {"title": title}}
    edit_draft(survey, operation, revision=None, actor=SYSTEM)


@pytest.mark.django_db
def test_a_translation_is_stale_once_its_source_changed_until_it_is_touched_or_confirmed(
    survey: Survey,
) -> None:
    assert states(survey, "it")["colour/title"] == "done"
    retitle(survey, "Which colour?")
    assert states(survey, "it")["colour/title"] == "stale"
    undo_draft(survey, revision=None, actor=SYSTEM)
    assert states(survey, "it")["colour/title"] == "done"
    retitle(survey, "Which colour do you like?")
    translate(survey, "it", {"colour/title": "Quale colore?"}, revision=None, actor=SYSTEM)
    assert states(survey, "it")["colour/title"] == "done"
    retitle(survey, "What colour do you like?")
    translate(survey, "it", {}, revision=None, actor=SYSTEM, confirmed=["colour/title"])
    assert states(survey, "it")["colour/title"] == "done"


@pytest.mark.django_db
def test_a_table_made_from_an_older_source_is_stored_and_marked(survey: Survey) -> None:
    sent = write_csv(survey.draft, "de")
    retitle(survey, "Which colour?")
    rows = list(csv.reader(io.StringIO(sent.lstrip("\ufeff"))))
    for row in rows[1:]:
        row[3] = row[2].upper()
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    survey.refresh_from_db()
    bring_in(survey, read_csv(out.getvalue().encode(), survey.draft), revision=None, actor=SYSTEM)
    found = states(survey, "de")
    assert found.pop("colour/title") == "stale"
    assert set(found.values()) == {"done"}
    assert load(survey.draft).title.in_language("de") == "YOUR VISIT"


@pytest.mark.django_db
def test_two_translators_do_not_overwrite_each_other_unseen(survey: Survey) -> None:
    translate(survey, "de", {"title": "Ihr Besuch"}, revision=0, actor=SYSTEM)
    with pytest.raises(DraftConflict):
        translate(survey, "de", {"title": "Der Besuch"}, revision=0, actor=SYSTEM)
    assert translation_of(Survey.objects.get(), "de").lines[0].text == "Ihr Besuch"


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "texts"), [("en", {}), ("x" * 20, {}), ("de", {"nothing/title": "x"})])
def test_what_makes_no_sense_changes_nothing(survey: Survey, language: str, texts: dict[str, str]) -> None:
    with pytest.raises(InvalidQuestionnaire):
        translate(survey, language, texts, revision=None, actor=SYSTEM)
    assert Survey.objects.get().revision == 0
