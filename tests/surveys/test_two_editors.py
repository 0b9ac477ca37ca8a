"""Two people at one draft, each with a connection of their own: nobody's work goes unseen."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event
from typing import Any

import pytest
from django.db import transaction

from apps.accounts.actors import SYSTEM, Actor
from apps.accounts.roles import Role
from apps.surveys.drafts import edit_draft, undo_draft
from apps.surveys.errors import DraftConflict
from apps.surveys.models import Survey
from apps.surveys.services import change_draft, create_survey
from apps.tenancy.models import Client
from tests.surveys.examples import relationship

Beside = Callable[..., Future[Any]]
ADA = Actor("user", "1", "ada@example.com", Role.ADMIN)
BEN = Actor("user", "2", "ben@example.com", Role.ANALYST)


def draft() -> Survey:
    document = relationship()
    document["pages"][1]["elements"].pop(0)  # the one with a touchpoint
    return create_survey(document, actor=SYSTEM)


def title(text: str) -> dict[str, Any]:
    return {"op": "change_element", "element": "why", "settings": {"title": text}}


def test_the_second_of_two_editors_waits_and_is_told_what_the_first_did(
    together: Client, beside: Beside
) -> None:
    survey = draft()
    has_edited, may_commit = Event(), Event()

    def first() -> None:
        with transaction.atomic():
            edit_draft(survey, title("By Ada"), revision=0, actor=ADA)
            has_edited.set()
            assert may_commit.wait(10)

    ada = beside(first)
    assert has_edited.wait(10)
    ben = beside(lambda: edit_draft(survey, title("By Ben"), revision=0, actor=BEN))
    with pytest.raises(TimeoutError):
        ben.result(0.3)
    may_commit.set()
    ada.result(10)
    with pytest.raises(DraftConflict) as conflict:
        ben.result(10)
    assert (conflict.value.by, conflict.value.revision) == ("ada@example.com", 1)
    assert conflict.value.words == ("Question “By Ada”: Title changed (en)",)
    kept = Survey.objects.get(pk=survey.pk)
    assert (kept.revision, kept.draft["pages"][0]["elements"][1]["title"]["en"]) == (1, "By Ada")


def test_of_many_at_once_each_revision_is_one_persons(together: Client, beside: Beside) -> None:
    survey = draft()

    def person(number: int) -> int:
        """Edits until three of the edits went through; returns how often somebody was first."""
        done = conflicts = 0
        while done < 3:
            revision = Survey.objects.values_list("revision", flat=True).get(pk=survey.pk)
            try:
                edit_draft(survey, title(f"{number}.{done}"), revision=revision, actor=SYSTEM)
                done += 1
            except DraftConflict:
                conflicts += 1
        return conflicts

    for work in [beside(person, number) for number in range(4)]:
        work.result(60)
    kept = Survey.objects.get(pk=survey.pk)
    written = [
        step.document["pages"][0]["elements"][1]["title"]["en"] for step in kept.steps.order_by("number")
    ]
    assert (kept.revision, kept.step, len(written)) == (12, 12, 13)
    assert sorted(written[1:]) == sorted(f"{number}.{done}" for number in range(4) for done in range(3))
    assert kept.draft["pages"][0]["elements"][1]["title"]["en"] == written[-1]


def test_undo_and_a_whole_document_wait_for_the_editor_too(together: Client, beside: Beside) -> None:
    survey = draft()
    edit_draft(survey, title("By Ada"), revision=0, actor=ADA)
    document = Survey.objects.get(pk=survey.pk).draft
    works = [
        beside(lambda: edit_draft(survey, title("By Ben"), revision=1, actor=BEN)),
        beside(lambda: undo_draft(survey, revision=1, actor=ADA)),
        beside(lambda: change_draft(survey, {**document, "title": {"en": "New"}}, revision=1, actor=ADA)),
    ]
    refused = [work.exception(20) for work in works]
    assert sorted(isinstance(error, DraftConflict) for error in refused) == [False, True, True]
    assert Survey.objects.get(pk=survey.pk).revision == 2
