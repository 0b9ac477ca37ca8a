"""The normal, Student's t and the fair binomial, without dependencies."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

from apps.kpis.statistics.results import LEVEL

_NORMAL = NormalDist()
Z = _NORMAL.inv_cdf(0.5 + LEVEL / 2)
_TINY = 1e-300
_CLOSE = 1e-15
_STEPS = 100_000


def two_sided_p(z: float) -> float:
    """Probability that a standard normal lies further out than z on either side."""
    return math.erfc(abs(z) / math.sqrt(2))


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta function I_x(a, b) by Lentz's continued fraction (DLMF 8.17.22)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    return math.exp(log_front) * _fraction(a, b, x) / a


def _fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, _STEPS):
        before = result
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            result *= c * d
        if abs(result - before) <= _CLOSE * abs(result):
            return result
    raise ArithmeticError(f"the continued fraction of I_{x}({a}, {b}) does not settle")


def _away(value: float) -> float:
    """Keep a denominator of the continued fraction away from 0."""
    return value if abs(value) > _TINY else _TINY


def t_two_sided_p(t: float, df: float) -> float:
    """Two-sided p of Student's t (DLMF 8.17 via A&S 26.7.1)."""
    if t * t < df:  # df / (df + t^2) would be so close to 1 that the digits of a small t are lost in it
        return 1 - incomplete_beta(0.5, df / 2, t * t / (df + t * t))
    return incomplete_beta(df / 2, 0.5, df / (df + t * t))


def _t_density(t: float, df: float) -> float:
    log = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - math.log(df * math.pi) / 2
    return math.exp(log - (df + 1) / 2 * math.log1p(t * t / df))


@lru_cache(maxsize=4096)
def t_quantile(df: float, level: float = LEVEL) -> float:
    """The t beyond which 1 - level of the distribution lies on both sides together.

    Newton's steps from the normal's quantile: the tail is convex, so they come from below.
    """
    t = _NORMAL.inv_cdf(0.5 + level / 2)
    for _ in range(50):
        step = (t_two_sided_p(t, df) - (1 - level)) / (2 * _t_density(t, df))
        t += step
        if abs(step) < 1e-12 * t:
            break
    return t


@lru_cache(maxsize=4096)
def median_rank(n: int, level: float = LEVEL) -> int:
    """Largest rank j whose pair (j, n + 1 - j) covers the median with at least this level; 0 if none does.

    Order-statistic interval (Conover 1999, 3.2): P(B <= j - 1) <= (1 - level) / 2, B ~ Binomial(n, 1/2).
    """
    tail = (1 - level) / 2

    def covers(j: int) -> bool:
        return incomplete_beta(n - j + 1, j, 0.5) <= tail

    j = max(0, math.floor(n / 2 + _NORMAL.inv_cdf(tail) * math.sqrt(n) / 2))
    while j > 0 and not covers(j):
        j -= 1
    while covers(j + 1):
        j += 1
    return j
