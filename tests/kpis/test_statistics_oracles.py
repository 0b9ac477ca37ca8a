"""Random histograms against statsmodels and scipy, and laws that hold whatever the counts."""

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from apps.kpis.statistics import METRICS, Histogram, Scale, change, kpi, nps, suppress, touchpoint
from apps.kpis.statistics.distributions import median_rank, t_quantile, t_two_sided_p
from apps.kpis.statistics.intervals import wilson, wilson_bounds

SCALE = Scale(0, 10)
few = settings(max_examples=60, deadline=None)

counts = st.lists(st.integers(0, 80), min_size=11, max_size=11).map(tuple)
filled = counts.filter(lambda c: sum(c) >= 10).map(Histogram)
shares = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def scores(histogram: Histogram) -> list[int]:
    return [value for value, count in histogram.items() for _ in range(count)]


def mirrored(histogram: Histogram) -> Histogram:
    return Histogram(histogram.counts[::-1])


def binary(successes: int, n: int) -> Histogram:
    return Histogram.from_counts({1: successes, 0: n - successes})


@few
@given(shares)
def test_wilson_agrees_with_statsmodels(share):
    low, high = proportion_confint(*share, method="wilson")
    interval = wilson(*share)
    assert (interval.low, interval.high) == pytest.approx((100 * low, 100 * high), abs=1e-9)


@few
@given(shares.filter(lambda s: s[1] >= 10), shares.filter(lambda s: s[1] >= 10))
def test_a_change_of_csat_agrees_with_statsmodels(before, after):
    low, high = confint_proportions_2indep(*after, *before, method="newcomb")
    result = change("csat", binary(*before), binary(*after), Scale(0, 1))
    assert (result.interval.low, result.interval.high) == pytest.approx((100 * low, 100 * high), abs=1e-7)


@few
@given(filled)
def test_mean_sd_and_median_agree_with_scipy(histogram):
    listed = scores(histogram)
    assert histogram.mean == pytest.approx(stats.tmean(listed))
    assert histogram.sd == pytest.approx(stats.tstd(listed), abs=1e-9)
    assert histogram.median == stats.scoreatpercentile(listed, 50)
    if min(listed):
        assert histogram.geometric_mean == pytest.approx(stats.gmean(listed))


@few
@given(filled.filter(lambda h: h.n >= 100 and h.sd))
def test_the_t_interval_agrees_with_scipy(histogram):
    low, high = stats.t.interval(0.95, histogram.n - 1, histogram.mean, histogram.sd / math.sqrt(histogram.n))
    interval = touchpoint(histogram, SCALE).interval
    assert (interval.low, interval.high) == pytest.approx((max(low, 0), min(high, 10)), abs=1e-9)


@few
@given(filled.filter(lambda h: h.n >= 100 and h.sd), filled.filter(lambda h: h.n >= 100 and h.sd))
def test_a_change_of_means_agrees_with_scipys_welch(before, after):
    expected = stats.ttest_ind(scores(after), scores(before), equal_var=False)
    low, high = expected.confidence_interval()
    result = change("touchpoint", before, after, SCALE)
    assert result.p == pytest.approx(expected.pvalue, abs=1e-9)
    assert (result.interval.low, result.interval.high) == pytest.approx((low, high), abs=1e-8)


@few
@given(st.floats(1, 1e6), st.floats(0, 30))
@example(df=1e6, t=1e-5)
def test_students_t_agrees_with_scipy(df, t):
    assert t_two_sided_p(t, df) == pytest.approx(2 * stats.t.sf(t, df), rel=1e-6, abs=1e-12)
    assert t_quantile(df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-9)


@few
@given(st.integers(1, 100_000))
def test_the_rank_of_the_median_interval_agrees_with_the_binomial(n):
    rank = median_rank(n)
    assert rank == 0 or stats.binom.cdf(rank - 1, n, 0.5) <= 0.025
    assert stats.binom.cdf(rank, n, 0.5) > 0.025


@few
@given(filled)
def test_nps_agrees_with_the_plain_formula_and_lies_in_its_interval(histogram):
    listed = scores(histogram)
    promoters = sum(score >= 9 for score in listed)
    detractors = sum(score <= 6 for score in listed)
    result = nps(histogram)
    assert result.value == pytest.approx(100 * (promoters - detractors) / len(listed))
    assert -100 <= result.interval.low <= result.value <= result.interval.high <= 100
    assert sum(result.parts[name].value for name in ("promoters", "passives", "detractors")) == pytest.approx(
        100
    )


@few
@given(counts, counts)
def test_histograms_add_up_like_their_scores(one, two):
    together = Histogram(one) + Histogram(two)
    assert together == Histogram.from_scores(scores(Histogram(one)) + scores(Histogram(two)))
    assert together.n == sum(one) + sum(two)
    assert together - Histogram(two) == Histogram(one)


@few
@given(filled)
def test_a_mirrored_scale_mirrors_the_score(histogram):
    result, mirror = touchpoint(histogram, SCALE), touchpoint(mirrored(histogram), SCALE)
    assert mirror.value == pytest.approx(10 - result.value)
    assert mirror.interval.low == pytest.approx(10 - result.interval.high)
    assert mirror.parts["median"].value == 10 - result.parts["median"].value
    flipped = touchpoint(mirrored(histogram), Scale(0, 10, high_is_good=False))
    assert flipped.parts["rescaled"].value == pytest.approx(result.parts["rescaled"].value)


@few
@given(filled, filled, st.sampled_from(("nps", "touchpoint")))
def test_going_back_undoes_the_change(before, after, metric):
    there, back = change(metric, before, after, SCALE), change(metric, after, before, SCALE)
    assert back.difference == pytest.approx(-there.difference)
    assert back.interval.low == pytest.approx(-there.interval.high)
    assert back.p == pytest.approx(there.p, abs=1e-9)


@few
@given(filled, filled, st.sampled_from(sorted(METRICS)))
def test_p_and_verdict_never_disagree(before, after, metric):
    result = change(metric, before, after, Scale(0, 10, k=3))
    assert (result.p < 0.05) == (result.verdict in {"better", "worse"})
    assert (0 in result.interval) == (result.verdict == "could be chance")


@few
@given(filled, st.sampled_from(sorted(METRICS)), st.integers(2, 50))
def test_more_of_the_same_answers_narrow_the_interval(histogram, metric, times):
    scale = Scale(0, 10, k=3)
    many = kpi(metric, Histogram(tuple(count * times for count in histogram.counts)), scale)
    one = kpi(metric, histogram, scale)
    assert many.value == pytest.approx(one.value)
    assert many.interval.high - many.interval.low <= one.interval.high - one.interval.low + 1e-9


@few
@given(st.dictionaries(st.integers(), st.integers(0, 40), max_size=12), st.integers(2, 30))
def test_no_hidden_sum_is_below_the_threshold_unless_the_total_is(cells, threshold):
    hidden = suppress(cells, threshold)
    assert {key for key, n in cells.items() if 0 < n < threshold} <= hidden
    assert not hidden or sum(cells[key] for key in hidden) >= min(threshold, sum(cells.values()))


@few
@given(shares, st.floats(0, 8))
def test_a_share_lies_in_its_interval_at_every_level(share, z):
    low, high = wilson_bounds(*share, z)
    assert 0 <= low <= share[0] / share[1] + 1e-12
    assert share[0] / share[1] - 1e-12 <= high <= 1
