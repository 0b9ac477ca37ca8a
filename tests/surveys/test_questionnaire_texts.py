import pytest
from django.utils import translation

from apps.surveys.questionnaire import load
from apps.surveys.questionnaire.texts import Text
from tests.surveys.questionnaires import document, problems

TEXT = Text.of([("it", "Ciao"), ("en", "Hello"), ("pt-BR", "Oi")], "en")


@pytest.mark.parametrize(
    ("language", "shown"), [("it", "Ciao"), ("it-CH", "Ciao"), ("pt-BR", "Oi"), ("de", "Hello")]
)
def test_a_text_falls_back_to_its_main_language_then_to_the_questionnaire_s(language, shown):
    assert TEXT.in_language(language) == shown


def test_a_text_without_the_questionnaire_s_language_shows_any():
    assert Text.of([("fr", "Salut")], "en").in_language("de") == "Salut"


def test_a_text_prints_in_the_reader_s_language():
    with translation.override("it"):
        assert str(TEXT) == "Ciao"


def test_a_plain_string_is_in_the_questionnaire_s_language():
    questionnaire = load(document(title="Visita", language="it"))
    assert questionnaire.dump()["title"] == {"it": "Visita"}


def test_without_a_language_the_first_of_the_title_is_taken():
    assert load({"title": {"it": "Visita", "en": "Visit"}, "pages": []}).language == "it"


def test_languages_are_those_of_the_texts_with_its_own_first():
    element = {
        "type": "radiogroup",
        "name": "q",
        "choices": [{"value": "a", "text": {"de": "Ja", "ar": "نعم"}}],
    }
    assert load(document(element)).languages == ("en", "ar", "de")


def test_empty_texts_are_left_out():
    assert load(document(description={"en": "", "it": "Ciao"})).dump()["description"] == {"it": "Ciao"}


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ({"English": "a"}, {"/title/English": "language", "/title": "required"}),
        ({"en": 5}, {"/title/en": "type", "/title": "required"}),
        ({"en": "x" * 301}, {"/title/en": "too_long"}),
        (5, {"/title": "type"}),
        (None, {"/title": "required"}),
    ],
)
def test_a_faulty_text_is_named_with_its_language(title, found):
    assert problems(document(title=title)) == found
