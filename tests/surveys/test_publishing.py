"""What keeps a draft from being published, and what does not."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from apps.accounts.actors import SYSTEM
from apps.surveys.errors import NotPublishable
from apps.surveys.models import Conversion, Survey, Version
from apps.surveys.services import create_survey, publish_survey
from tests.surveys.examples import published_relationship, relationship

pytestmark = pytest.mark.django_db

NEVER = {"all": [{"question": "recommend", "op": ">", "value": 10}]}


def draft(**extra: Any) -> Survey:
    published_relationship("first")  # brings the touchpoint
    return create_survey(relationship(**extra), actor=SYSTEM, code="ours")


def store(survey: Survey, document: dict[str, Any]) -> None:
    """As a draft of the builder may be: what it refers to is not checked."""
    Survey.objects.filter(pk=survey.pk).update(draft=document)


def test_every_error_is_listed_at_its_place_and_nothing_is_published(in_acme: Any) -> None:
    survey = draft()
    document = survey.draft
    del document["pages"][0]["elements"][0]
    document["pages"][1]["visibleIf"] = {"param": "store", "op": "=", "value": "a"}
    document["pages"][1]["elements"][1]["visibleIf"] = {"not": [{"param": "store", "op": "=", "value": "a"}]}
    document["pages"][1]["elements"][0]["touchpoint"] = "gone"
    store(survey, document)
    with pytest.raises(NotPublishable) as refused:
        publish_survey(survey, actor=SYSTEM)
    assert {error.pointer: error.code for error in refused.value.errors} == {
        "/pages/0/elements/0/visibleIf/all/0/question": "unknown_question",
        "/pages/1/elements/0/touchpoint": "unknown_touchpoint",
        "/pages/1/elements/1/visibleIf": "unreachable",
    }
    assert refused.value.detail == "The draft has 3 errors. Nothing was published."
    assert not Version.objects.filter(survey=survey).exists()
    assert Survey.objects.get(pk=survey.pk).state == "draft"


def test_hints_do_not_keep_it_from_being_published(in_acme: Any) -> None:
    survey = draft(description={"en": "With a word"}, title={"en": "How are we doing?", "it": "Come va?"})
    document = survey.draft
    document["pages"][1]["elements"][1]["title"] = {
        "en": "The price and the quality",
        "it": "Il prezzo e/o la qualità",
    }
    document["description"]["it"] = "Con una parola"
    store(survey, document)
    assert publish_survey(survey, actor=SYSTEM).number == 1


def test_dropped_logic_must_be_acknowledged_first(in_acme: Any) -> None:
    survey = draft()
    report = {"counts": {"exact": 4, "dropped": 2, "dropped_logic": 1}}
    conversion = Conversion.objects.create(survey=survey, format="qsf", report=report)
    with pytest.raises(NotPublishable) as refused:
        publish_survey(survey, actor=SYSTEM)
    assert [error.code for error in refused.value.errors] == ["dropped_logic"]
    assert not Version.objects.filter(survey=survey).exists()
    conversion.acknowledged_at = timezone.now()
    conversion.save()
    assert publish_survey(survey, actor=SYSTEM).number == 1


def test_a_conversion_that_lost_no_logic_is_published(in_acme: Any) -> None:
    survey = draft()
    Conversion.objects.create(
        survey=survey, format="qsf", report={"counts": {"dropped": 2, "dropped_logic": 0}}
    )
    assert publish_survey(survey, actor=SYSTEM).number == 1


def test_what_is_published_can_be_opened_again_whatever_the_checks_say_now(in_acme: Any) -> None:
    survey = draft()
    version = publish_survey(survey, actor=SYSTEM)
    broken = {**survey.draft, "title": {**survey.draft["title"], "de": "Wie geht es uns?"}}
    store(survey, broken)
    Version.objects.filter(pk=version.pk).update(document=broken)
    assert publish_survey(survey, actor=SYSTEM).number == 1


def test_what_an_import_of_answers_made_is_not_held_to_wording(in_acme: Any) -> None:
    twice = [{"value": 1, "text": "Rome"}, {"value": 2, "text": "Rome"}]
    element = {"type": "radiogroup", "name": "city", "choices": twice}
    document = {"title": {"en": "Ours"}, "language": "en", "pages": [{"name": "p", "elements": [element]}]}
    survey = create_survey(document, actor=SYSTEM, is_import=True)
    assert publish_survey(survey, actor=SYSTEM).number == 1
