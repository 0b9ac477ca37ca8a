from __future__ import annotations

import datetime
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.common.errors import Invalid
from apps.kpis.errors import TooManyDimensions
from apps.kpis.models import Dimension, Member, MetricDefinition, Score
from apps.kpis.selectors import Scope, definition_of, kpi_rows
from apps.kpis.services import verify_rollups
from apps.responses import services
from apps.responses.errors import InvalidAnswers, SubmissionConflict, SurveyNotOpen
from apps.responses.models import Response
from apps.responses.services import (
    erase_response,
    record_response,
    record_responses,
    remove_batch,
    restore_response,
)
from apps.responses.submissions import parse_submission
from apps.surveys.services import change_draft, close_survey, publish_survey
from apps.tenancy.models import Client
from apps.tenancy.services import change_client_settings
from tests.surveys.examples import published_relationship, relationship

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_acme")]


def payload(answers: dict[str, Any] | None = None, **extra: Any) -> dict[str, Any]:
    return {
        "survey": "relation",
        "submission_id": str(uuid.uuid4()),
        "answers": {"recommend": 9, "counter": 4, "easy": 6} if answers is None else answers,
        **extra,
    }


def send(data: dict[str, Any], **options: Any) -> Any:
    return record_response(parse_submission(data), **{"source": "api", **options})


def nps_n() -> int:
    definition = definition_of("nps")
    assert definition is not None
    return kpi_rows(definition, Scope(), threshold=2)[0].kpi.n


@pytest.fixture(autouse=True)
def survey(in_acme: Any) -> Any:
    return published_relationship()


def test_a_response_posts_a_score_per_metric_question_in_the_clients_day() -> None:
    outcome = send(payload(submitted_at="2026-03-01T23:30:00Z"))
    assert outcome.status == "created"
    scores = {s.item: (s.value, s.day) for s in Score.objects.all()}
    day = datetime.date(2026, 3, 2)  # half past midnight in Rome
    assert scores == {"recommend": (9, day), "counter": (4, day), "easy": (6, day)}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-03-28T22:59:59Z", 28),  # Rome is an hour ahead
        ("2026-03-28T23:00:00Z", 29),
        ("2026-03-29T21:59:59Z", 29),  # and two from here on: this day has 23 hours
        ("2026-03-29T22:00:00Z", 30),
        ("2026-03-29T23:30:00", 29),  # without an offset it is the client's own clock
        ("2026-03-29T02:30:00", 29),  # an hour that no clock showed
        ("2026-03-29T23:30:00-09:00", 30),
    ],
)
def test_days_begin_at_the_clients_midnight_also_when_clocks_change(moment: str, day: int) -> None:
    assert send(payload(submitted_at=moment)).response.day == datetime.date(2026, 3, day)
    assert {s.day.day for s in Score.objects.all()} == {day}


def test_a_new_time_zone_acts_forward_only(in_acme: Client) -> None:
    first = send(payload(submitted_at="2026-03-01T23:30:00Z")).response
    change_client_settings(in_acme, actor=SYSTEM, time_zone="America/New_York")
    in_acme.refresh_from_db()
    with tenant_context(in_acme):
        second = send(payload(submitted_at="2026-03-01T23:30:00Z")).response
        erase_response(first, actor=SYSTEM)
        restore_response(first, actor=SYSTEM)
    days = dict(Score.objects.filter(item="recommend").values_list("source_id", "day"))
    assert days == {first.pk: datetime.date(2026, 3, 2), second.pk: datetime.date(2026, 3, 1)}


def test_the_channel_is_the_responses_else_the_touchpoints() -> None:
    send(payload())
    send(payload(channel="web"))
    channels = [s.channel_id for s in Score.objects.filter(item="counter").order_by("pk")]
    from apps.touchpoints.models import Channel

    codes = [Channel.objects.get(pk=pk).code for pk in channels]
    assert codes == ["store", "web"]
    assert Score.objects.filter(item="recommend", channel_id=0).count() == 1


def test_the_same_submission_again_returns_the_first_result() -> None:
    data = payload()
    first, second = send(data), send(data)
    assert (first.status, second.status) == ("created", "known")
    assert first.response.pk == second.response.pk
    assert Response.objects.count() == 1
    assert nps_n() == 1


