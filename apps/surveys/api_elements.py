"""An element as OpenAPI describes it: put together from what the types say of their settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.common.api.shapes import TextsField
from apps.surveys.logic.conditions import OPERATORS
from apps.surveys.questionnaire import TYPES, Question
from apps.surveys.questionnaire.describing import Setting

Schema = dict[str, Any]
Field = serializers.Field[Any, Any, Any, Any]
COMPARISON: Schema = {
    "type": "object",
    "required": ["op"],
    "properties": {
        "question": {"type": "string", "description": "A question, or matrix.row."},
        "param": {"type": "string", "description": "Instead: a parameter of the survey's address."},
        "invitation": {"type": "string", "description": "Instead: a field of the invitation."},
        "calculated": {"type": "string", "description": "Instead: a calculated value."},
        "op": {"enum": sorted(OPERATORS)},
        "value": {"description": "A text, a number or a list; absent with empty and notempty."},
    },
}
GROUP: Schema = {"type": "array", "minItems": 1, "items": {"type": "object"}}
CONDITION: Schema = {
    "description": "A comparison, or a group of conditions: `all`, `any`, or `not` (none of them).",
    "anyOf": [
        COMPARISON,
        *(
            {"type": "object", "required": [kind], "properties": {kind: GROUP}}
            for kind in ("all", "any", "not")
        ),
    ],
    "examples": [{"all": [{"question": "recommend", "op": "<=", "value": 6}]}],
}
TEXTS: Schema = {"type": "object", "additionalProperties": {"type": "string"}}
_SCHEMAS: dict[str, Schema] = {
    "flag": {"type": "boolean"},
    "text": TEXTS,
    "rich": TEXTS,
    "condition": CONDITION,
    "elements": {"type": "array", "items": {"type": "object"}},
    "choices_from": {
        "type": "object",
        "required": ["question"],
        "properties": {"question": {"type": "string"}, "mode": {"enum": ["selected", "unselected", "all"]}},
    },
}


@extend_schema_field(CONDITION)
class ConditionField(serializers.JSONField):
    pass


class ElementShape(serializers.Serializer[Any]):
    """A question or a statement. Which settings it takes depends on its type; others are refused."""

    type = serializers.ChoiceField(sorted(TYPES))
    name = serializers.CharField(help_text="What answers and KPIs are joined by; keep it.")
    title = TextsField(required=False)
    description = TextsField(required=False)

    class Meta:
        ref_name = "Element"

    def get_fields(self) -> dict[str, Field]:
        own = super().get_fields()
        found = by_key(
            (kind, s) for kind in sorted(TYPES) for s in (*TYPES[kind].common, *TYPES[kind].editor)
        )
        return {**own, **{key: _field(settings) for key, settings in found.items() if key not in own}}


def by_key(settings: Iterable[tuple[str, Setting]]) -> dict[str, list[tuple[str, Setting]]]:
    """Settings with their types, those of the same name together."""
    found: dict[str, list[tuple[str, Setting]]] = {}
    for kind, setting in settings:
        found.setdefault(setting.key, []).append((kind, setting))
    return found


def _field(settings: Sequence[tuple[str, Setting]]) -> Field:
    kinds = sorted({kind for kind, _setting in settings})
    asked = [kind for kind, cls in TYPES.items() if issubclass(cls, Question) and cls.is_drawn]
    words = "" if set(asked) <= set(kinds) else ", ".join(kinds)
    field = type("SettingField", (serializers.JSONField,), {})
    described: type[serializers.JSONField] = extend_schema_field(schema_of([s for _kind, s in settings]))(
        field
    )
    return described(required=False, help_text=words)


def schema_of(settings: Sequence[Setting]) -> Schema:
    """The JSON Schema of a setting that several types may have, each in its way."""
    kinds = {setting.kind for setting in settings}
    if kinds <= {"integer", "one_of"} and all(_is_whole(setting) for setting in settings):
        ends = [end for setting in settings for end in _ends(setting)]
        return (
            {"type": "integer", "minimum": min(ends), "maximum": max(ends)} if ends else {"type": "integer"}
        )
    if kinds == {"one_of"}:
        return {
            "type": "string",
            "enum": sorted({str(value) for setting in settings for value, _words in setting.options}),
        }
    if kinds <= {"choices", "rows"}:
        parts = by_key(("", part) for setting in settings for part in setting.parts)
        members = {key: schema_of([part for _kind, part in found]) for key, found in parts.items()}
        if "value" in members:
            members["value"] = {"type": ["string", "integer"], "maxLength": 200}
        return {"type": "array", "items": {"type": "object", "properties": members}}
    if "number" in kinds:
        return {"type": ["number", "string"] if "plain" in kinds else "number"}
    return _SCHEMAS.get(settings[0].kind, {"type": "string"})


def _is_whole(setting: Setting) -> bool:
    return setting.kind == "integer" or all(isinstance(value, int) for value, _words in setting.options)


def _ends(setting: Setting) -> list[int]:
    if setting.kind == "one_of":
        return [int(value) for value, _words in setting.options]
    return [int(end) for end in (setting.low, setting.high) if end is not None]
