import pytest

from apps.surveys.logic import Subject
from apps.surveys.questionnaire import load
from tests.surveys.questionnaires import document, element_problems, one, refusal

DOT = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
CHOICES = [
    {"value": "sea", "text": {"en": "Sea"}, "image": "https://pictures.example/sea.jpg?w=300"},
    {"value": "hill", "image": DOT},
    "none",
]


class Form(dict):
    def getlist(self, key):
        return self.get(key, [])


def picker(**settings):
    return one(type="imagepicker", choices=CHOICES, **settings)


def test_one_picture_is_one_value():
    assert picker().judge("sea") == "sea"
    assert picker().from_form(Form({"q-q": ["sea"]})) == "sea"
    assert refusal(picker(), ["sea"]) == "type"
    assert refusal(picker(), "lake") == "unknown_choice"


def test_several_pictures_are_a_list_in_the_order_of_the_choices():
    question = picker(multiSelect=True)
    assert question.judge(["none", "sea"]) == ["sea", "none"]
    assert question.from_form(Form({"q-q": ["sea", "hill"]})) == ["sea", "hill"]
    assert refusal(question, "sea") == "type"


def test_conditions_and_exports_know_which_of_both_it_is():
    values = ("sea", "hill", "none")
    assert picker().subjects() == {"q": Subject("choice", values)}
    assert picker(multiSelect=True).subjects() == {"q": Subject("choices", values)}
    assert picker().cells("sea") == {"q": "sea"}
    assert picker(multiSelect=True).cells(["sea", "hill"]) == {"q": "sea; hill"}
    assert picker(multiSelect=True).display(["sea", "hill"], "en") == "Sea, hill"
    assert picker().display("sea", "en") == "Sea"


def test_the_pictures_survive_being_written():
    element = document({"type": "imagepicker", "name": "q", "choices": CHOICES[:2]})
    assert load(element).dump()["pages"][0]["elements"][0]["choices"] == CHOICES[:2]


def test_it_names_the_origins_its_pictures_come_from():
    assert picker().image_hosts == {"https://pictures.example"}
    assert [choice["image"] for choice in picker().shown("en")["choices"]] == [CHOICES[0]["image"], DOT, ""]


@pytest.mark.parametrize(
    "image",
    [
        "http://pictures.example/sea.jpg",
        "javascript:alert(1)",
        "//pictures.example/sea.jpg",
        "https://pictures.example/sea.jpg; script-src *",
        "https://user:secret@pictures.example/",
        "https://pictures.example,evil.example/",
        "data:image/svg+xml;base64,PHN2Zz4=",
        "data:text/html,hello",
        "https://pictures.example/" + "a" * 2000,
        "data:image/png;base64," + "A" * 120_000,
        5,
    ],
)
def test_only_safe_addresses_and_small_pictures_are_taken(image):
    choices = [{"value": "a", "image": image}]
    assert element_problems(type="imagepicker", choices=choices) == {"/choices/0/image": "url"}


def test_pictures_inside_a_group_are_fetched_from_their_host_too():
    inside = {"type": "imagepicker", "name": "view", "choices": CHOICES}
    group = {"type": "paneldynamic", "name": "trips", "elements": [inside]}
    assert load(document(group)).image_origins == ("https://pictures.example",)
