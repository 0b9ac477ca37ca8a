"""Every type tells the builder all it needs to know."""

from typing import get_args

import pytest

from apps.surveys.questionnaire import TYPES, Question, load
from apps.surveys.questionnaire.describing import Group, Kind, Summary
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import NO_TEXT
from tests.surveys.questionnaires import document

EVERY = pytest.mark.parametrize("kind", sorted(TYPES))


def keys_read(kind: str) -> set[str]:
    """The settings `read` asks for, whatever the values of its choices between variants."""
    cls = TYPES[kind]
    variants = [cls.starter()]
    for setting in cls.editor:
        variants += [{**cls.starter(), setting.key: value} for value, _ in setting.options]
    asked: set[str] = set()
    for variant in variants:
        reader = Reader(variant, "", lambda *_: None, "en")
        reader.get = lambda key, get=reader.get: asked.add(key) or get(key)
        cls.read(reader, {"name": "q", "title": NO_TEXT, "description": NO_TEXT})
    return asked


@EVERY
def test_a_fresh_element_loads_and_stays_as_it_is(kind):
    fresh = {"type": kind, "name": "fresh", **TYPES[kind].starter()}
    element = load(document(fresh)).elements["fresh"]
    assert element.type == kind
    assert not element.title
    assert load(document(element.dump())).elements["fresh"] == element


@EVERY
def test_it_offers_exactly_the_settings_it_reads(kind):
    assert {setting.key for setting in TYPES[kind].editor} == keys_read(kind)


@EVERY
def test_what_it_writes_is_offered(kind):
    cls = TYPES[kind]
    element = load(document({"type": kind, "name": "fresh", **cls.starter()})).elements["fresh"]
    offered = {setting.key for setting in (*cls.common, *cls.editor)}
    assert set(element.settings()) <= offered
    assert set(element.dump()) <= offered | {"type"}


@EVERY
def test_it_says_what_it_is(kind):
    cls = TYPES[kind]
    assert str(cls.type_title)
    assert cls.group in get_args(Group)
    for setting in (*cls.common, *cls.editor):
        assert str(setting.title)
        assert setting.kind in get_args(Kind)
        assert bool(setting.options) == (setting.kind == "one_of")


@EVERY
def test_a_question_says_how_its_answers_are_summed_up(kind):
    if issubclass(TYPES[kind], Question):
        assert TYPES[kind].summary in get_args(Summary)


@EVERY
def test_a_setting_that_hangs_on_another_names_values_that_one_has(kind):
    options = {setting.key: {value for value, _ in setting.options} for setting in TYPES[kind].editor}
    for setting in TYPES[kind].editor:
        if setting.when:
            assert set(setting.when[1]) <= options[setting.when[0]]


def test_no_two_types_are_called_the_same():
    titles = [str(cls.type_title) for cls in TYPES.values()]
    assert len(titles) == len(set(titles))
