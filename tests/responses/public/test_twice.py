"""Sent twice, sent back, sent changed, sent by someone who tampered: stored once or not at all."""

from __future__ import annotations

import uuid
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.responses.services import erase_response
from tests.responses.public.conftest import Publish, Stored
from tests.responses.public.respondent import Page, Respondent

pytestmark = pytest.mark.django_db

SCORE = {"type": "nps", "name": "recommend", "isRequired": True}


def opened(publish: Publish) -> Respondent:
    publish([SCORE], code="ours")
    return Respondent("acme", "ours").open()


def test_the_same_form_again_thanks_again_and_stores_nothing_more(publish: Publish, stored: Stored) -> None:
    someone = opened(publish)
    form = {**someone.page.fields, "q-recommend": "9", "go": "next"}
    assert [someone.post(form).status for _ in range(3)] == [303, 303, 303]
    assert len(stored()) == 1


def test_going_back_and_changing_an_answer_is_told_kindly(publish: Publish, stored: Stored) -> None:
    someone = opened(publish)
    someone.send({"q-recommend": "9"})
    page = someone.send({"q-recommend": "1"})
    assert page.status == 409
    assert "Your answers were stored already" in page.html
    assert 'href="/s/ours/"' in page.html
    assert [r.answers for r in stored()] == [{"recommend": 9}]


def test_after_an_erasure_the_form_cannot_bring_the_answer_back(
    acme: Any, publish: Publish, stored: Stored
) -> None:
    someone = opened(publish)
    someone.send({"q-recommend": "9"})
    with tenant_context(acme):
        erase_response(stored()[0], actor=SYSTEM)
    assert someone.send({"q-recommend": "9"}).status == 303
    assert [r.erased_at is not None for r in stored()] == [True]


def forged() -> list[Any]:
    made_up = urlsafe_b64encode(uuid.uuid4().bytes * 2).decode().rstrip("=")
    return [None, "", "x", "a:b", f"{made_up}:{'A' * 43}", "\ufffd", "x" * 10_000, ["x", "y"]]


@pytest.mark.parametrize("token", forged(), ids=range(len(forged())))
def test_a_damaged_token_brings_a_new_page_with_the_answers_kept(
    publish: Publish, stored: Stored, token: Any
) -> None:
    someone = opened(publish)
    page = someone.send({"q-recommend": "9"}, token=token)
    assert (page.status, page.fields["q-recommend"]) == (400, ["9"])
    assert "This page had to be renewed." in page.html
    assert stored() == []
    assert someone.send().status == 303
    assert len(stored()) == 1


def test_a_token_of_another_survey_or_client_opens_nothing(
    globex: Any, publish: Publish, stored: Stored
) -> None:
    from tests.surveys.examples import published_relationship

    publish([SCORE], code="relation")
    someone = opened(publish)
    with tenant_context(globex):
        published_relationship()
    theirs = Respondent("globex", "relation").open().page.fields["token"]
    other = Respondent("acme", "relation").open().page.fields["token"]
    for token in (theirs, other):
        assert someone.send({"q-recommend": "9"}, token=token).status == 400
    assert stored() == []


def test_a_program_may_send_everything_at_once(publish: Publish, stored: Stored) -> None:
    publish([SCORE], [{"type": "text", "name": "last"}], code="ours")
    someone = Respondent("acme", "ours").open()
    done: Page = someone.post({"token": someone.page.fields["token"], "q-recommend": "7", "q-last": "x"})
    assert done.status == 303
    assert stored()[0].answers == {"recommend": 7, "last": "x"}
