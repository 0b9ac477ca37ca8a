"""Small numbers in a released set: hiding one cell is not enough when the total stands beside it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from apps.kpis.statistics.results import THRESHOLD

Key = TypeVar("Key", bound=Hashable)


def suppress(cells: Mapping[Key, int], threshold: int = THRESHOLD) -> set[Key]:
    """Keys of the cells to hide when these cells and their total are released together.

    Cells below the threshold are hidden. The total less the visible cells gives the hidden ones' sum away, so
    together they must reach the threshold; if they do not, the smallest visible cell (the first of equals) is
    hidden with them. Empty cells hold nobody: they are not hidden and hide nobody. Where nothing is left to
    hide with them, the total itself is below the threshold and hides itself by its own n.
    """
    hidden = {key for key, n in cells.items() if 0 < n < threshold}
    visible = sorted((key for key, n in cells.items() if n >= threshold), key=lambda key: cells[key])
    missing = threshold - sum(cells[key] for key in hidden)
    if hidden and missing > 0 and visible:
        hidden.add(visible[0])
    return hidden