def test_the_same_id_with_other_content_is_a_conflict() -> None:
    data = payload()
    send(data)
    with pytest.raises(SubmissionConflict):
        send({**data, "answers": {"recommend": 1}})
    assert nps_n() == 1


def test_the_same_id_twice_in_one_batch_counts_once() -> None:
    data = payload()
    outcomes = record_responses([parse_submission(data), parse_submission(data)], source="api")
    assert [o.status for o in outcomes] == ["created", "known"]


def test_an_erasure_is_followed_and_the_id_stays_taken() -> None:
    data = payload()
    outcome = send(data)
    erase_response(outcome.response, actor=SYSTEM)
    assert nps_n() == 0
    assert send(data).status == "known"
    assert nps_n() == 0
    restore_response(outcome.response, actor=SYSTEM)
    assert nps_n() == 1
    assert verify_rollups() == []


def test_erasing_twice_takes_away_once() -> None:
    outcome = send(payload())
    send(payload())
    erase_response(outcome.response, actor=SYSTEM)
    erase_response(outcome.response, actor=SYSTEM)
    assert nps_n() == 1


def test_hidden_answers_are_dropped_and_named() -> None:
    outcome = send(payload({"recommend": 9, "why": "I was never asked"}))
    assert outcome.response.ignored == ["why"]
    assert "why" not in outcome.response.answers


def test_a_test_response_is_kept_and_never_counts() -> None:
    send(payload(test=True))
    assert Response.objects.count() == 1
    assert nps_n() == 0


def test_answers_are_judged_by_the_version_that_was_shown(survey: Any) -> None:
    changed = relationship()
    changed["pages"][1]["elements"].pop()
    publish_survey(change_draft(survey, changed, actor=SYSTEM), actor=SYSTEM)
    assert send(payload(version=1)).number == 1
    with pytest.raises(InvalidAnswers) as caught:
        send(payload())
    assert [e.pointer for e in caught.value.errors] == ["/answers/easy"]


def test_a_closed_survey_refuses_but_still_answers_a_retry(survey: Any) -> None:
    data = payload()
    send(data)
    close_survey(survey, actor=SYSTEM)
    assert send(data).status == "known"
    with pytest.raises(SurveyNotOpen):
        send(payload())


