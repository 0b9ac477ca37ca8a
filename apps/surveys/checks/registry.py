"""Where families of checks are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark

Family = Callable[[Examined], Iterable[Remark]]
FAMILIES: list[Family] = []


def register(family: Family) -> Family:
    FAMILIES.append(family)
    return family
