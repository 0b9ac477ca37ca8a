"""What all responses together answered: exact counts, over versions and periods, of those who count."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.accounts.actors import SYSTEM
from apps.kpis.selectors import Scope
from apps.responses.models import Response
from apps.responses.services import erase_response
from apps.responses.summaries import Chosen, Means, Numbers, Results, Scaled, Written, results_of
from apps.surveys.models import Survey
from apps.surveys.services import change_draft, create_survey, publish_survey
from tests.portal.answers import give

pytestmark = pytest.mark.django_db

SHOPS = [{"value": "r", "text": "Rome"}, {"value": "b", "text": "Bari"}]
ROWS = [{"name": "till", "title": "Till"}, {"name": "shelf", "title": "Shelf"}]
ELEMENTS: list[dict[str, Any]] = [
    {"type": "nps", "name": "recommend", "title": "Recommend?"},
    {"type": "radiogroup", "name": "shop", "title": "Shop?", "choices": SHOPS},
    {"type": "checkbox", "name": "seen", "title": "Seen?", "choices": SHOPS},
    {"type": "boolean", "name": "again", "title": "Again?"},
    {"type": "ranking", "name": "order", "title": "Order?", "choices": SHOPS},
    {"type": "matrix", "name": "steps", "title": "Steps?", "rows": ROWS},
    {"type": "constantsum", "name": "split", "title": "Split", "rows": ROWS, "total": 10},
    {"type": "text", "name": "age", "title": "Age?", "inputType": "number"},
    {"type": "comment", "name": "why", "title": "Why?"},
    {"type": "html", "name": "bye", "html": "<p>Bye</p>"},
]
SCREENED = {
    "endings": [
        {
            "name": "no",
            "isScreenOut": True,
            "title": "Sorry",
            "visibleIf": {"question": "age", "op": "=", "value": 99},
        }
    ]
}


def document(elements: list[dict[str, Any]], **extra: Any) -> dict[str, Any]:
    return {"title": "Ours", "language": "en", "pages": [{"name": "p1", "elements": elements}], **extra}


@pytest.fixture
def survey(in_acme: Any) -> Survey:
    made = create_survey(document(ELEMENTS, **SCREENED), actor=SYSTEM, code="ours")
    publish_survey(made, actor=SYSTEM)
    made.refresh_from_db()
    return made


def results(survey: Survey, threshold: int = 1, **extra: Any) -> Results:
    return results_of(survey, scope=extra.pop("scope", Scope()), threshold=threshold, language="en", **extra)


def tally(survey: Survey, name: str, **extra: Any) -> Any:
    return next(q for q in results(survey, **extra).questions if q.name == name).tally


def test_a_scale_gives_its_figure_and_its_histogram(survey: Survey) -> None:
    give([{"recommend": v} for v in (10, 10, 9, 7, 0)], survey="ours")
    found = tally(survey, "recommend")
    assert isinstance(found, Scaled)
    assert (found.metric, found.kpi.value, found.kpi.n) == ("nps", 40.0, 5)
    assert dict(found.histogram.items()) == {0: 1, 7: 1, 9: 1, 10: 2}


def test_choices_are_counted_as_shares_of_those_who_answered(survey: Survey) -> None:
    give([{"shop": "r"}, {"shop": "r"}, {"shop": "b"}, {"shop": "r"}, {"recommend": 5}], survey="ours")
    found = tally(survey, "shop")
    assert isinstance(found, Chosen)
    assert [(o.label, o.count, o.share.value) for o in found.options] == [
        ("Rome", 3, 75.0),
        ("Bari", 1, 25.0),
    ]
    interval = found.options[0].share.interval  # Wilson, 3 of 4
    assert (round(interval.low, 2), round(interval.high, 2)) == (30.06, 95.44)


def test_of_several_choices_each_is_a_share_of_its_own(survey: Survey) -> None:
    give([{"seen": ["r", "b"]}, {"seen": ["r"]}], survey="ours")
    found = tally(survey, "seen")
    assert found.is_multiple
    assert [(o.label, o.count, o.share.value) for o in found.options] == [
        ("Rome", 2, 100.0),
        ("Bari", 1, 50.0),
    ]


def test_yes_and_no_are_choices_in_words(survey: Survey) -> None:
    give([{"again": True}, {"again": False}, {"again": False}, {"again": False}], survey="ours")
    assert [(o.label, o.count) for o in tally(survey, "again").options] == [("Yes", 1), ("No", 3)]


def test_a_ranking_gives_mean_places_the_best_first(survey: Survey) -> None:
    give([{"order": ["b", "r"]}, {"order": ["b", "r"]}, {"order": ["r", "b"]}], survey="ours")
    found = tally(survey, "order")
    assert isinstance(found, Means)
    assert (found.is_ranking, found.low, found.high) == (True, 1, 2)
    assert [(r.label, round(r.mean.value, 3), r.counts) for r in found.rows] == [
        ("Bari", 1.333, {1: 2, 2: 1}),
        ("Rome", 1.667, {1: 1, 2: 2}),
    ]


def test_rows_have_a_mean_each_with_students_interval(survey: Survey) -> None:
    give([{"steps": {"till": v}} for v in (4, 6, 8)] + [{"steps": {"shelf": 10}}], survey="ours")
    till, shelf = tally(survey, "steps").rows
    assert (till.label, till.mean.value, till.n, till.counts) == ("Till", 6.0, 3, {4: 1, 6: 1, 8: 1})
    assert (round(till.mean.interval.low, 2), round(till.mean.interval.high, 2)) == (
        1.03,
        10,
    )  # 6 ± 4.303 · 2/√3
    assert (shelf.mean.value, shelf.mean.interval, shelf.n) == (10.0, None, 1)


def test_an_amount_shared_out_gives_a_mean_for_each_row(survey: Survey) -> None:
    give([{"split": {"till": 10}}, {"split": {"till": 4, "shelf": 6}}], survey="ours")
    found = tally(survey, "split")
    assert ([(r.label, r.mean.value) for r in found.rows], found.high) == (
        [("Till", 7.0), ("Shelf", 3.0)],
        10,
    )


def test_numbers_give_mean_quartiles_and_steps(survey: Survey) -> None:
    give([{"age": v} for v in (20, 30, 40, 120)], survey="ours")
    found = tally(survey, "age")
    assert isinstance(found, Numbers)
    assert (found.mean.value, found.lowest, found.median, found.highest) == (52.5, 20, 35, 120)
    assert (found.quarter, found.three_quarters) == (27.5, 60)
    assert [b.count for b in found.bins] == [1, 1, 1, 0, 0, 0, 0, 0, 0, 1]
    assert (found.bins[0].low, found.bins[0].high) == (20, 30)


def test_one_number_given_by_all_is_one_step(survey: Survey) -> None:
    give([{"age": 7}, {"age": 7}], survey="ours")
    found = tally(survey, "age")
    assert [(b.low, b.high, b.count) for b in found.bins] == [(7, 7, 2)]
    assert found.mean.interval is None


def test_what_is_asked_for_each_item_is_summed_up_over_all_items(in_acme: Any) -> None:
    inside = [ELEMENTS[1], ELEMENTS[7], ELEMENTS[8]]
    panel = {"type": "paneldynamic", "name": "visits", "title": "Visits", "elements": inside}
    survey = create_survey(document([panel]), actor=SYSTEM, code="ours")
    publish_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    give(
        [
            {"visits": [{"shop": "r", "age": 10, "why": "near"}, {"shop": "b", "age": 20}]},
            {"visits": [{"shop": "r", "age": 60}]},
        ],
        survey="ours",
    )
    found = {q.name: q for q in results(survey).questions}
    assert {name: q.n for name, q in found.items()} == {
        "visits": 2,
        "visits.shop": 3,
        "visits.age": 3,
        "visits.why": 1,
    }
    assert [(o.label, o.count) for o in found["visits.shop"].tally.options] == [("Rome", 2), ("Bari", 1)]
    assert found["visits.age"].tally.mean.value == 30.0
    assert [text for _response, text in found["visits.why"].tally.newest] == ["near"]
    assert found["visits.shop"].panel == "Visits"


def test_texts_are_the_newest(survey: Survey) -> None:
    for days in range(12, 0, -1):
        give([{"why": f"{days} days ago"}], survey="ours", days=days)
    found = tally(survey, "why", threshold=100)
    assert isinstance(found, Written)
    assert [text for _response, text in found.newest] == [f"{days} days ago" for days in range(1, 11)]


def test_addresses_and_phone_numbers_are_not_listed(in_acme: Any) -> None:
    mail = {"type": "text", "name": "mail", "title": "Mail?", "inputType": "email"}
    survey = create_survey(document([mail]), actor=SYSTEM, code="ours")
    publish_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    give([{"mail": "ann@example.com"}], survey="ours")
    [found] = results(survey).questions
    assert (found.n, found.tally) == (1, None)


def test_tests_erased_and_screened_out_responses_do_not_count(survey: Survey) -> None:
    [_kept, erased] = give([{"shop": "r"}, {"shop": "b"}], survey="ours")
    give([{"shop": "b"}], survey="ours", test=True)
    give([{"shop": "b", "age": 99}], survey="ours")
    erase_response(erased, actor=SYSTEM)
    found = results(survey)
    assert (found.responses, found.screened_out) == (1, 1)
    assert [o.count for o in tally(survey, "shop").options] == [1, 0]
    assert Response.objects.get(is_screened_out=True).ending == "no"


def test_a_question_with_too_few_answers_tells_only_how_many(survey: Survey) -> None:
    give([{"shop": "r", "steps": {"till": 3}}] * 9 + [{"steps": {"till": 3, "shelf": 1}}] * 1, survey="ours")
    found = {q.name: q for q in results(survey, threshold=10).questions}
    assert (found["shop"].n, found["shop"].tally, found["shop"].is_suppressed) == (9, None, True)
    assert (found["age"].n, found["age"].tally, found["age"].is_suppressed) == (0, None, False)
    till, shelf = found["steps"].tally.rows
    assert (till.mean.value, till.n) == (3.0, 10)
    assert (shelf.mean.value, shelf.n, shelf.counts) == (None, 1, {})


def test_versions_are_joined_by_the_names_of_questions_and_never_over_two_scales(survey: Survey) -> None:
    give([{"shop": "b", "steps": {"till": 9}}], survey="ours")
    changed = [
        {**e, "choices": [SHOPS[0], {"value": "m", "text": "Milan"}]} if e["name"] == "shop" else e
        for e in ELEMENTS
    ]
    changed = [{**e, "rateMin": 1, "rateMax": 5} if e["name"] == "steps" else e for e in changed]
    change_draft(survey, document(changed[1:]), actor=SYSTEM)
    publish_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    give([{"shop": "m", "steps": {"till": 5}}], survey="ours")
    found = {q.name: q for q in results(survey).questions}
    options = found["shop"].tally.options
    assert [(o.label, o.count) for o in options] == [("Rome", 0), ("Milan", 1), ("b", 1)]
    assert (found["steps"].n, found["steps"].asked_differently) == (1, (1,))
    assert found["steps"].tally.rows[0].mean.value == 5.0
    assert list(found)[-1] == "recommend"  # asked in version 1 only
    first = survey.versions.get(number=1)
    assert tally(survey, "steps", version=first).rows[0].mean.value == 9.0


def test_a_period_narrows_everything(survey: Survey) -> None:
    give([{"shop": "r"}], survey="ours", days=40)
    [response] = give([{"shop": "b"}], survey="ours", days=1)
    found = results(survey, scope=Scope(start=response.day))
    assert found.responses == 1
    assert [o.count for o in tally(survey, "shop", scope=Scope(start=response.day)).options] == [0, 1]


def test_the_number_of_statements_does_not_grow_with_the_responses(survey: Survey) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            results(survey)
        return sum("SET search_path" not in query["sql"] for query in queries)

    give([{"shop": "r", "age": 3, "why": "x"}] * 2, survey="ours")
    results(survey)
    few = cost()
    give([{"shop": "r", "age": 4, "why": "x"}] * 20, survey="ours")
    assert cost() == few
    assert few <= 11
