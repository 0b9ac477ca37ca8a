"""The worked numbers of the KPI definitions, to the digits printed there."""

import pytest

from apps.kpis.statistics import (
    Histogram,
    Interval,
    Scale,
    Verdict,
    ces,
    change,
    csat,
    effective_n,
    nps,
    nps_by_person,
    nps_difference_in_differences,
    nps_sample_size,
    paired_nps,
    pooled_z,
    rate,
    rate_change,
    touchpoint,
    weighted_nps,
)
from apps.kpis.statistics.intervals import adjusted_mean_bounds
from apps.kpis.statistics.promoters import nps_standard_error

SCALE = Scale(0, 10)
CES2 = Scale(1, 7)
CES1 = Scale(1, 5, high_is_good=False)


def pnd(promoters: int, passives: int, detractors: int) -> Histogram:
    return Histogram.from_counts({10: promoters, 8: passives, 3: detractors})


def ends(interval: Interval | None) -> tuple[float, float]:
    assert interval is not None
    return round(interval.low, 4), round(interval.high, 4)


@pytest.mark.parametrize(
    ("split", "value", "interval"),
    [
        ((60, 25, 15), 45.0, (29.3431, 58.0355)),
        ((10, 0, 0), 100.0, (47.5036, 100.0)),
        ((8, 5, 2), 40.0, (-0.2279, 66.8945)),
        ((50, 350, 600), -55.0, (-58.4908, -51.1802)),
        ((50, 0, 0), 100.0, (86.6443, 100.0)),
        ((0, 350, 600), -63.1579, (-66.0354, -59.8828)),
    ],
)
def test_nps_has_the_adjusted_wald_interval(split, value, interval):
    result = nps(pnd(*split))
    assert round(result.value, 4) == value
    assert ends(result.interval) == interval
    assert result.interval.method == "adjusted_wald"
    assert result.n == sum(split)


def test_nps_keeps_its_plain_standard_error_and_its_shares():
    parts = nps(pnd(60, 25, 15)).parts
    assert round(parts["se"].value, 4) == 7.3993
    assert [parts[name].value for name in ("promoters", "passives", "detractors")] == [60.0, 25.0, 15.0]


@pytest.mark.parametrize(
    ("before", "after", "difference", "interval", "p", "verdict"),
    [
        ((60, 25, 15), (50, 25, 25), -20.0, (-41.1835, 1.8504), 0.0734, Verdict.CHANCE),
        ((8, 5, 2), (13, 1, 1), 40.0, (-10.8480, 83.4751), 0.1442, Verdict.CHANCE),
        ((9, 1, 0), (108, 8, 4), -3.3333, (-17.5967, 48.9265), 1.0, Verdict.CHANCE),
        ((10, 0, 0), (120, 50, 30), -55.0, (-65.8646, -1.6447), 0.0390, Verdict.WORSE),
    ],
)
def test_a_change_of_nps_is_squared_and_added(before, after, difference, interval, p, verdict):
    result = change("nps", pnd(*before), pnd(*after), SCALE)
    assert round(result.difference, 4) == difference
    assert ends(result.interval) == interval
    assert round(result.p, 4) == p
    assert result.verdict is verdict
    assert (result.n_before, result.n_after) == (sum(before), sum(after))


def test_the_same_people_asked_twice_are_compared_in_pairs():
    result, se = paired_nps([[24, 4, 2], [6, 8, 3], [7, 3, 3]])
    assert round(result.difference, 4) == 20.0
    assert round(se, 4) == 11.8369
    assert round(result.difference / se, 4) == 1.6896
    assert round(result.p, 4) == 0.0964
    assert ends(result.interval) == (-3.6856, 43.6856)


def test_a_comparison_group_is_taken_off():
    groups = [(40, 30, 30), (55, 25, 20), (45, 30, 25), (50, 28, 22)]
    result, se = nps_difference_in_differences(*(pnd(*group) for group in groups))
    assert round(result.difference, 4) == 17.0
    assert round(se, 4) == 16.1836
    assert round(result.p, 4) == 0.2935
    assert result.verdict is Verdict.CHANCE


@pytest.mark.parametrize(
    ("margin", "variance", "n"), [(10, 0.5475, 211), (10, 1.0, 385), (5, 0.5475, 842), (5, 1.0, 1537)]
)
def test_planning_tells_the_answers_needed_for_a_margin(margin, variance, n):
    assert nps_sample_size(margin, variance) == n


@pytest.mark.parametrize(
    ("successes", "n", "value", "interval"),
    [
        (168, 200, 84.0, (78.2859, 88.4326)),
        (8, 8, 100.0, (67.5592, 100.0)),
        (440, 500, 88.0, (84.8580, 90.5625)),
        (450, 500, 90.0, (87.0578, 92.3322)),
        (45, 1500, 3.0, (2.2496, 3.9905)),
        (720, 900, 80.0, (77.2617, 82.4833)),
    ],
)
def test_a_share_has_wilsons_interval(successes, n, value, interval):
    result = rate(successes, n)
    assert result.value == value
    assert ends(result.interval) == interval


def test_csat_is_the_share_of_the_two_best_of_five():
    result = csat(Histogram.from_counts({1: 4, 2: 8, 3: 20, 4: 100, 5: 68}), Scale(1, 5))
    assert result.value == 84.0
    assert ends(result.interval) == (78.2859, 88.4326)
    assert result.parts["dissatisfied"].value == 6.0
    assert result.parts["mean"].value == 4.1


