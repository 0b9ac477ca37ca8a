"""Which elements are shown for answers that are accepted already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from apps.surveys.logic.known import Asked, respondent_of
from apps.surveys.logic.routes import Route, Step, route_of
from apps.surveys.logic.walking import walk_with


def visible(steps: Iterable[Step] | Route, answers: Mapping[str, Any], params: Asked = None) -> list[str]:
    """The names of the elements that are shown."""
    found = steps if isinstance(steps, Route) else route_of(steps)
    return walk_with(found, answers, respondent_of(params)).shown