@pytest.mark.parametrize(
    ("extra", "pointer"),
    [
        ({"submission_id": "nope"}, "/submission_id"),
        ({"answers": []}, "/answers"),
        ({"version": 10**30}, "/version"),
        ({"channel": "teleport"}, "/channel"),
        ({"submitted_at": "yesterday"}, "/submitted_at"),
        ({"submitted_at": "2199-01-01T00:00:00Z"}, "/submitted_at"),
        ({"dimensions": {"store": 5}}, "/dimensions/store"),
        ({"dimensions": {"survey": "x"}}, "/dimensions/survey"),
        ({"dimensions": {"store": "x" * 201}}, "/dimensions/store"),
        ({"dimensions": {"store": " "}}, "/dimensions/store"),
        ({"dimensions": {"s" * 41: "x"}}, f"/dimensions/{'s' * 41}"),
        ({"dimensions": {f"d{n}": "x" for n in range(9)}}, "/dimensions"),
        ({"customer": "a\x00b"}, "/customer"),
        ({"answers": {"recommend": 11}}, "/answers/recommend"),
        ({"answers": {"recommend": True}}, "/answers/recommend"),
        ({"answers": {"recommend": 9, "nobody": 1}}, "/answers/nobody"),
        ({"survey": "unknown"}, "/survey"),
        ({"version": 7}, "/version"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_bad_input_names_its_place_and_stores_nothing(extra: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as caught:
        send(payload(**extra)) if "answers" not in extra else send({**payload(), **extra})
    assert pointer in [e.pointer for e in caught.value.errors]
    assert not Response.objects.exists()


def test_dimensions_are_declared_until_eight() -> None:
    send(payload(dimensions={f"d{i}": "x" for i in range(8)}))
    with pytest.raises(Exception, match="eight"):
        send(payload(dimensions={"one_more": "x"}))
    assert nps_n() == 1


def test_past_a_thousand_members_the_rest_is_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.kpis.services.MOST_MEMBERS", 2)
    for store in ("Roma", "Milano", "Torino", "Bari", "Roma"):
        send(payload(dimensions={"store": store}))
    rows = kpi_rows(definition_of("nps"), Scope(), group_by="dimension:store", threshold=1)  # type: ignore[arg-type]
    assert {row.key: row.kpi.n for row in rows} == {"Milano": 1, "Roma": 2, "other": 2}


def test_members_and_the_unknown_ones_add_up_to_everyone() -> None:
    send(payload(dimensions={"store": "Roma"}))
    send(payload())
    rows = kpi_rows(definition_of("nps"), Scope(), group_by="dimension:store", threshold=1)  # type: ignore[arg-type]
    assert {row.key: row.kpi.n for row in rows} == {"Roma": 1, "unknown": 1}


def test_a_cross_of_survey_and_dimension_is_read_from_the_facts() -> None:
    send(payload(dimensions={"store": "Roma", "team": "A"}))
    send(payload(dimensions={"store": "Roma", "team": "B"}))
    definition = definition_of("nps")
    assert definition is not None
    scope = Scope(survey="relation", dimensions={"store": "Roma", "team": "A"})
    assert kpi_rows(definition, scope, threshold=1)[0].kpi.n == 1
    by_team = kpi_rows(
        definition, Scope(dimensions={"store": "Roma"}), group_by="dimension:team", threshold=1
    )
    assert {row.key: row.kpi.n for row in by_team} == {"A": 1, "B": 1}


def test_a_batch_stores_what_is_valid_and_reports_the_rest() -> None:
    good, bad = parse_submission(payload()), parse_submission(payload({"recommend": 99}))
    outcomes = record_responses([good, bad], source="api")
    assert [o.status for o in outcomes] == ["created", "refused"]
    assert nps_n() == 1


def test_a_batch_is_removed_as_a_whole_and_may_come_again() -> None:
    batch = uuid.uuid4()
    data = payload()
    submission = replace(parse_submission(data), batch_id=batch)
    record_response(submission, source="import")
    assert remove_batch(batch) == 1
    assert nps_n() == 0
    assert record_response(submission, source="import").status == "created"


def test_an_id_that_became_free_while_we_looked_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first response was there when ours was inserted, and gone (an import undone) when it was read."""
    store, found_taken = services.store_responses, iter([True])
    monkeypatch.setattr(
        services, "store_responses", lambda *parts: set() if next(found_taken, False) else store(*parts)
    )
    assert send(payload()).status == "created"
    assert nps_n() == 1


def test_a_refused_response_declares_no_dimension() -> None:
    send(payload(dimensions={f"d{i}": "x" for i in range(7)}))
    with pytest.raises(TooManyDimensions) as caught:
        send(payload(dimensions={"eighth": "x", "ninth": "x", "d0": "new"}))
    assert [problem.pointer for problem in caught.value.errors] == ["/dimensions/ninth"]
    assert Dimension.objects.filter(is_builtin=False).count() == 7
    assert not Member.objects.filter(value="new").exists()


def test_a_batch_asks_for_an_older_version_once(survey: Any, django_assert_num_queries: Any) -> None:
    publish_survey(change_draft(survey, relationship(title={"en": "New"}), actor=SYSTEM), actor=SYSTEM)
    record_responses([parse_submission(payload(version=1))], source="api")
    one, many = ([parse_submission(payload(version=1)) for _ in range(n)] for n in (1, 20))
    with CaptureQueriesContext(connection) as first:
        record_responses(one, source="api")
    with django_assert_num_queries(len(first)):
        record_responses(many, source="api")


def test_two_scales_of_one_metric_are_two_definitions() -> None:
    document = relationship()
    document["pages"][1]["elements"][0]["points"] = 7
    from apps.surveys.services import create_survey

    publish_survey(create_survey(document, actor=SYSTEM, code="seven"), actor=SYSTEM)
    scales = [
        (d.scale_max, d.is_primary) for d in MetricDefinition.objects.filter(metric="csat").order_by("pk")
    ]
    assert scales == [(5, True), (7, False)]
    assert Member.objects.filter(dimension__name="survey").count() == 2


def test_what_was_erased_outlives_the_removal_of_its_batch() -> None:
    batch = uuid.uuid4()
    submissions = [replace(parse_submission(payload()), batch_id=batch) for _ in range(2)]
    erased = record_response(submissions[0], source="import").response
    record_response(submissions[1], source="import")
    erase_response(erased, actor=SYSTEM)
    assert remove_batch(batch) == 1
    assert record_response(submissions[0], source="import").status == "known"
    assert nps_n() == 0
