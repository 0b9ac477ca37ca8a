"""Small numbers, absent values, and scales that must not be mixed."""

import pytest

from apps.kpis.statistics import Histogram, Scale, ScaleError, Verdict, band, change, kpi, suppress

SCALES = {
    "nps": Scale(0, 10),
    "csat": Scale(1, 5),
    "ces": Scale(1, 7),
    "touchpoint": Scale(0, 10),
    "attribute": Scale(1, 5),
}


@pytest.mark.parametrize("metric", SCALES)
def test_without_answers_a_value_is_absent_not_zero(metric):
    result = kpi(metric, Histogram(), SCALES[metric])
    assert (result.value, result.interval, result.n, result.suppressed) == (None, None, 0, "no_answers")


@pytest.mark.parametrize("metric", SCALES)
def test_nine_answers_tell_only_how_many_they_are(metric):
    result = kpi(metric, Histogram.from_counts({5: 9}), SCALES[metric])
    assert (result.value, result.interval, result.n) == (None, None, 9)
    assert result.suppressed == "too_few"
    assert result.parts == {}


@pytest.mark.parametrize("metric", SCALES)
def test_ten_answers_are_shown_with_their_interval(metric):
    result = kpi(metric, Histogram.from_counts({5: 10}), SCALES[metric])
    assert result.value is not None
    assert result.interval is not None
    assert result.suppressed is None


def test_a_client_may_ask_for_a_higher_threshold():
    histogram = Histogram.from_counts({5: 15})
    assert kpi("nps", histogram, SCALES["nps"], threshold=20).suppressed == "too_few"


@pytest.mark.parametrize("metric", SCALES)
def test_a_change_against_few_answers_has_no_verdict(metric):
    result = change(metric, Histogram.from_counts({5: 9}), Histogram.from_counts({5: 50}), SCALES[metric])
    assert result.verdict is Verdict.TOO_FEW
    assert (result.difference, result.interval, result.p) == (None, None, None)


def test_the_touchpoint_value_stays_in_its_own_units_and_is_rescaled_beside():
    result = kpi("touchpoint", Histogram.from_counts({1: 5, 3: 5, 4: 20}), Scale(1, 5))
    assert round(result.value, 4) == 3.3333
    assert round(result.parts["rescaled"].value, 4) == 5.8333
    own, common = result.interval, result.parts["rescaled"].interval
    assert (common.low, common.high) == pytest.approx(((own.low - 1) * 2.5, (own.high - 1) * 2.5))


def test_a_rescaled_interval_keeps_its_ends_in_order_where_low_is_good():
    scale = Scale(1, 5, high_is_good=False)
    common = kpi("touchpoint", Histogram.from_counts({1: 20, 2: 10}), scale).parts["rescaled"].interval
    assert common.low < common.high


def test_scores_of_two_scales_are_refused_together():
    with pytest.raises(ScaleError):
        kpi("csat", Histogram.from_counts({0: 3, 5: 40}), Scale(1, 5))
    with pytest.raises(ScaleError):
        kpi("nps", Histogram.from_counts({5: 40}), Scale(1, 5))
    with pytest.raises(ScaleError):
        change("nps", Histogram.from_counts({5: 40}), Histogram.from_counts({5: 40}), Scale(1, 5))
    with pytest.raises(ScaleError):
        Histogram.from_counts({11: 1})


def test_a_scale_of_unusual_length_must_state_its_k():
    with pytest.raises(ScaleError):
        kpi("csat", Histogram.from_counts({4: 40}), Scale(1, 4))
    assert kpi("csat", Histogram.from_counts({4: 40}), Scale(1, 4, k=1)).value == 100.0


def test_a_two_point_csat_counts_the_better_one():
    assert kpi("csat", Histogram.from_counts({0: 30, 1: 70}), Scale(0, 1)).value == 70.0


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ({"a": 50, "b": 40}, set()),
        ({"a": 50, "b": 5, "c": 3, "d": 20}, {"b", "c", "d"}),
        ({"a": 50, "b": 5, "c": 5}, {"b", "c"}),
        ({"a": 50, "b": 9}, {"a", "b"}),
        ({"a": 12, "b": 12, "c": 1}, {"a", "c"}),
        ({"a": 50, "b": 0}, set()),
        ({"a": 50, "b": 0, "c": 4}, {"a", "c"}),
        ({"a": 4, "b": 3}, {"a", "b"}),
        ({}, set()),
    ],
)
def test_hidden_cells_together_reach_the_threshold(cells, hidden):
    assert suppress(cells) == hidden


def test_signed_rows_add_up_before_anything_is_judged():
    early, late = Histogram.from_counts({9: -1, 5: 11}), Histogram.from_counts({9: 3})
    window = early + late
    assert early[9] == -1
    assert window.as_dict() == {value: {5: 11, 9: 2}.get(value, 0) for value in range(11)}
    assert window - late == early
    assert kpi("nps", window, Scale()).n == 13


@pytest.mark.parametrize(
    ("metric", "scale", "low", "high"),
    [
        ("nps", Scale(), range(7), {9, 10}),
        ("csat", Scale(1, 5), {1, 2}, {4, 5}),
        ("csat", Scale(1, 3), {1}, {3}),
        ("ces", Scale(1, 7), {1, 2, 3}, {5, 6, 7}),
        ("ces", Scale(1, 5, high_is_good=False), {4, 5}, {1, 2}),
        ("touchpoint", Scale(), range(4), range(7, 11)),
        ("touchpoint", Scale(1, 5), {1, 2}, {4, 5}),
        ("attribute", Scale(1, 4), {1, 2}, {3, 4}),
    ],
)
def test_each_score_counts_as_low_middle_or_high(metric, scale, low, high):
    for value in scale.values:
        expected = "low" if value in low else "high" if value in high else "middle"
        assert band(metric, value, scale) == expected


def test_falling_effort_is_better_and_falling_ease_is_worse():
    high = Histogram.from_counts({4: 200, 5: 200})
    low = Histogram.from_counts({1: 200, 2: 200})
    assert change("ces", high, low, Scale(1, 5, high_is_good=False)).verdict is Verdict.BETTER
    assert change("ces", high, low, Scale(1, 7)).verdict is Verdict.WORSE


def test_equal_answers_do_not_make_the_mean_certain():
    result = kpi("touchpoint", Histogram.from_counts({10: 150}), Scale())
    assert result.interval.method == "adjusted_mean"
    assert result.interval.low < result.interval.high == 10
