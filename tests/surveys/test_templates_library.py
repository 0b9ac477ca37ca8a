import pytest

from apps.surveys.questionnaire import judge_answers, load, metric_items, touchpoint_codes
from apps.surveys.templates_library import ORDER, template, templates

KEYS = pytest.mark.parametrize("key", ORDER)


def texts(value):
    """Every {language: text} in a document."""
    if isinstance(value, dict):
        if {"en", "it"} & value.keys():
            yield value
        else:
            for part in value.values():
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def test_eleven_templates_are_offered_in_order_each_with_a_name_of_its_own():
    found = templates()
    assert [t.key for t in found] == list(ORDER)
    assert len({t.name["en"] for t in found}) == len({t.name["it"] for t in found}) == len(ORDER) == 11


def test_an_unknown_template_is_a_key_error():
    with pytest.raises(KeyError):
        template("../secrets")


@KEYS
def test_a_template_is_a_questionnaire_without_faults(key):
    questionnaire = load(template(key).document())
    assert metric_items(questionnaire)
    assert questionnaire.privacy
    assert questionnaire.thank_you


@KEYS
def test_every_text_is_there_in_english_and_italian(key):
    found = template(key)
    everything = [
        *texts(found.questionnaire),
        found.name,
        found.summary,
        *(s.title for s in found.touchpoint_slots),
    ]
    assert len(everything) > 20
    assert [text for text in everything if not (text.get("en") and text.get("it"))] == []


@KEYS
def test_a_template_takes_under_a_minute(key):
    assert template(key).seconds < 60


@KEYS
def test_no_touchpoint_is_chosen_in_advance(key):
    assert touchpoint_codes(load(template(key).document())) == set()


@KEYS
def test_a_chosen_touchpoint_goes_to_every_item_of_its_slot(key):
    found = template(key)
    chosen = {slot.name: f"tp-{slot.name}" for slot in found.touchpoint_slots}
    items = {i.item: i.touchpoint for i in metric_items(load(found.document(chosen)))}
    assert {item: code for item, code in items.items() if code} == {
        item: f"tp-{slot.name}" for slot in found.touchpoint_slots for item in slot.items
    }


def test_using_a_template_leaves_it_as_it_was():
    template("store_visit").document({"store": "rome"})
    assert touchpoint_codes(load(template("store_visit").document())) == set()


@pytest.mark.parametrize(
    ("score", "asked"),
    [(6, {"areas", "improve", "contact_me"}), (7, {"lacking"}), (8, {"lacking"}), (9, {"praise"})],
)
def test_the_follow_up_of_the_recommendation_depends_on_the_score(score, asked):
    questionnaire = load(template("relationship_nps").document())
    everything = {"areas": ["price"], "improve": "a", "lacking": "b", "praise": "c", "contact_me": False}
    judged = judge_answers(questionnaire, {"recommend": score, **everything})
    assert judged.errors == []
    assert set(judged.answers) - {"recommend"} == asked


def test_the_address_is_asked_for_only_with_consent():
    questionnaire = load(template("contact_csat_ces").document())
    answers = {"resolved": "no", "satisfaction": 4, "effort": 6, "contact_me": True}
    assert [e.pointer for e in judge_answers(questionnaire, answers).errors] == ["/answers/email"]
    assert judge_answers(questionnaire, answers | {"contact_me": False}).errors == []


def test_who_bought_nothing_is_asked_why_and_not_about_the_checkout():
    questionnaire = load(template("store_visit").document())
    judged = judge_answers(questionnaire, {"visit": 3, "bought": "no", "why_not": "sold_out", "checkout": 9})
    assert (judged.ignored, judged.errors) == (["checkout"], [])
