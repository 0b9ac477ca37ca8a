"""Answers, publications, erasures and retries at the same moment: real connections, real commits."""

from __future__ import annotations

import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from django.db import connection, transaction

from apps.accounts.actors import SYSTEM
from apps.audit.models import Entry
from apps.kpis import services as kpis
from apps.kpis.errors import TooManyDimensions
from apps.kpis.models import Dimension, Member, Score
from apps.responses.models import Response
from apps.responses.services import erase_response, record_response, record_responses, restore_response
from apps.responses.submissions import Submission, parse_submission
from apps.surveys.models import Survey
from apps.surveys.services import change_draft, create_survey, publish_survey
from apps.tenancy.models import Client
from tests.surveys.examples import published_relationship, relationship

Beside = Callable[..., Future[Any]]


@pytest.fixture(autouse=True)
def _published(together: Any) -> None:
    published_relationship()


def submission(**extra: Any) -> Submission:
    answers = {"recommend": 9, "counter": 4, "easy": 6}
    return parse_submission(
        {"survey": "relation", "submission_id": str(uuid.uuid4()), "answers": answers, **extra}
    )


def send(*batch: Submission) -> list[str]:
    return [outcome.status for outcome in record_responses(batch, source="api")]


def wait_until_somebody_waits_for_a_lock(others: int = 1) -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    until = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees one moment only
            cursor.execute(waiting)
            if cursor.fetchone()[0] >= others:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waits for a lock")


def publish_with_another_scale() -> int:
    document = relationship()
    document["pages"][1]["elements"][0]["points"] = 7
    survey = change_draft(Survey.objects.get(), document, actor=SYSTEM)
    return int(publish_survey(survey, actor=SYSTEM).number)


def test_an_answer_and_a_publication_do_not_wait_for_each_other_in_a_circle(beside: Beside) -> None:
    """The answer holds the row of new members, the publication its survey and then wants a new definition."""
    stored, go_on = threading.Event(), threading.Event()

    def answer() -> list[str]:
        with transaction.atomic():
            statuses = send(submission(dimensions={"store": "Roma"}))
            stored.set()
            go_on.wait(20)
        return statuses

    answered = beside(answer)
    assert stored.wait(20)
    published = beside(publish_with_another_scale)
    wait_until_somebody_waits_for_a_lock()
    go_on.set()
    assert answered.result(20) == ["created"]
    assert published.result(20) == 2


def test_a_publication_does_not_wait_for_a_new_member(beside: Beside) -> None:
    survey = create_survey(relationship(), actor=SYSTEM, code="second")
    with transaction.atomic():
        kpis._one_at_a_time()
        assert beside(lambda: publish_survey(survey, actor=SYSTEM).number).result(10) == 1


def test_parallel_publications_of_one_draft_make_one_version(beside: Beside) -> None:
    survey = Survey.objects.get()
    change_draft(survey, relationship(title={"en": "Again"}), actor=SYSTEM)
    numbers = [beside(lambda: publish_survey(survey, actor=SYSTEM).number) for _ in range(6)]
    assert {number.result(20) for number in numbers} == {2}
    assert survey.versions.count() == 2


def by_page(*batch: Submission) -> list[str]:
    """In one statement, without a transaction around it."""
    assert not connection.in_atomic_block
    return [o.status for o in record_responses(batch, source="page", declare_dimensions=False)]


@pytest.mark.parametrize("way", [send, by_page])
def test_parallel_posts_of_one_submission_make_one_response(beside: Beside, way: Any) -> None:
    same = submission()
    results = [beside(way, same) for _ in range(12)]
    assert Counter(result.result(20)[0] for result in results) == {"created": 1, "known": 11}
    assert (Response.objects.count(), Score.objects.count()) == (1, 3)


def test_batches_with_the_same_ids_in_another_order_do_not_wait_in_a_circle(beside: Beside) -> None:
    """Both come to the middle one, which a third is storing; when that fails, each wants what the other has."""
    first, middle, last = sorted((submission() for _ in range(3)), key=lambda s: s.submission_id)
    with transaction.atomic():
        send(middle)
        forwards = beside(send, first, middle, last)
        wait_until_somebody_waits_for_a_lock()
        backwards = beside(send, last, middle, first)
        wait_until_somebody_waits_for_a_lock(others=2)
        transaction.set_rollback(True)
    results = forwards.result(20), backwards.result(20)
    assert sorted(results) == [["created"] * 3, ["known"] * 3]
    assert Score.objects.count() == 9
    assert kpis.verify_rollups() == []


def test_the_dimensions_declared_at_once_are_never_more_than_eight(beside: Beside) -> None:
    def declare(number: int) -> str:
        try:
            record_response(
                submission(dimensions={f"a{number}": "x", f"b{number}": "x", f"c{number}": "x"}), source="api"
            )
        except TooManyDimensions:
            return "refused"
        return "created"

    results = Counter(result.result(20) for result in [beside(declare, number) for number in range(6)])
    assert results == {"created": 2, "refused": 4}
    assert Dimension.objects.filter(is_builtin=False).count() == 6


def test_the_members_made_at_once_are_never_more_than_the_limit(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kpis, "MOST_MEMBERS", 3)
    send(submission(dimensions={"store": "first"}))
    for result in [beside(send, submission(dimensions={"store": f"s{n}"})) for n in range(8)]:
        assert result.result(20) == ["created"]
    assert Member.objects.filter(dimension__name="store").exclude(value="other").count() == 3
    other = Member.objects.get(dimension__name="store", value="other").pk
    assert Score.objects.filter(item="recommend", members__contains=[other]).count() == 6


def test_answers_of_a_full_dimension_do_not_queue_for_a_member(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kpis, "MOST_MEMBERS", 1)
    send(submission(dimensions={"store": "Roma"}), submission(dimensions={"store": "Bari"}))
    with transaction.atomic():
        kpis._one_at_a_time()  # as somebody does who is making a member
        assert beside(send, submission(dimensions={"store": "Torino"})).result(20) == ["created"]


@pytest.mark.parametrize(("act", "left"), [(erase_response, 0), (restore_response, 3)])
def test_an_act_that_waited_for_its_twin_has_nothing_left_to_do(
    act: Callable[..., Response], left: int, beside: Beside, together: Client
) -> None:
    response = record_response(submission(), source="api").response
    assert response is not None
    if act is restore_response:
        erase_response(response, actor=SYSTEM)
    with transaction.atomic():
        act(response, actor=SYSTEM)
        second = beside(lambda: act(response, actor=SYSTEM))
        wait_until_somebody_waits_for_a_lock()
    second.result(20)
    event = "response.erased" if act is erase_response else "response.restored"
    assert Entry.objects.filter(client_id=together.pk, event=event).count() == 1
    assert Score.objects.count() == left
    assert kpis.verify_rollups() == []


def test_erasing_and_restoring_at_once_never_counts_twice(beside: Beside) -> None:
    response = record_response(submission(), source="api").response
    assert response is not None
    acts = [erase_response, restore_response] * 5
    for result in [beside(lambda act=act: act(response, actor=SYSTEM)) for act in acts]:
        result.result(20)
    erased = Response.objects.get().erased_at is not None
    assert Score.objects.count() == (0 if erased else 3)
    assert kpis.verify_rollups() == []
    kpis.drain()
    assert kpis.verify_rollups() == []
