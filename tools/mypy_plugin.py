"""Tells mypy what our middleware adds to a request and what django-tenants adds to the connection."""

from __future__ import annotations

from collections.abc import Callable

from mypy.plugin import ClassDefContext, Plugin
from mypy.plugins.common import add_attribute_to_class
from mypy.types import AnyType, TypeOfAny

ADDED = {
    "django.http.request.HttpRequest": ("actor", "client", "urlconf"),
    "django.db.backends.base.base.BaseDatabaseWrapper": (
        "tenant",
        "schema_name",
        "set_tenant",
        "set_schema_to_public",
    ),
    "django.http.response.HttpResponseBase": ("_csp_update",),
}


class PlatformPlugin(Plugin):
    def get_customize_class_mro_hook(self, fullname: str) -> Callable[[ClassDefContext], None] | None:
        names = ADDED.get(fullname)
        return (lambda context: add(context, names)) if names else None


def add(context: ClassDefContext, names: tuple[str, ...]) -> None:
    for name in names:
        add_attribute_to_class(context.api, context.cls, name, AnyType(TypeOfAny.explicit))


def plugin(version: str) -> type[Plugin]:
    return PlatformPlugin
