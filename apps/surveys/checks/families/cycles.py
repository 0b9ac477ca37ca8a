"""What is worked out from itself: calculated values, carried choices and loops that lead round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark, error
from apps.surveys.checks.registry import register


@register
def calculated_values(examined: Examined) -> Iterator[Remark]:
    values = examined.document.get("calculatedValues", ())
    graph = {value["name"]: set(_calculated(value.get("expression"))) for value in values}
    for v, value in enumerate(values):
        if _leads_back(value["name"], graph):
            words = _("“%(name)s” is calculated from itself.") % {"name": value["name"]}
            yield error("cycle", f"/calculatedValues/{v}", words)


def _calculated(expression: Any) -> Iterator[str]:
    """The calculated values an expression looks at, its conditions too."""
    if isinstance(expression, dict):
        if isinstance(expression.get("calculated"), str):
            yield expression["calculated"]
        expression = list(expression.values())
    if isinstance(expression, list):
        for part in expression:
            yield from _calculated(part)


@register
def carried(examined: Examined) -> Iterator[Remark]:
    """Choices carried forward, and panels that repeat for the choices of a question."""
    graph = {spot.name: set(_sources(spot.raw)) for spot in examined.outer.values()}
    for spot in examined.outer.values():
        if graph[spot.name] and _leads_back(spot.name, graph):
            key = "choicesFrom" if "choicesFrom" in spot.raw else "itemsFrom"
            words = _("Its choices come from itself in the end.")
            yield error("cycle", f"{spot.pointer}/{key}", words)


def _sources(raw: Mapping[str, Any]) -> Iterator[str]:
    carried_from, items_from = raw.get("choicesFrom"), raw.get("itemsFrom")
    if isinstance(carried_from, dict):
        yield str(carried_from.get("question"))
    if isinstance(items_from, str):
        yield items_from


def _leads_back(start: str, graph: Mapping[str, set[str]]) -> bool:
    pending, seen = list(graph.get(start, ())), set[str]()
    while pending:
        name = pending.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            pending.extend(graph.get(name, ()))
    return False
