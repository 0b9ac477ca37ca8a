"""One edit is one POST: what it changes, what it sends back, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.surveys.drafts import edit_draft
from apps.surveys.models import Survey
from apps.tenancy.models import Client

pytestmark = pytest.mark.django_db

Edit = Callable[..., Any]
CHOICES = [
    {"value": "bill", "text": {"en": "The bill", "it": "La bolletta"}},
    {"value": "staff", "text": {"en": "The staff"}},
]


@pytest.fixture
def edit(analyst_of_acme: Any, survey: Survey, acme: Client) -> Edit:
    """Posts an edit with the draft's own revision, unless the test names one; the survey then holds the new draft."""

    def post(select: str, path: str = "edit/", **fields: Any) -> Any:
        data = {"select": select, "lang": "en", "revision": survey.revision, **fields}
        answer = analyst_of_acme.post(f"/surveys/{survey.uid}/builder/{path}", data)
        with tenant_context(acme):
            survey.refresh_from_db()
        return answer

    return post


@pytest.fixture
def with_choices(survey: Survey) -> Survey:
    """A question with two choices on the first page."""
    question = {"type": "checkbox", "name": "areas", "title": {"en": "Where?"}, "choices": CHOICES}
    edit_draft(survey, {"op": "add_element", "page": "p1", "element": question}, revision=0, actor=SYSTEM)
    survey.refresh_from_db()
    return survey


def element(survey: Survey, name: str) -> dict[str, Any]:
    return next(e for page in survey.draft["pages"] for e in page["elements"] if e["name"] == name)


def order(survey: Survey) -> list[list[str]]:
    return [[e["name"] for e in page["elements"]] for page in survey.draft["pages"]]


def test_a_text_is_saved_in_the_language_being_edited(edit: Edit, survey: Survey) -> None:
    answer = edit("why", key="title", value="  Che cosa? ", lang="it")
    assert element(survey, "why")["title"] == {"en": "What went wrong?", "it": "Che cosa?"}
    html = answer.content.decode()
    assert 'id="row-why"' in html
    assert 'id="row-recommend"' not in html  # only what changed comes back
    assert 'id="panel"' not in html  # typing goes on undisturbed
    edit("why", key="title", value="", lang="it")
    assert element(survey, "why")["title"] == {"en": "What went wrong?"}


def test_the_draft_of_another_revision_is_not_overwritten(edit: Edit, survey: Survey) -> None:
    edit("why", key="title", value="Mine")
    answer = edit("why", key="title", value="Yours", revision=0)
    assert answer.status_code == 409
    assert "ben@example.com changed this survey at" in answer.content.decode()
    assert 'data-revision="1"' in answer.content.decode()
    assert element(survey, "why")["title"]["en"] == "Mine"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("maxLength", "many", "Give a number."),
        ("maxLength", "2.5", "Give a whole number."),
        ("maxLength", "0", "Give a number from 1 to 10000."),
        ("name", "two words", "Give a name: a letter, then letters, digits, _ and -, at most 64 in all."),
        ("name", "recommend", "This name is used more than once."),
        ("colour", "red", "This is not a setting of this element."),
    ],
)
def test_a_refused_edit_says_why_and_changes_nothing(
    edit: Edit, survey: Survey, key: str, value: str, said: str
) -> None:
    before = survey.draft
    answer = edit("why", key=key, value=value)
    assert (answer.status_code, answer.json()) == (422, {"words": said})
    assert survey.draft == before


def test_numbers_flags_and_options_are_saved_and_taken_away(edit: Edit, survey: Survey) -> None:
    edit("why", key="maxLength", value="200")
    edit("why", key="isRequired", value="on")
    edit("counter", key="points", value="7")
    assert (element(survey, "why")["maxLength"], element(survey, "why")["isRequired"]) == (200, True)
    assert element(survey, "counter")["points"] == 7
    edit("why", key="maxLength", value="")
    edit("why", key="isRequired")
    assert element(survey, "why").keys() == {"type", "name", "title", "visibleIf"}
    edit("survey", key="showProgress")
    assert survey.draft["showProgress"] is False


def test_a_name_changes_where_it_is_referred_to(edit: Edit, survey: Survey) -> None:
    answer = edit("recommend", key="name", value="nps")
    assert element(survey, "why")["visibleIf"] == {"all": [{"question": "nps", "op": "<=", "value": 6}]}
    assert 'data-select="nps"' in answer.content.decode()


def test_a_condition_is_saved_when_it_is_complete(edit: Edit, survey: Survey) -> None:
    started = {"key": "visibleIf", "c:kind": "any", "c.0:subject": "question:recommend", "c.0:op": ">="}
    answer = edit("counter", **started)
    assert "Not complete yet" in answer.content.decode()
    assert "visibleIf" not in element(survey, "counter")
    edit("counter", **started, **{"c.0:value": "9"})
    wanted = {"any": [{"question": "recommend", "op": ">=", "value": 9}]}
    assert element(survey, "counter")["visibleIf"] == wanted
    answer = edit("counter", **started, **{"c.0:value": "9", "do": "rule c"})
    assert 'name="c.1:subject"' in answer.content.decode()
    assert element(survey, "counter")["visibleIf"] == wanted
    edit("counter", **started, do="remove c.0")
    assert "visibleIf" not in element(survey, "counter")


