"""OpenAPI: the refusals every operation has in common, beside what each view declares."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema as SpectacularSchema
from rest_framework import serializers

from apps.common.api.problems import PROBLEM
from apps.common.api.shapes import Query


class FieldProblemSerializer(serializers.Serializer[Any]):
    pointer = serializers.CharField(
        help_text="JSON pointer (RFC 6901) into the body, or ? and the name of a query parameter."
    )
    code = serializers.CharField(help_text="Stable, for programs.")
    detail = serializers.CharField(help_text="For people, in the language asked for.")
    question = serializers.CharField(required=False, help_text="Of a wrong answer: the question.")

    class Meta:
        ref_name = "FieldProblem"


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(help_text="Stable, for programs.")
    errors = FieldProblemSerializer(many=True, required=False)  # type: ignore[assignment]

    class Meta:
        ref_name = "Problem"


WORDS = {
    "400": "Something in it is not valid: `errors` names each thing.",
    "401": "No key, or one that is unknown or revoked.",
    "403": "The key's scope does not allow this.",
    "404": "There is nothing with this id.",
    "406": "The answer can only be JSON.",
    "409": "It contradicts what is stored.",
    "413": "The body is larger than 2 MB.",
    "415": "The body must be application/json.",
}


class AutoSchema(SpectacularSchema):
    """Adds the query parameters a view names and the problems an operation can answer with."""

    def get_override_parameters(self) -> list[Any]:
        shape = getattr(self.view, "query_shape", Query)
        return [shape] if shape().fields else []

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        ref = self.resolve_serializer(ProblemSerializer, "response").ref
        for code in self._refusals():
            bodies.setdefault(code, {"description": WORDS[code], "content": {PROBLEM: {"schema": ref}}})
        return dict(sorted(bodies.items()))

    def _refusals(self) -> list[str]:
        codes = ["400", "401", "403", "406"]
        if self.method in {"POST", "PUT", "PATCH"} and self.get_request_serializer() is not None:
            codes += ["413", "415"]
        if "{" in self.path:
            codes += ["404"]
        return codes