@pytest.mark.parametrize(("points", "k"), [(2, 1), (3, 1), (5, 2), (7, 2), (10, 3)])
def test_csat_counts_the_usual_number_of_best_values(points, k):
    assert Scale(1, points).best_k == k


@pytest.mark.parametrize(
    ("before", "after", "difference", "interval", "verdict"),
    [
        ((150, 200), (168, 200), 9.0, (1.0747, 16.8132), Verdict.BETTER),
        ((5, 10), (11, 12), 41.6667, (3.9071, 68.8827), Verdict.BETTER),
        ((0, 10), (4, 10), 40.0, (3.8386, 68.7326), Verdict.BETTER),
        ((10, 10), (10, 10), 0.0, (-27.7533, 27.7533), Verdict.CHANCE),
        ((9, 30), (18, 30), 30.0, (4.8581, 50.3784), Verdict.BETTER),
    ],
)
def test_a_change_of_csat_is_newcombes(before, after, difference, interval, verdict):
    histograms = [Histogram.from_counts({5: hits, 2: n - hits}) for hits, n in (before, after)]
    for result in (change("csat", *histograms, Scale(1, 5)), rate_change(before, after)):
        assert round(result.difference, 4) == difference
        assert ends(result.interval) == interval
        assert result.verdict is verdict


def test_the_pooled_test_stands_beside_the_interval():
    z, p = pooled_z((150, 200), (168, 200))
    assert (round(z, 4), round(p, 4)) == (2.2294, 0.0258)


def test_ces_shows_mean_agreement_net_ease_and_index():
    counts = dict(zip(range(1, 8), (2, 3, 5, 10, 30, 30, 20), strict=True))
    result = ces(Histogram.from_counts(counts), CES2)
    assert result.value == 5.33
    assert ends(result.interval) == (5.0565, 5.6035)
    assert result.interval.method == "t"
    assert round(result.parts["sd"].value, 4) == 1.3784
    assert result.parts["easy"].value == 80.0
    assert ends(result.parts["easy"].interval) == (71.1171, 86.6633)
    assert result.parts["net_easy"].value == 70.0
    assert ends(result.parts["net_easy"].interval) == (55.3494, 80.5730)
    assert round(result.parts["index"].value, 4) == 72.1667


def test_on_the_effort_scale_low_is_easy():
    result = ces(Histogram.from_counts({1: 3, 2: 4, 3: 2, 5: 1}), CES1)
    assert result.value == 2.2
    assert result.parts["easy"].value == 70.0
    assert result.parts["hard"].value == 10.0
    assert round(result.parts["index"].value, 4) == 70.0


TOUCHPOINT = Histogram((1, 0, 2, 1, 3, 5, 8, 10, 30, 25, 15))


def test_a_touchpoint_score_stands_beside_its_median_and_spread():
    result = touchpoint(TOUCHPOINT, SCALE)
    assert round(result.value, 4) == 7.77
    assert round(result.parts["sd"].value, 4) == 1.9481
    assert ends(result.interval) == (7.3835, 8.1565)
    assert result.parts["median"].value == 8
    assert ends(result.parts["median"].interval) == (8, 9)
    assert result.parts["minimum"].value == 0
    assert result.parts["geometric_mean"].value == 0


def test_a_few_answers_get_the_small_sample_interval():
    low, high = adjusted_mean_bounds(TOUCHPOINT, SCALE)
    assert (round(low, 4), round(high, 4)) == (7.2922, 8.0865)
    twelve_tens = touchpoint(Histogram.from_counts({10: 12}), SCALE)
    assert ends(twelve_tens.interval) == (7.7098, 10)
    assert twelve_tens.interval.method == "adjusted_mean"


@pytest.mark.parametrize(
    ("scale", "value", "rescaled"), [(CES2, 5.33, 7.2167), (CES1, 2.1, 7.25), (Scale(1, 5), 4.2, 8.0)]
)
def test_scores_are_rescaled_to_the_common_axis(scale, value, rescaled):
    assert round(scale.rescale(value), 4) == rescaled


def test_repeated_answers_of_one_person_widen_the_interval():
    answers = {"A": "++", "B": "---", "C": "+", "D": "0", "E": "+", "F": "-0", "G": "+", "H": "++"}
    scores = {"+": 10, "0": 8, "-": 0}
    people = [Histogram.from_scores(scores[sign] for sign in signs) for signs in answers.values()]
    pooled = sum(people, Histogram())
    result, plain = nps_by_person(people), nps(pooled)
    assert round(result.value, 4) == 23.0769
    assert result.n == 13
    assert round(nps_standard_error(pooled), 4) == 24.6966
    assert round(result.parts["se"].value, 4) == 36.3508
    assert result.interval.low < plain.interval.low
    assert result.interval.high > plain.interval.high


def test_one_answer_each_needs_no_clustering():
    people = [Histogram.from_counts({value: 1}) for value in (10, 10, 3, 8, 9, 0)]
    assert nps_by_person(people).interval == nps(sum(people, Histogram())).interval


def test_strata_are_weighted_and_worth_fewer_answers():
    strata = [(pnd(20, 10, 10), 1.5), (pnd(42, 12, 6), 0.8)]
    result = weighted_nps(strata)
    assert round(result.value, 4) == 40.5556
    assert nps(strata[0][0] + strata[1][0]).value == 46.0
    assert round(effective_n(strata), 4) == 90.8411
    assert round(result.parts["se"].value, 4) == 8.4051
    assert ends(result.interval) == (23.4648, 55.0533)
    assert result.n == 100
