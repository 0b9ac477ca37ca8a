"""How many answers a survey needs before it starts."""

from __future__ import annotations

import math

from apps.kpis.statistics.distributions import Z

WORST_CASE = 1.0


def nps_sample_size(margin: float, variance: float = WORST_CASE) -> int:
    """Answers for an NPS known to +- margin points at 95 %.

    `variance` of one answer counted +1, 0, -1 (s2 = p + d - (p - d)^2); the worst case is half promoters and
    half detractors. Wald: n = z^2 s2 / e^2, rounded up.
    """
    if margin <= 0:
        raise ValueError("the margin must be above 0")
    return math.ceil(Z * Z * variance / (margin / 100) ** 2)
