"""The members of an operation, each judged when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, cast

from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem
from apps.surveys.editing.errors import EditRefused
from apps.surveys.logic.problems import step
from apps.surveys.questionnaire.limits import within_limits
from apps.surveys.questionnaire.reading import NAME


class Fields:
    """An operation; `known` are the members it may have, besides `op`. Whatever they hold is small and storable."""

    def __init__(self, operation: Mapping[str, Any], known: Collection[str]) -> None:
        problems: list[FieldProblem] = []
        within_limits(
            {key: value for key, value in operation.items() if key != "document"},
            lambda pointer, code, detail: problems.append(FieldProblem(pointer, code, detail)),
        )
        problems += [
            FieldProblem(step(key), "unknown", _("This change takes no such member."))
            for key in operation.keys() - {"op", *known}
        ]
        if problems:
            raise EditRefused(errors=problems)
        self._operation = operation

    def __contains__(self, key: str) -> bool:
        return self._operation.get(key) is not None

    def any(self, key: str) -> Any:
        return self._operation.get(key)

    def text(self, key: str) -> str:
        raw = self._operation.get(key)
        if isinstance(raw, str) and raw:
            return raw
        raise EditRefused(step(key), _("Give a name."), code="required" if raw is None else "type")

    def maybe_text(self, key: str) -> str | None:
        return self.text(key) if key in self else None

    def new_name(self, key: str) -> str:
        raw = self.text(key)
        if NAME.fullmatch(raw):
            return raw
        rule = _("Give a name: a letter, then letters, digits, _ and -, at most 64 in all.")
        raise EditRefused(step(key), rule, code="name")

    def index(self, key: str) -> int:
        raw = self._operation.get(key)
        if type(raw) is int:
            return raw
        raise EditRefused(step(key), _("Give a whole number."), code="type")

    def object(self, key: str) -> dict[str, Any]:
        raw = self._operation.get(key)
        if isinstance(raw, dict):
            return cast(dict[str, Any], raw)
        raise EditRefused(step(key), _("Give an object."), code="required" if raw is None else "type")
