"""Whatever JSON arrives, the only errors are the declared ones."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.surveys.questionnaire import QuestionnaireError, judge_answers, load
from apps.surveys.questionnaire.html import clean
from tests.surveys.test_questionnaire_answers import SURVEY
from tests.surveys.test_questionnaire_loading import WHOLE

ANY_TEXT = st.text(st.characters(), max_size=20)
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.integers(-1, 12) | st.floats() | ANY_TEXT | st.just(10**30)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ANY_TEXT, inner, max_size=4),
    max_leaves=12,
)
QUESTIONNAIRES = [load(WHOLE), load(SURVEY)]


def places(value, path=()):
    """Every place in a JSON value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def with_change(value, path, new):
    changed = json.loads(json.dumps(value))
    if not path:
        return new
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = new
    return changed


CHANGED = st.builds(with_change, st.just(WHOLE), st.sampled_from(list(places(WHOLE))), JSON)


def check_loading(document):
    try:
        questionnaire = load(document)
    except QuestionnaireError as refused:
        check_problems(refused.errors)
    else:
        written = json.loads(json.dumps(questionnaire.dump(), ensure_ascii=False).encode())
        assert load(written) == questionnaire
        assert load(written).dump() == written


def check_problems(problems):
    assert problems
    for problem in problems:
        json.dumps(problem.as_dict(), ensure_ascii=False).encode()


@given(JSON)
def test_any_json_loads_or_is_refused_with_its_problems(document):
    check_loading(document)


@settings(max_examples=400)
@given(CHANGED)
def test_a_good_document_with_any_part_replaced_loads_or_is_refused(document):
    check_loading(document)


@given(st.sampled_from(QUESTIONNAIRES), JSON)
def test_any_json_is_judged_without_an_exception(questionnaire, raw):
    check_judging(questionnaire, raw)


@settings(max_examples=400)
@given(st.data())
def test_any_answer_to_known_questions_is_judged_without_an_exception(data):
    questionnaire = data.draw(st.sampled_from(QUESTIONNAIRES))
    names = st.sampled_from(list(questionnaire.questions))
    rows = st.dictionaries(st.sampled_from(["staff", "air"]) | ANY_TEXT, SCALARS, max_size=3)
    check_judging(questionnaire, data.draw(st.dictionaries(names, JSON | SCALARS | rows)))


def check_judging(questionnaire, raw):
    judged = judge_answers(questionnaire, raw, url_params={"store": "12"})
    for problem in judged.errors:
        assert problem.pointer.startswith("/answers")
        json.dumps(problem.as_dict(), ensure_ascii=False).encode()
    json.dumps(judged.answers, ensure_ascii=False, allow_nan=False).encode()
    assert set(judged.answers) <= set(questionnaire.questions)
    again = judge_answers(questionnaire, judged.answers, url_params={"store": "12"})
    assert (again.answers, again.scores, again.ignored) == (judged.answers, judged.scores, [])


def test_nesting_of_any_depth_is_judged():
    nested = []
    for _ in range(100_000):
        nested = [nested]
    for name in QUESTIONNAIRES[0].questions:
        check = judge_answers(QUESTIONNAIRES[0], {name: nested})
        assert check.answers == {}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_cleaning_twice_changes_nothing(html):
    assert clean(clean(html)) == clean(html)
