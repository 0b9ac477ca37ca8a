"""Many comparisons on one page: one in twenty would look like a change even if nothing had changed."""

from __future__ import annotations

from collections.abc import Sequence


def adjusted(ps: Sequence[float]) -> list[float]:
    """p values that keep the share of false findings down (Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57).

    Compare the result with the level by "<=".
    """
    m = len(ps)
    result = [0.0] * m
    smallest = 1.0
    for rank, index in reversed(list(enumerate(sorted(range(m), key=lambda i: ps[i]), start=1))):
        smallest = min(smallest, round(ps[index] * m / rank, 12))
        result[index] = smallest
    return result