def test_lines_of_a_list_are_added_changed_moved_and_removed(edit: Edit, with_choices: Survey) -> None:
    def values() -> list[Any]:
        return [choice["value"] for choice in element(with_choices, "areas")["choices"]]

    edit("areas", key="choices", paste="The queue\n- Opening hours")
    assert values() == ["bill", "staff", "the_queue", "opening_hours"]
    edit("areas", key="choices", line="bill", text="Your bill", isExclusive="on", identity="bill")
    assert element(with_choices, "areas")["choices"][0] == {
        "value": "bill",
        "text": {"en": "Your bill", "it": "La bolletta"},
        "isExclusive": True,
    }
    edit("areas", key="choices", line="opening_hours", to="0")
    edit("areas", key="choices", line="staff", remove="1")
    edit("areas", key="choices", line="bill", text="Your bill", identity="invoice")
    assert values() == ["opening_hours", "invoice", "the_queue"]


def test_a_pasted_list_takes_the_place_of_lines_nobody_has_written_in(edit: Edit, survey: Survey) -> None:
    def values() -> list[Any]:
        return [choice["value"] for choice in element(survey, "radiogroup")["choices"]]

    edit("page:p1", op='{"op": "add_element", "page": "p1", "type": "radiogroup"}')
    edit("radiogroup", key="choices", paste="One more")
    assert values() == ["choice1", "choice2", "choice3", "one_more"]
    edit("radiogroup", key="choices", line="one_more", remove="1")
    edit("radiogroup", key="choices", paste="Phone\nApp")
    assert values() == ["phone", "app"]


def test_two_lines_of_one_value_are_refused(edit: Edit, with_choices: Survey) -> None:
    answer = edit("areas", key="choices", line="bill", text="x", identity="staff")
    assert (answer.status_code, answer.json()) == (422, {"words": "Another choice has this value."})


def test_fixed_lines_are_chosen(edit: Edit, survey: Survey) -> None:
    made = edit("easy", op='{"op": "add_element", "page": "p2", "type": "contact"}')
    assert 'data-select="contact"' in made.content.decode()
    edit("contact", key="fields", add="city")
    edit("contact", key="fields", line="email", isRequired="on")
    assert element(survey, "contact")["fields"][2:] == [
        {"name": "email", "isRequired": True},
        {"name": "city"},
    ]


def test_a_question_moves_over_the_end_of_its_page(edit: Edit, survey: Survey) -> None:
    answer = edit("why", tool="down")
    assert order(survey) == [["recommend"], ["why", "counter", "easy"]]
    html = answer.content.decode()
    assert 'data-order="row-page--p1 row-recommend row-page--p2 row-why row-counter row-easy"' in html
    edit("why", tool="down")
    assert order(survey) == [["recommend"], ["counter", "why", "easy"]]
    edit("easy", tool="up")
    edit("easy", tool="up")
    edit("easy", tool="up")
    assert order(survey) == [["recommend", "easy"], ["counter", "why"]]
    assert edit("why", tool="down").json() == {"words": "It cannot go further."}


def test_pages_move_and_go_with_what_stands_on_them(edit: Edit, survey: Survey) -> None:
    edit("page:p2", tool="up")
    assert order(survey) == [["counter", "easy"], ["recommend", "why"]]
    answer = edit("page:p2", tool="remove")
    assert order(survey) == [["recommend", "why"]]
    assert 'data-select="page:p1"' in answer.content.decode()


def test_what_was_removed_comes_back_by_undo(edit: Edit, survey: Survey) -> None:
    before = survey.draft
    edit("why", tool="remove")
    assert order(survey) == [["recommend"], ["counter", "easy"]]
    answer = edit("page:p1", path="undo/")
    assert survey.draft == before
    assert 'data-can-redo="yes"' in answer.content.decode()
    edit("page:p1", path="redo/")
    assert order(survey) == [["recommend"], ["counter", "easy"]]


def test_there_is_nothing_to_undo_at_the_beginning(edit: Edit) -> None:
    assert edit("survey", path="undo/").status_code == 409


def test_a_copy_of_a_question_is_selected(edit: Edit, survey: Survey) -> None:
    answer = edit("why", tool="duplicate")
    assert order(survey)[0] == ["recommend", "why", "why2"]
    assert 'data-select="why2"' in answer.content.decode()


def test_an_ending_has_settings_of_its_own(edit: Edit, survey: Survey) -> None:
    added = '{"op": "change_survey", "settings": {"endings": [{"name": "ending1"}]}}'
    answer = edit("survey", op=added, then="ending:ending1")
    assert 'data-select="ending:ending1"' in answer.content.decode()
    edit("ending:ending1", key="title", value="Sorry")
    edit("ending:ending1", key="text", value="Not this time.")
    edit("ending:ending1", key="isScreenOut", value="on")
    edit("ending:ending1", key="name", value="out")
    ending = {
        "name": "out",
        "title": {"en": "Sorry"},
        "text": {"en": "<p>Not this time.</p>"},
        "isScreenOut": True,
    }
    assert survey.draft["endings"] == [ending]


def test_a_page_leads_on_by_rules(edit: Edit, survey: Survey) -> None:
    edit("page:p1", op='{"op": "change_page", "page": "p1", "settings": {"next": [{"to": "end"}]}}')
    edit("page:p1", key="next/0/to", value="page:p2")
    condition = {"c:kind": "all", "c.0:subject": "question:recommend", "c.0:op": "<=", "c.0:value": "6"}
    edit("page:p1", key="next/0/if", **condition)
    rule = {"to": "page:p2", "if": {"all": [{"question": "recommend", "op": "<=", "value": 6}]}}
    assert survey.draft["pages"][0]["next"] == [rule]


@pytest.mark.parametrize("op", ["nonsense", "[]", '{"op": "explode"}', "{" * 3000])
def test_an_operation_nobody_knows_is_refused(edit: Edit, survey: Survey, op: str) -> None:
    before = survey.draft
    assert edit("survey", op=op).status_code == 422
    assert survey.draft == before
