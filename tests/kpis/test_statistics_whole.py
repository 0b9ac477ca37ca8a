"""The whole, on the launch example and on touchpoints with unequal n."""

import math

import pytest

from apps.kpis.statistics import Histogram, Part, Scale, part, whole

LAUNCH = {"1 news": 10, "2 store and call centre": 3, "3 marketing": 10, "4 purchase": 10, "5 stock": 1}
SCORES = (9.2, 3.1, 8.8, 9.5, 1.4)
ANSWERS = (400, 120, 300, 80, 60)
SPREADS = (1.5, 2.5, 1.6, 1.2, 2.0)


def launch(**changed: float):
    scores = {key[0]: score for key, score in LAUNCH.items()} | {key[1:]: s for key, s in changed.items()}
    return whole([Part(key, score, n=100) for key, score in scores.items()])


@pytest.fixture(name="unequal")
def fixture_unequal():
    rows = zip(SCORES, ANSWERS, SPREADS, strict=True)
    return whole(
        [Part(str(i), score, n, sd / math.sqrt(n)) for i, (score, n, sd) in enumerate(rows, start=1)]
    )


def by_key(result):
    return {entry.key: entry for entry in result.contributions}


def test_the_mean_of_the_launch_hides_what_the_other_readings_show():
    result = launch()
    assert result.mean == 6.8
    assert result.median == 10
    assert round(result.geometric.value, 4) == 4.9593
    assert round(result.harmonic, 4) == 3.0612
    assert result.minimum == 1


def test_the_launch_flags_stock_first_then_the_store():
    result = launch()
    assert [(entry.key, entry.rank) for entry in result.weak] == [("5", 1), ("2", 2)]
    assert by_key(result)["2"].share.value == 43.75
    assert by_key(result)["5"].share.value == 56.25
    assert by_key(result)["5"].flags == ("large_share",)


def test_raising_the_weakest_lifts_the_whole_most():
    entries = by_key(launch())
    assert round(entries["5"].raised, 4) == 7.8600
    assert round(entries["2"].raised, 4) == 6.3096


def test_a_zero_leaves_shares_and_ranking_but_no_harmonic_mean():
    result = launch(_5=0)
    assert result.geometric.value == 0
    assert result.geometric.interval is None
    assert result.harmonic is None
    assert round(by_key(result)["2"].share.value, 4) == 41.1765
    assert round(by_key(result)["5"].share.value, 4) == 58.8235
    assert [entry.key for entry in result.contributions][:2] == ["5", "2"]


def test_when_all_are_at_ten_there_are_no_shares_and_nothing_is_flagged():
    result = whole([part(key, Histogram.from_counts({10: 50}), Scale()) for key in "abc"])
    assert result.mean == 10
    assert [entry.share.value for entry in result.contributions] == [None, None, None]
    assert result.weak == ()


def test_shares_have_delta_method_intervals(unequal):
    entries = by_key(unequal)
    shares = [round(entries[key].share.value, 4) for key in "12345"]
    assert shares == [4.4444, 38.3333, 6.6667, 2.7778, 47.7778]
    second, fifth = entries["2"].share.interval, entries["5"].share.interval
    assert (round(second.low, 4), round(second.high, 4)) == (36.3159, 40.3508)
    assert (round(fifth.low, 4), round(fifth.high, 4)) == (45.6717, 49.8839)


def test_weighting_by_answers_flips_the_order(unequal):
    entries = by_key(unequal)
    shares = [round(entries[key].share_by_n, 4) for key in "12345"]
    assert shares == [15.5039, 40.1163, 17.4419, 1.9380, 25.0]


def test_the_geometric_mean_has_a_log_delta_interval(unequal):
    figure = unequal.geometric
    assert round(figure.value, 4) == 5.0664
    assert (round(figure.interval.low, 4), round(figure.interval.high, 4)) == (4.6852, 5.4785)


def test_weights_of_the_client_move_mean_and_shares():
    result = whole([Part("a", 4, 50, weight=3), Part("b", 8, 50, weight=1)])
    assert result.mean == 6
    assert result.mean_by_weight == 5
    assert by_key(result)["a"].share.value == 75
    assert by_key(result)["a"].share_by_weight == 90


@pytest.mark.parametrize(("upper", "flags"), [(6.99, ("below_target",)), (7.0, ()), (None, ())])
def test_a_touchpoint_is_weak_when_its_whole_interval_misses_the_target(upper, flags):
    result = whole([Part("a", 6.5, 50, upper=upper), Part("b", 6.4, 50)], target=7)
    assert by_key(result)["a"].flags == flags


def test_touchpoints_with_few_answers_enter_nothing():
    result = whole([Part("a", 8, 50), Part("b", 6, 50), Part("hidden", 1, 9)])
    assert result.mean == 7
    assert result.excluded == ("hidden",)
    assert [entry.key for entry in result.contributions] == ["b", "a"]


def test_without_touchpoints_the_whole_is_absent():
    result = whole([Part("hidden", 1, 9)])
    assert (result.mean, result.geometric.value, result.contributions) == (None, None, ())


def test_a_part_is_rescaled_from_its_own_scale():
    made = part("effort", Histogram.from_counts({1: 10, 2: 10}), Scale(1, 5, high_is_good=False))
    assert made.score == 8.75
    assert round(made.se, 4) == 0.2868
    assert round(made.upper, 4) == 9.1359
