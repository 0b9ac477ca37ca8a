"""What the draft is changed with over REST, and what comes back."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.common.api.shapes import Query
from apps.surveys.api_elements import ElementShape
from apps.surveys.api_shapes import QuestionnaireShape
from apps.surveys.editing import OPERATIONS


@extend_schema_field(
    {
        "type": "object",
        "required": ["op"],
        "properties": {"op": {"enum": [*sorted(OPERATIONS), "together"]}},
        "description": "One change, with the members it takes: "
        + "; ".join(f"`{name}` {', '.join(verb.members)}" for name, verb in sorted(OPERATIONS.items()))
        + ". `add_element` takes the id of a question of the bank as `bank`. `together` takes `operations`,"
        " which are made one after the other or not at all. In `settings` null takes a setting away, and a key may"
        " lead further in, as `title/it` does.",
        "examples": [{"op": "change_element", "element": "recommend", "settings": {"isRequired": True}}],
    }
)
class OperationField(serializers.JSONField):
    pass


@extend_schema_field(ElementShape)
class ElementField(serializers.JSONField):
    """Judged by ``surveys.questionnaire``."""


REVISION = (
    "The one this was made for: refused where the draft is another by now. Without it nothing is asked."
)


class RevisionShape(serializers.Serializer[Any]):
    revision = serializers.IntegerField(required=False, min_value=0, help_text=REVISION)

    class Meta:
        ref_name = "Revision"


class EditShape(serializers.Serializer[Any]):
    revision = serializers.IntegerField(min_value=0, help_text="The one this change was made for.")
    operation = OperationField()

    class Meta:
        ref_name = "Edit"


class NewQuestionShape(RevisionShape):
    page = serializers.CharField()
    after = serializers.CharField(
        required=False, help_text="Name of the question before it; else at the end."
    )
    question = ElementField()

    class Meta:
        ref_name = "NewQuestion"


class QuestionChangeShape(RevisionShape):
    """What is not sent stays. All of it is one step, which can be undone."""

    type = serializers.CharField(required=False, help_text="Keeps every setting that the new type takes.")
    settings = serializers.DictField(required=False, help_text="null takes a setting away.")
    page = serializers.CharField(required=False, help_text="Where to move it.")
    before = serializers.CharField(required=False, help_text="With `page`: the question it is put before.")
    name = serializers.CharField(required=False, help_text="What refers to it follows.")

    class Meta:
        ref_name = "QuestionChange"


class RevisionQuery(Query):
    revision = serializers.IntegerField(required=False, min_value=0, help_text=REVISION)


class ChangeSerializer(serializers.Serializer[Any]):
    words = serializers.CharField(help_text="In the language asked for.")
    by = serializers.CharField()
    at = serializers.DateTimeField()

    class Meta:
        ref_name = "DraftChange"


class DraftSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField()
    undo = ChangeSerializer(allow_null=True, help_text="What undo would take back.")
    redo = ChangeSerializer(allow_null=True, help_text="What redo would make again.")
    selected = serializers.CharField(allow_null=True, help_text="What was changed, if it has a name.")
    notes = serializers.ListField(child=serializers.CharField(), help_text="What could not be taken along.")
    questionnaire = QuestionnaireShape(source="document")

    class Meta:
        ref_name = "Draft"


class PlacedQuestionSerializer(serializers.Serializer[Any]):
    page = serializers.CharField()
    question = ElementField()

    class Meta:
        ref_name = "PlacedQuestion"


class QuestionListSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField()
    results = PlacedQuestionSerializer(many=True)

    class Meta:
        ref_name = "QuestionList"


class BankQuestionShape(serializers.Serializer[Any]):
    """Either a question of a survey's draft, or a question itself."""

    survey = serializers.UUIDField(required=False)
    name = serializers.CharField(required=False, help_text="With `survey`: the question to keep.")
    question = ElementField(required=False)
    title = serializers.CharField(required=False, max_length=300, help_text="What it is found by.")

    class Meta:
        ref_name = "NewBankQuestion"


class BankQuestionSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="uid")
    title = serializers.CharField()
    question = ElementField(source="element")
    made_at = serializers.DateTimeField()

    class Meta:
        ref_name = "BankQuestion"


class BankQuery(Query):
    search = serializers.CharField(required=False, help_text="Part of the title.")
