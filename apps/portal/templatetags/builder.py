"""Operations of the builder as its buttons carry them."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from apps.portal.builder.places import LISTS, Json, Place

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@register.simple_tag
def operation(name: str, **members: Any) -> SafeString:
    return _attribute({"op": name, **members})


@register.simple_tag
def without_item(document: Json, place: Place) -> SafeString:
    """The survey without this ending or calculated value."""
    key = LISTS[place.kind]
    kept = [item for item in document[key] if item["name"] != place.name]
    return _attribute({"op": "change_survey", "settings": {key: kept or None}})


@register.simple_tag
def with_item(document: Json, kind: str) -> dict[str, str]:
    """The survey with one more ending or calculated value: the operation, and the place to show then."""
    key = LISTS[kind]
    listed = document.get(key, [])
    taken, number = {item["name"] for item in listed}, len(listed) + 1
    while f"{kind}{number}" in taken:
        number += 1
    fresh: Json = {"name": f"{kind}{number}"}
    if kind == "calculated":
        fresh["expression"] = 0
    made = {"op": "change_survey", "settings": {key: [*listed, fresh]}}
    return {"op": as_json(made), "then": f"{kind}:{fresh['name']}"}


@register.simple_tag
def with_rule(page: Json) -> SafeString:
    """The page with one more rule, which leads to the end until it is said otherwise."""
    return _attribute(_rules(page, [*page.get("next", []), {"to": "end"}]))


@register.simple_tag
def without_rule(page: Json, key: str) -> SafeString:
    """The page without the rule of this key, such as "next/0"."""
    index = int(key.rpartition("/")[2])
    return _attribute(_rules(page, [rule for i, rule in enumerate(page["next"]) if i != index]))


def _rules(page: Json, rules: list[Json]) -> Json:
    return {"op": "change_page", "page": page["name"], "settings": {"next": rules or None}}


def _attribute(value: Any) -> SafeString:
    return mark_safe(escape(as_json(value)))  # noqa: S308 - escaped
