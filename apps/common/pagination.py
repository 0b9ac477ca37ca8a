"""Lists page by page, by the last row seen: rows that arrive meanwhile shift nothing and hide nothing."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from apps.common.errors import FieldProblem, Invalid

SIZE, MOST = 50, 1000


class CursorPagination(BasePagination):
    """``?cursor=`` from the ``next`` link, ``?page_size=`` from 1 to 1,000.

    A view names its order as ``keyset``: columns of one direction whose last one is unique. Unlike DRF's own
    pages these hold also where thousands of rows share a time, as those of one batch do.
    """

    keyset: tuple[str, ...] = ("-created_at", "-id")

    def paginate_queryset(  # type: ignore[override]
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any] | None:
        self.request = request
        self.keyset = getattr(view, "keyset", self.keyset)
        self.size = page_size(request.query_params.get("page_size"))
        cursor = request.query_params.get("cursor")
        if cursor is not None:
            queryset = queryset.filter(self._after(self._values(cursor, queryset.model)))
        rows = list(queryset.order_by(*self.keyset)[: self.size + 1])
        self.page, self.has_more = rows[: self.size], len(rows) > self.size
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self.next_link(), "results": data})

    def next_link(self) -> str | None:
        if not self.has_more:
            return None
        values = [str(getattr(self.page[-1], column)) for column in self._columns]
        token = base64.urlsafe_b64encode(json.dumps(values, separators=(",", ":")).encode())
        return replace_query_param(self.request.build_absolute_uri(), "cursor", token.decode().rstrip("="))

    @property
    def _columns(self) -> list[str]:
        return [column.lstrip("-") for column in self.keyset]

    def _values(self, cursor: str, model: type[Model]) -> list[Any]:
        try:
            found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            texts = [text for text in found if isinstance(text, str) and "\0" not in text]
            pairs = zip(self._columns, texts, strict=True)
            values = [model._meta.get_field(column).to_python(text) for column, text in pairs]  # type: ignore[union-attr]
        except (ValueError, TypeError, RecursionError, binascii.Error, ValidationError) as error:
            words = _("Take the cursor from the link to the next page.")
            raise Invalid(errors=[FieldProblem("?cursor", "cursor", words)]) from error
        return values

    def _after(self, values: list[Any]) -> Q:
        """Rows beyond these values in the keyset's order."""
        sign = "lt" if self.keyset[0].startswith("-") else "gt"
        found = Q(pk__in=[])
        for position, column in enumerate(self._columns):
            same = dict(zip(self._columns[:position], values, strict=False))
            found |= Q(**same, **{f"{column}__{sign}": values[position]})
        return found & Q(**{f"{self._columns[0]}__{sign}e": values[0]})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {
            "type": ["string", "null"],
            "format": "uri",
            "description": "The next page; null on the last one.",
        }
        properties = {"next": link, "results": schema}
        return {"type": "object", "required": ["next", "results"], "properties": properties}

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}
        cursor = {"type": "string", "minLength": 1}
        return [
            _parameter("cursor", cursor, "Where to go on: part of the link to the next page."),
            _parameter("page_size", size, "How many on a page."),
        ]


def page_size(text: str | None) -> int:
    """Raises Invalid outside of 1 to 1,000."""
    if text is None:
        return SIZE
    if text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= MOST:
        return int(text)
    words = _("Use a whole number from 1 to %(most)s.") % {"most": MOST}
    raise Invalid(errors=[FieldProblem("?page_size", "page_size", words)])


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
