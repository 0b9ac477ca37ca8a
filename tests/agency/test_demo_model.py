"""The demo tells a story: enough answers, one thing that got worse and one that got better."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import fmean

import pytest

from apps.agency.demo.companies import COMPANIES, Company
from apps.agency.demo.generate import Model, contact_answers, relationship_answers
from apps.agency.demo.questionnaires import item_of
from apps.responses.submissions import Submission

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WORDS = ("reason", "words")


@pytest.fixture(scope="module", params=COMPANIES, ids=lambda company: company.slug)
def company(request: pytest.FixtureRequest) -> Company:
    return request.param


@pytest.fixture(scope="module")
def answers(company: Company) -> list[Submission]:
    model = Model(company, NOW)
    return [*relationship_answers(model), *contact_answers(model)]


def test_a_client_has_about_sixty_thousand_scores_over_eighteen_months(answers: list[Submission]) -> None:
    scores = sum(1 for answer in answers for name in answer.answers if name not in WORDS)
    assert 54_000 < scores < 66_000
    moments = [answer.submitted_at for answer in answers if answer.submitted_at]
    assert timedelta(days=530) < max(moments) - min(moments) < timedelta(days=550)


def test_one_touchpoint_got_worse_and_one_better_within_the_last_ninety_days(
    company: Company, answers: list[Submission]
) -> None:
    for shift in company.shifts:
        [contact] = [contact for contact in company.contacts if contact.code == shift.touchpoint]
        before, after = means(answers, item_of(contact))
        assert (after - before) * shift.by > 0
        assert abs(after - before) > 0.5
    assert sorted(shift.by > 0 for shift in company.shifts) == [False, True]


def test_the_same_day_gives_the_same_answers(company: Company, answers: list[Submission]) -> None:
    model = Model(company, NOW)
    assert next(iter(relationship_answers(model))) == answers[0]


def means(answers: list[Submission], item: str) -> tuple[float, float]:
    """Of the ninety days before the last ninety, and of the last ninety."""
    found: tuple[list[int], list[int]] = ([], [])
    for answer in answers:
        age = (NOW - answer.submitted_at).days if answer.submitted_at else 999
        if item in answer.answers and age < 180:
            found[age < 90].append(answer.answers[item])
    return fmean(found[0]), fmean(found[1])
