"""Changing drafts step by step: history, undo, and who may not overwrite whom."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from apps.accounts.actors import Actor
from apps.accounts.roles import Role
from apps.audit.models import Entry
from apps.surveys.drafts import duplicate_survey, edit_draft, redo_draft, undo_draft
from apps.surveys.editing import EditRefused
from apps.surveys.errors import DraftConflict, NothingToUndo
from apps.surveys.models import BankQuestion, Conversion, Survey
from apps.surveys.selectors import draft_of
from apps.surveys.services import change_draft
from tests.surveys.examples import published_relationship, relationship

pytestmark = pytest.mark.django_db
ADA = Actor("user", "1", "ada@example.com", Role.ADMIN)
BEN = Actor("user", "2", "ben@example.com", Role.ANALYST)


@pytest.fixture
def survey(in_acme: Any) -> Survey:
    return published_relationship()


def title(text: str) -> dict[str, Any]:
    return {"op": "change_element", "element": "why", "settings": {"title": text}}


def asked(draft: Any) -> str:
    return str(draft.document["pages"][0]["elements"][1]["title"]["en"])


def test_an_edit_is_stored_as_the_next_revision(survey: Survey) -> None:
    draft = edit_draft(survey, title("Why?"), revision=0, actor=ADA)
    kept = Survey.objects.get(pk=survey.pk)
    assert (kept.revision, kept.draft, draft.revision) == (1, draft.document, 1)
    assert draft.document["pages"][0]["elements"][1]["title"] == {
        "en": "Why?",
        "it": "Che cosa è andato storto?",
    }
    assert (draft.selected, draft.can_undo, draft.can_redo) == ("why", True, False)
    assert draft.last is not None
    assert (draft.last.words, draft.last.by) == ("Question “Why?” changed: title", "ada@example.com")


def test_the_title_of_the_survey_follows_its_draft(survey: Survey) -> None:
    edit_draft(survey, {"op": "change_survey", "settings": {"title": "New"}}, revision=0, actor=ADA)
    assert Survey.objects.get(pk=survey.pk).title == {"en": "New", "it": "Come stiamo andando?"}


def test_what_changes_nothing_makes_no_step(survey: Survey) -> None:
    draft = edit_draft(survey, title("What went wrong?"), revision=0, actor=ADA)
    assert (draft.revision, draft.can_undo, survey.steps.count()) == (0, False, 0)


def test_a_refused_edit_leaves_everything_as_it_was(survey: Survey) -> None:
    before = survey.draft
    with pytest.raises(EditRefused) as refused:
        edit_draft(survey, {"op": "remove_element", "element": "nobody"}, revision=0, actor=ADA)
    assert [problem.pointer for problem in refused.value.errors] == ["/element"]
    kept = Survey.objects.get(pk=survey.pk)
    assert (kept.draft, kept.revision, survey.steps.count()) == (before, 0, 0)


def test_an_edit_of_an_older_revision_is_refused_and_says_what_happened_since(survey: Survey) -> None:
    first = survey.draft
    edit_draft(survey, title("Why?"), revision=0, actor=ADA)
    edit_draft(survey, {"op": "remove_element", "element": "easy"}, revision=1, actor=ADA)
    with pytest.raises(DraftConflict) as conflict:
        edit_draft(survey, title("Pardon?"), revision=0, actor=BEN)
    assert (conflict.value.by, conflict.value.revision, conflict.value.before) == (
        "ada@example.com",
        2,
        first,
    )
    assert conflict.value.words == (
        "“They made it easy” is no longer asked: its trend ends",
        "Question “Why?”: Title changed (en)",
    )
    assert asked(draft_of(Survey.objects.get(pk=survey.pk))) == "Why?"
    again = edit_draft(survey, title("Pardon?"), revision=conflict.value.revision, actor=BEN)
    assert (asked(again), again.revision) == ("Pardon?", 3)


def test_where_the_draft_somebody_saw_is_not_kept_the_steps_since_are_told(survey: Survey) -> None:
    edit_draft(survey, title("One"), revision=0, actor=ADA)
    undo_draft(survey, revision=1, actor=ADA)
    edit_draft(survey, title("Two"), revision=2, actor=ADA)  # drops the step that stood at revision 1
    with pytest.raises(DraftConflict) as conflict:
        edit_draft(survey, title("Three"), revision=1, actor=BEN)
    assert (conflict.value.before, conflict.value.words) == (None, ("Question “Two” changed: title",))


def test_a_conflict_after_an_undo_names_who_undid(survey: Survey) -> None:
    edit_draft(survey, title("Why?"), revision=0, actor=ADA)
    undo_draft(survey, revision=1, actor=BEN)
    with pytest.raises(DraftConflict) as conflict:
        edit_draft(survey, title("Pardon?"), revision=1, actor=ADA)
    assert conflict.value.by == "ben@example.com"
    assert asked_of(conflict.value.before) == "Why?"
    assert asked_of(conflict.value.after) == "What went wrong?"


def asked_of(document: Any) -> str:
    return str(document["pages"][0]["elements"][1]["title"]["en"])


def test_undo_and_redo_walk_along_the_steps(survey: Survey) -> None:
    for revision, text in enumerate(("One", "Two", "Three")):
        edit_draft(survey, title(text), revision=revision, actor=ADA)
    seen = [undo_draft(survey, revision=revision, actor=ADA) for revision in (3, 4, 5)]
    assert [asked(draft) for draft in seen] == ["Two", "One", "What went wrong?"]
    assert [(draft.can_undo, draft.can_redo) for draft in seen] == [(True, True), (True, True), (False, True)]
    with pytest.raises(NothingToUndo):
        undo_draft(survey, revision=6, actor=ADA)
    seen = [redo_draft(survey, revision=revision, actor=ADA) for revision in (6, 7, 8)]
    assert [asked(draft) for draft in seen] == ["One", "Two", "Three"]
    with pytest.raises(NothingToUndo):
        redo_draft(survey, revision=9, actor=ADA)


def test_undo_says_whose_change_it_took_back(survey: Survey) -> None:
    edit_draft(survey, title("Why?"), revision=0, actor=ADA)
    before = draft_of(Survey.objects.get(pk=survey.pk))
    assert before.undo is not None
    assert (before.undo.by, before.undo.words) == ("ada@example.com", "Question “Why?” changed: title")
    after = undo_draft(survey, revision=1, actor=BEN)
    assert after.redo is not None
    assert after.last is not None
    assert (after.redo.by, after.redo.words, after.last.by) == (before.undo.by, before.undo.words, BEN.label)


def test_an_edit_after_an_undo_drops_what_was_undone(survey: Survey) -> None:
    edit_draft(survey, title("One"), revision=0, actor=ADA)
    undo_draft(survey, revision=1, actor=ADA)
    draft = edit_draft(survey, title("Two"), revision=2, actor=ADA)
    assert (draft.can_redo, draft.revision) == (False, 3)
    assert asked(undo_draft(survey, revision=3, actor=ADA)) == "What went wrong?"


def test_undo_is_refused_too_when_the_draft_is_another(survey: Survey) -> None:
    edit_draft(survey, title("One"), revision=0, actor=ADA)
    for go in (undo_draft, redo_draft):
        with pytest.raises(DraftConflict):
            go(survey, revision=0, actor=BEN)


def test_the_last_hundred_steps_are_kept(survey: Survey) -> None:
    for revision in range(105):
        edit_draft(survey, title(f"Title {revision}"), revision=revision, actor=ADA)
    assert survey.steps.count() == 100
    assert sorted(survey.steps.values_list("number", flat=True))[0] == 6


def test_a_whole_document_is_a_step_like_any_other(survey: Survey) -> None:
    other = relationship(title={"en": "Other"})
    change_draft(survey, other, actor=ADA, revision=0)
    draft = draft_of(Survey.objects.get(pk=survey.pk))
    assert draft.last is not None
    assert (draft.revision, draft.can_undo, draft.last.words) == (1, True, "The whole survey replaced")
    with pytest.raises(DraftConflict):
        change_draft(survey, relationship(), actor=BEN, revision=0)
    assert undo_draft(survey, revision=1, actor=ADA).document["title"]["en"] == "How are we doing?"


def test_a_persons_changes_in_a_row_are_one_line_of_the_audit(survey: Survey) -> None:
    start = timezone.now()
    steps = [(0, ADA), (5, ADA), (14, ADA), (25, ADA), (26, BEN), (27, BEN), (28, ADA)]
    for revision, (minute, actor) in enumerate(steps):
        with time_machine.travel(start + timedelta(minutes=minute), tick=False):
            edit_draft(survey, title(f"Title {revision}"), revision=revision, actor=actor)
    lines = Entry.objects.filter(event="survey.changed", target=survey.code).order_by("at")
    assert [line.actor_label for line in lines] == [ADA.label, ADA.label, BEN.label, ADA.label]


def test_a_question_of_the_bank_is_added_by_its_id(survey: Survey) -> None:
    kept = BankQuestion.objects.create(
        title="Why", element={"type": "comment", "name": "why", "title": {"en": "Why?"}}
    )
    operation = {"op": "add_element", "page": "p2", "bank": str(kept.uid)}
    draft = edit_draft(survey, operation, revision=0, actor=ADA)
    assert draft.document["pages"][1]["elements"][-1] == {**kept.element, "name": "why2"}
    for unknown in ("nonsense", "00000000-0000-0000-0000-000000000000", 7):
        with pytest.raises(EditRefused) as refused:
            edit_draft(survey, {**operation, "bank": unknown}, revision=1, actor=ADA)
        assert [problem.pointer for problem in refused.value.errors] == ["/bank"]


def test_a_copy_of_a_survey_has_its_questionnaire_and_a_life_of_its_own(survey: Survey) -> None:
    edit_draft(survey, title("Why?"), revision=0, actor=ADA)
    survey.refresh_from_db()
    copy = duplicate_survey(survey, actor=BEN)
    assert copy.draft == {**survey.draft, "title": copy.title}
    assert copy.title["en"] == "How are we doing? (copy)"
    assert copy.title["it"].startswith("Come stiamo andando? (")
    assert (copy.state, copy.version, copy.revision, copy.steps.count()) == ("draft", None, 0, 0)
    assert copy.code != survey.code
    assert Entry.objects.filter(event="survey.created", target=copy.code, actor_label=BEN.label).exists()


def test_a_copy_keeps_everything_but_what_each_survey_has_of_its_own(survey: Survey) -> None:
    survey.translated = {"why/title": {"it": "0"}}
    survey.save()
    copy = duplicate_survey(survey, actor=BEN)
    kept = {"draft", "title", "translated"}
    own = {"id", "uid", "code", "state", "version", "opens_at", "closes_at", "is_import", "revision", "step"}
    assert {field.name for field in Survey._meta.concrete_fields} == kept | own | {"created_at", "updated_at"}
    assert copy.translated == survey.translated


def test_a_copy_has_to_acknowledge_what_an_import_lost_too(survey: Survey) -> None:
    Conversion.objects.create(survey=survey, format="qsf", report={"counts": {"dropped_logic": 2}})
    copy = duplicate_survey(survey, actor=BEN)
    assert Conversion.objects.get(survey=copy).report == Conversion.objects.get(survey=survey).report


def test_a_draft_may_be_broken_for_a_while(survey: Survey) -> None:
    draft = edit_draft(survey, {"op": "remove_element", "element": "recommend"}, revision=0, actor=ADA)
    assert draft.document["pages"][0]["elements"][0]["visibleIf"]["all"][0]["question"] == "recommend"
