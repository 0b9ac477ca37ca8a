"""What OpenAPI says of an element follows from the types."""

from apps.surveys.api_elements import ElementShape, schema_of
from apps.surveys.api_shapes import QuestionnaireShape
from apps.surveys.questionnaire import TYPES, load
from apps.surveys.questionnaire.describing import CHOICES, Setting
from tests.surveys.test_questionnaire_loading import WHOLE


def test_every_setting_of_every_type_is_described() -> None:
    offered = {setting.key for cls in TYPES.values() for setting in (*cls.common, *cls.editor)}
    assert set(ElementShape().fields) == offered | {"type"}


def test_a_setting_says_which_types_take_it_unless_all_do() -> None:
    fields = ElementShape().fields
    assert fields["step"].help_text == "slider"
    assert fields["isRequired"].help_text == ""


def test_settings_of_one_name_are_described_together() -> None:
    five = Setting("points", "one_of", "", options=((5, "5"), (7, "7")))
    assert schema_of([five, Setting("points", "integer", "", low=2, high=6)]) == {
        "type": "integer",
        "minimum": 2,
        "maximum": 7,
    }
    assert schema_of([Setting("min", "number", ""), Setting("min", "plain", "")]) == {
        "type": ["number", "string"]
    }
    drawn = Setting("drawn", "one_of", "", options=(("stars", ""), ("faces", "")))
    assert schema_of([drawn]) == {"type": "string", "enum": ["faces", "stars"]}


def test_a_list_is_described_with_the_parts_of_its_items() -> None:
    members = schema_of([CHOICES])["items"]["properties"]
    assert list(members) == ["value", "text", "isFixed"]
    assert members["value"]["type"] == ["string", "integer"]


def test_a_questionnaire_is_shown_whole() -> None:
    first = {**WHOLE["pages"][0], "elementsOrder": "random", "isFixed": True, "next": [{"to": "ending:out"}]}
    bye = {"type": "text", "name": "bye", "requiredIf": {"param": "store", "op": "empty"}}
    more = {
        "pagesOrder": "random",
        "endings": [{"name": "out", "isScreenOut": True, "redirect": "https://example.com/"}],
        "calculatedValues": [{"name": "twice", "expression": {"product": [{"question": "age"}, 2]}}],
        "pages": [first, {"name": "last", "elements": [bye]}],
    }
    document = load({**WHOLE, **more}).dump()
    assert {"endings", "calculatedValues", "pagesOrder"} <= set(document)
    assert QuestionnaireShape(document).data == document
