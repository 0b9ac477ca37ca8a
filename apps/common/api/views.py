"""The base of every REST view: closed unless a key with the scope is shown, JSON in and out."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any, ClassVar

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from apps.common.api.problems import problem_response
from apps.common.api.schema import AutoSchema
from apps.common.api.shapes import Query, read_query
from apps.common.errors import NotFound

UUID_PATH = "[0-9a-fA-F-]{36}"  # any UUID, also in capitals; what fits and is none is unknown all the same
PAGING = frozenset({"cursor", "page_size"})


class Negotiation(DefaultContentNegotiation):
    """By the Accept header alone: ``?format=`` is an unknown parameter like any other."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)  # type: ignore[assignment]


class Face(APIView):
    """``required_scope`` names the scope a key needs; without it reading needs read, all else write.

    ``queries`` holds the query parameters of each action (of a viewset) or method; what they are is read before
    the handler runs, into ``self.query``. Where nothing is named none are taken.
    """

    content_negotiation_class = Negotiation
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]
    schema = AutoSchema()
    required_scope: str | None = None
    queries: ClassVar[dict[str, type[Query]]] = {}
    query_prefix = ""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        also = PAGING if self.is_list else frozenset()
        self.query = read_query(request, self.query_shape, also=also, prefix=self.query_prefix)

    @property
    def query_shape(self) -> type[Query]:
        method = str(self.request.method).lower() if self.request else ""
        name = getattr(self, "action", None) or {"head": "get"}.get(method, method)
        return self.queries.get(name, Query)

    @property
    def is_list(self) -> bool:
        return getattr(self, "action", None) == "list"


class FaceSet(Face, GenericViewSet[Any]):
    # Without a docstring of its own: it would stand in the API's schema.
    lookup_field = "id"
    lookup_value_regex = UUID_PATH
    keyset: tuple[str, ...] = ("-created_at", "-id")  # the order of its list, see the pagination

    @property
    def path_id(self) -> uuid.UUID:
        return uuid_in(self.kwargs["id"])


def uuid_in(spelled: str) -> uuid.UUID:
    """The id in an address; NotFound where it is none, as for any unknown one."""
    try:
        return uuid.UUID(spelled)
    except ValueError as error:
        raise NotFound from error


@csrf_exempt
def unknown_address(request: HttpRequest, **_path: str) -> JsonResponse:
    """Whatever no other view answers below ``/api/``: a problem, not a page."""
    return problem_response(NotFound())
