"""Small numbers in a released set: hiding one cell is not enough when the total stands beside it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

from apps.kpis.statistics.results import THRESHOLD

Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row", bound=Hashable)
Column = TypeVar("Column", bound=Hashable)


def suppress(cells: Mapping[Key, int], threshold: int = THRESHOLD, *, also: Collection[Key] = ()) -> set[Key]:
    """Keys of the cells to hide when these cells and their total are released together.

    Cells below the threshold are hidden. The total less the visible cells gives the hidden ones' sum away, so
    together they must reach the threshold; if they do not, the smallest visible cell (the first of equals) is
    hidden with them. Empty cells hold nobody: they are not hidden and hide nobody. Where nothing is left to
    hide with them, the total itself is below the threshold and hides itself by its own n. ``also`` are hidden
    for another reason.
    """
    hidden = {key for key, n in cells.items() if 0 < n < threshold or key in also}
    visible = sorted(
        (key for key in cells if cells[key] >= threshold and key not in hidden), key=cells.__getitem__
    )
    missing = threshold - sum(cells[key] for key in hidden)
    if hidden and missing > 0 and visible:
        hidden.add(visible[0])
    return hidden


def suppress_table(
    cells: Mapping[tuple[Row, Column], int], threshold: int = THRESHOLD
) -> set[tuple[Row, Column]]:
    """As ``suppress``, where the totals of every row and of every column are released as well.

    What is hidden for the sake of a row may leave its column with too little to hide behind: so it goes on until
    nothing changes.
    """
    if not any(0 < n < threshold for n in cells.values()):
        return set()
    lines: dict[tuple[int, Hashable], dict[tuple[Row, Column], int]] = {}
    for place, n in cells.items():
        for axis, name in enumerate(place):
            lines.setdefault((axis, name), {})[place] = n
    hidden: set[tuple[Row, Column]] = set()
    before = -1
    while len(hidden) > before:
        before = len(hidden)
        for line in lines.values():
            hidden |= suppress(line, threshold, also=hidden)
    return hidden
