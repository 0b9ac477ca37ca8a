"""What a request may hold: names first. Values are judged by the services, or by strict fields here."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from apps.common.api.problems import problems_in
from apps.common.errors import FieldProblem, Invalid

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "minProperties": 1,
        "examples": [{"en": "Checkout", "it": "Cassa"}],
        "description": "A text per language: {language: text}.",
    }
)
class TextsField(serializers.JSONField):
    """``{language: text}``."""


class DayField(serializers.DateField):
    """A day as year-month-day, and in no other of ISO 8601's spellings."""

    default_error_messages = {"day": gettext_lazy("Give a day as year-month-day.")}

    def to_internal_value(self, value: Any) -> date:
        if not isinstance(value, str) or not DAY.fullmatch(value):
            self.fail("day")
        return super().to_internal_value(value)


class Query(serializers.Serializer[Any]):
    """The query parameters of an endpoint, all explicit. Unknown and repeated ones are refused."""


def read_query(
    request: Request, shape: type[Query], *, also: frozenset[str] = frozenset(), prefix: str = ""
) -> dict[str, Any]:
    """The parameters of ``shape`` by name, those beginning with ``prefix`` as text.

    ``also`` are read by somebody else (the pagination). Raises Invalid naming every parameter that is wrong.
    """
    sent = request.query_params
    free = {name: sent[name] for name in sent if prefix and name.startswith(prefix)}
    known = {*shape().fields, *also}
    problems = [
        FieldProblem(f"?{name}", "unknown_parameter", _known(known))
        for name in sent
        if name not in known and name not in free
    ]
    problems += [
        FieldProblem(f"?{name}", "repeated_parameter", _("Give this parameter once."))
        for name, values in sent.lists()
        if len(values) > 1
    ]
    problems += [
        FieldProblem(f"?{name}", "character", _("This text holds a character that cannot be stored."))
        for name, value in free.items()
        if "\0" in name + value
    ]
    query = shape(data=sent.dict())
    if not query.is_valid():
        found = problems_in(query.errors)
        problems += [FieldProblem(f"?{p.pointer[1:]}", p.code, p.detail) for p in found]
    if problems:
        raise Invalid(errors=problems)
    return {**query.validated_data, **free}


def read_object(
    data: Any, shape: type[serializers.Serializer[Any]], *, is_partial: bool = False
) -> dict[str, Any]:
    """The members of a JSON object by the names of ``shape``; what they hold is the service's to judge."""
    if not isinstance(data, dict):
        raise Invalid(errors=[FieldProblem("", "object", _("Send a JSON object."))])
    fields = shape().fields
    problems = [
        FieldProblem(pointer(name), "unknown_field", _("There is no such field."))
        for name in data
        if name not in fields
    ]
    if not is_partial:
        problems += [
            FieldProblem(pointer(name), "required", _("This field is required."))
            for name, field in fields.items()
            if field.required and name not in data
        ]
    if problems:
        raise Invalid(errors=problems)
    return dict(data)


def pointer(*steps: object) -> str:
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def _known(names: set[str]) -> str:
    if not names:
        return _("Unknown query parameter; this address takes none.")
    return _("Unknown query parameter. Known are: %(names)s.") % {"names": ", ".join(sorted(names))}
