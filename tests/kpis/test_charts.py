"""Charts are markup: well formed, escaped, coloured by class alone, and silent where nothing may be shown."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from apps.kpis import charts
from apps.kpis.charts import Bar, Event, Mean, Point, Proportion, Segment, Share
from apps.kpis.charts.axis import Axis, domain, ticks

SVG = "{http://www.w3.org/2000/svg}"
EVIL = '<script>alert("1")</script> & co'

POINTS = (
    Point("Jan", 40.0, 30.0, 50.0, 120),
    Point("Feb", 45.0, 35.0, 55.0, 110),
    Point("Mar", None, n=6, note="fewer than 10 answers"),
    Point("Apr", 20.0, 5.0, 35.0, 90),
    Point("May", None, n=0, note="no answers"),
    Point("Jun", 30.0, 20.0, 40.0, 100),
    Point("Jul", 35.0, 25.0, 45.0, 130),
)
NPS = {"minimum": -100, "maximum": 100}
BARS = [
    Bar(str(value), value, "low" if value < 7 else "middle" if value < 9 else "high") for value in range(11)
]
SHARES = [Share("Stock", 56.25, 50, 62, True), Share("Store", 43.75, 38, 50, True), Share("News", None)]
SEGMENTS = [
    Segment("Detractors", 15, "low"),
    Segment("Passives", 25, "middle"),
    Segment("Promoters", 60, "high"),
]
PROPORTIONS = [
    Proportion("Rome", 30, 75.0, 60, 86),
    Proportion(EVIL, 10, 25.0, 14, 40),
    Proportion("Bari", 0, 0.0),
]
LONG = [Proportion(EVIL * 9, 1, 100, 3, 100)]
MEANS = [
    Mean("Till", 6.5, 5.0, 8.0, 40, counts={5: 10}),
    Mean(EVIL, 9.0, n=3),
    Mean("Shelf", None, n=2, note="few"),
]

DRAWINGS = {
    "trend": lambda title: charts.trend(POINTS, title=title, target=40, events=[Event(3, EVIL)], **NPS),
    "empty trend": lambda title: charts.trend([], title=title, **NPS),
    "short trend": lambda title: charts.trend(POINTS[:1], title=title, **NPS),
    "sparkline": lambda title: charts.sparkline(POINTS, title=title, **NPS),
    "empty sparkline": lambda title: charts.sparkline([], title=title, **NPS),
    "interval": lambda title: charts.interval_bar(45, 29, 58, title=title, target=50, **NPS),
    "no interval": lambda title: charts.interval_bar(None, None, None, title=title, **NPS),
    "scorecard": lambda title: charts.scorecard_bar(6.1, 5.6, 6.5, title=title, weak=True),
    "scorecard axis": lambda title: charts.scorecard_axis(title=title),
    "distribution": lambda title: charts.distribution(BARS, title=title),
    "empty distribution": lambda title: charts.distribution([Bar("0", 0)], title=title),
    "long labels": lambda title: charts.distribution([Bar(EVIL * 9, 4)], title=title, width=320),
    "stacked": lambda title: charts.stacked(SEGMENTS, title=title),
    "narrow stacked": lambda title: charts.stacked(SEGMENTS, title=title, width=320),
    "empty stacked": lambda title: charts.stacked([], title=title),
    "proportions": lambda title: charts.proportions(PROPORTIONS, title=title),
    "narrow proportions": lambda title: charts.proportions(
        [Proportion(EVIL * 9, 1, 100, 3, 100)], title=title, width=320
    ),
    "no proportions": lambda title: charts.proportions([], title=title),
    "means": lambda title: charts.means(MEANS, title=title, minimum=0, maximum=10),
    "narrow means": lambda title: charts.means(MEANS, title=title, minimum=1, maximum=7, width=320),
    "no means": lambda title: charts.means([], title=title, minimum=0, maximum=1_000_000),
    "shortfall": lambda title: charts.shortfall(SHARES, title=title, limit=40),
    "responsive": lambda title: charts.responsive(
        lambda w: charts.trend(POINTS, title=title, width=w, **NPS)
    ),
}


def drawn(markup: str) -> ET.Element:
    return ET.fromstring(markup)


def classed(svg: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in svg.iter() if name in element.get("class", "").split()]


def words(svg: ET.Element) -> list[str]:
    return [element.text or "" for element in svg.iter(f"{SVG}text")]


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_drawing_is_well_formed_named_and_escaped(name):
    markup = DRAWINGS[name](EVIL)
    assert isinstance(markup, SafeString)
    root = drawn(markup)
    svgs = list(root.iter(f"{SVG}svg"))
    assert svgs
    for svg in svgs:
        assert svg.get("role") == "img"
        assert re.fullmatch(r"0 0 \d+ \d+", svg.get("viewBox", ""))
        assert svg[0].tag == f"{SVG}title"
        assert svg[0].text == EVIL
    assert "script" not in {element.tag.removeprefix(SVG) for element in root.iter()}


@pytest.mark.parametrize("name", DRAWINGS)
def test_colours_and_styles_are_left_to_the_style_sheet(name):
    for element in drawn(DRAWINGS[name]("t")).iter():
        assert "style" not in element.attrib
        assert element.get("fill") in {None, "none"}
        assert "stroke" not in element.attrib


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_drawing_stays_within_its_box(name):
    for svg in drawn(DRAWINGS[name]("t")).iter(f"{SVG}svg"):
        width, height = (float(part) for part in svg.get("viewBox").split()[2:])
        for element in svg.iter():
            for side, limit in (("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height)):
                assert 0 <= float(element.get(side, 0)) <= limit, (side, element.attrib)


def test_a_trend_breaks_where_nothing_may_be_shown():
    svg = drawn(charts.trend(POINTS, title="NPS", **NPS))
    assert len(classed(svg, "c-line")) == 2
    assert len(classed(svg, "c-ribbon")) == 2
    assert len(classed(svg, "c-interval")) == 1
    assert len(svg.findall(f"{SVG}circle")) == 5


def test_a_trend_writes_n_along_its_axis_and_its_last_value():
    said = words(drawn(charts.trend(POINTS, title="NPS", **NPS)))
    assert [word for word in said if word.startswith("n ")] == [f"n {point.n}" for point in POINTS]
    assert said[-1] == "35.0"


def test_a_suppressed_value_appears_nowhere():
    markup = charts.trend(POINTS, title="NPS", **NPS) + charts.trend_table(POINTS).html()
    assert "None" not in markup
    assert "fewer than 10 answers" in markup


def test_a_long_trend_thins_its_labels_but_keeps_the_last():
    points = [Point(f"Week {i}", 7.0, 6.5, 7.5, 50 + i) for i in range(60)]
    said = words(drawn(charts.trend(points, title="t", minimum=0, maximum=10, width=320)))
    weeks = [word for word in said if word.startswith("Week")]
    assert 2 < len(weeks) < 8
    assert weeks[-1] == "Week 59"


def test_a_trend_describes_its_first_and_last_value():
    svg = drawn(charts.trend(POINTS, title="NPS", **NPS))
    assert svg.find(f"{SVG}desc").text == (
        "Jan: 40.0, between 30.0 and 50.0, n 120; Jul: 35.0, between 25.0 and 45.0, n 130."
    )


def test_labels_of_events_do_not_cover_each_other():
    events = [Event(0, "New call centre"), Event(1, "New tariff")]
    svg = drawn(charts.trend(POINTS, title="NPS", events=events, **NPS))
    rows = {element.get("y") for element in svg.iter(f"{SVG}text") if (element.text or "").startswith("New")}
    assert rows == {"12", "27"}


def test_zero_and_target_have_their_own_lines():
    svg = drawn(charts.trend([Point("Jan", 2.0, -10.0, 14.0, 60)], title="NPS", target=20, **NPS))
    assert len(classed(svg, "c-zero")) == 1
    assert len(classed(svg, "c-target")) == 1
    assert "target" in words(svg)


def test_a_score_lies_on_the_common_axis():
    svg = drawn(charts.scorecard_bar(5, 2.5, 7.5, title="Store", target=7, width=216))
    assert classed(svg, "c-value")[0].get("cx") == "108"
    whisker = classed(svg, "c-interval")[0]
    assert (whisker.get("x1"), whisker.get("x2")) == ("58", "158")
    assert classed(svg, "c-target")[0].get("x1") == "148"


def test_a_weak_score_is_coloured_low():
    assert classed(drawn(charts.scorecard_bar(3, 2, 4, title="t", weak=True)), "c-low")
    assert not classed(drawn(charts.scorecard_bar(3, 2, 4, title="t")), "c-low")


def test_the_interval_bar_names_both_ends_of_the_scale():
    svg = drawn(charts.interval_bar(45, 29, 58, title="NPS", fmt=lambda v: f"{v:+.0f}", **NPS))
    assert words(svg) == ["-100", "+100"]
    assert svg.find(f"{SVG}desc").text == "+45, between +29 and +58."


def test_a_distribution_counts_and_colours_every_position():
    svg = drawn(charts.distribution(BARS, title="t"))
    bars = classed(svg, "c-bar")
    assert [bar.get("class").split()[1] for bar in bars] == ["c-low"] * 7 + ["c-mid"] * 2 + ["c-high"] * 2
    assert "10 (18.2%)" in words(svg)


def test_stacked_shares_fill_the_width_in_order():
    svg = drawn(charts.stacked(SEGMENTS, title="t", width=600))
    places = [(bar.get("x"), bar.get("width")) for bar in classed(svg, "c-bar")]
    assert places == [("0", "90"), ("90", "150"), ("240", "360")]
    assert words(svg) == ["Detractors 15.0%", "Passives 25.0%", "Promoters 60.0%"]


def test_numbers_are_rounded_half_up_in_the_readers_locale():
    assert [charts.number(value) for value in (56.25, 63.157, -0.04, 0.05)] == ["56.3", "63.2", "0.0", "0.1"]
    with translation.override("it"):
        assert charts.number(56.25) == "56,3"
        assert "56,3%" in words(drawn(charts.shortfall(SHARES, title="t")))


def test_the_tables_hold_the_same_numbers():
    table = charts.trend_table(POINTS[:3], value="NPS")
    assert table.headers == ("Period", "NPS", "From", "To", "n")
    assert table.rows == (
        ("Jan", "40.0", "30.0", "50.0", "120"),
        ("Feb", "45.0", "35.0", "55.0", "110"),
        ("Mar", "fewer than 10 answers", "", "", "6"),
    )
    assert charts.distribution_table([Bar("1", 1), Bar("2", 3)]).rows == (
        ("1", "1", "25.0"),
        ("2", "3", "75.0"),
    )
    assert charts.stacked_table(SEGMENTS).rows[2] == ("Promoters", "60.0")
    assert charts.shortfall_table(SHARES).rows[0] == ("Stock", "56.3", "50.0", "62.0", "")


def test_a_table_escapes_its_cells_and_names_its_headers():
    html = charts.Table(("A", "B"), ((EVIL, "-1.5"),), caption=EVIL).html()
    table = drawn(html)
    assert table.find("caption").text == EVIL
    assert [cell.get("scope") for cell in table.iter("th")] == ["col", "col", "row"]
    assert table.find("tbody/tr/td").get("class") == "num"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(-100, 100, [-100, -50, 0, 50, 100]), (0, 10, [0, 5, 10]), (6.1, 7.4, [6.5, 7.0]), (1, 7, [2, 4, 6])],
)
def test_ticks_are_round(low, high, expected):
    assert ticks(low, high) == expected


def test_the_axis_covers_the_values_within_the_scale():
    assert domain([29, 58], -100, 100) == (20, 70)
    assert domain([9.9, 10], 0, 10) == (8.5, 10)
    assert domain([], 0, 10) == (0, 10)


def test_values_beyond_an_axis_stay_at_its_ends():
    assert Axis(0, 10, 8, 108).at(12) == 108
    assert Axis(0, 10, 100, 0).at(2.5) == 75


def test_shares_are_written_with_their_counts_and_the_table_has_their_intervals():
    svg = drawn(charts.proportions(PROPORTIONS, title="t"))
    assert {"75.0% (30)", "0.0% (0)"} <= set(words(svg))
    assert len(classed(svg, "c-interval")) == 2
    assert charts.proportions_table(PROPORTIONS).rows[0] == ("Rome", "30", "75.0", "60.0", "86.0")


def test_means_stand_on_one_axis_and_what_may_not_be_shown_says_why():
    svg = drawn(charts.means(MEANS, title="t", minimum=0, maximum=10))
    assert {"0", "10", "6.5, n 40", "9.0, n 3", "few"} <= set(words(svg))
    assert len(classed(svg, "c-value")) == 4  # two dots, two figures
    table = charts.means_table(MEANS, values=[5])
    assert table.rows == (
        ("Till", "6.5", "5.0", "8.0", "40", "10"),
        (EVIL, "9.0", "", "", "3", "0"),
        ("Shelf", "few", "", "", "2", ""),
    )
