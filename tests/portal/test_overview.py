from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.people import visit
from tests.portal.answers import give, recommended
from tests.portal.conftest import LAUNCH
from tests.portal.reading import words

pytestmark = pytest.mark.django_db


def test_nobody_sees_the_overview_without_signing_in(acme: Any) -> None:
    answer = visit("acme").get("/")
    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=%2F")


def test_without_answers_the_overview_tells_the_next_step_to_who_can_take_it(
    viewer: Any, analyst_of_acme: Any
) -> None:
    text = words(analyst_of_acme.get("/"))
    assert "Here you will see where the experience hurts" in text
    assert "Start a survey" in text
    assert "An analyst can start a survey." in words(viewer.get("/"))


def test_answers_outside_the_window_are_announced(viewer: Any, survey: Any) -> None:
    recommended(20, 0, 0, days=200)
    text = words(viewer.get("/"))
    assert "No answers here in this period" in text
    assert "+100.0" in words(viewer.get("/?period=365"))


def test_a_kpi_comes_with_interval_n_and_its_change_in_words(viewer: Any, survey: Any) -> None:
    recommended(60, 25, 15, days=100)
    recommended(50, 25, 25, days=5)
    text = words(viewer.get("/"))
    assert "+25.0" in text
    assert "100 answers 95% interval 8.3 to 40.2" in text
    assert "down 20.0, could be chance: p .07, n 100 and 100" in text


def test_the_headlines_say_what_got_better_worse_and_what_is_noise(viewer: Any, survey: Any) -> None:
    give([{"recommend": 9, "counter": 5, "easy": 4}] * 200, days=100)
    give(
        [{"recommend": 9, "counter": 2, "easy": 4}] * 100 + [{"recommend": 9, "counter": 2, "easy": 7}] * 100
    )
    text = words(viewer.get("/"))
    assert "Worse CSAT fell by 100.0 to 0.0%; Counter fell by 7.5 to 2.5." in text
    assert "Better CES rose by 1.50 to 5.50." in text
    assert "Only noise The one" not in text
    assert "Only noise 1 of 4 differences, judged together, could be chance, such as NPS, unchanged" in text


def test_fewer_answers_than_the_threshold_are_not_shown(viewer: Any, survey: Any) -> None:
    recommended(9, 0, 0)
    text = words(viewer.get("/"))
    assert "Not shown: fewer than 10 answers." in text
    assert "+100.0" not in text


def test_the_launch_example_reads_as_in_the_source(viewer: Any, launch: Any) -> None:
    give([{"steps": LAUNCH}] * 40, survey="launch")
    text = words(viewer.get("/"))
    assert "Mean 6.80 Median 10.00 Geometric mean 4.96" in text
    assert "Harmonic mean 3.06 Minimum 1.00" in text
    assert "Raise Out of stock first" in text
    assert (
        "Out of stock takes 56.3% of the shortfall; at 10 it would lift the geometric mean from 4.96 to 7.86."
        in text
    )
    assert (
        "Store and call centre takes 43.8% of the shortfall; at 10 it would lift the geometric mean from 4.96 to 6.31."
        in text
    )
    assert text.count("Below target, large share of the shortfall") == 2


def test_the_scorecard_is_sorted_by_shortfall_unless_the_address_says_otherwise(
    viewer: Any, launch: Any
) -> None:
    give([{"steps": LAUNCH}] * 40, survey="launch")

    def order(path: str) -> list[str]:
        table = viewer.get(path).context["table"]
        return [line.name for line in table.lines]

    assert order("/")[:2] == ["Out of stock", "Store and call centre"]
    assert order("/?sort=name")[0] == "Marketing"
    assert order("/?sort=-name")[0] == "Store and call centre"
    assert order("/?sort=nonsense") == order("/")


def test_a_group_narrows_every_figure_and_stays_in_the_links(viewer: Any, survey: Any) -> None:
    recommended(50, 0, 0, dimensions={"path": "buyers"})
    recommended(0, 350, 600, dimensions={"path": "turned away"})
    assert "\N{MINUS SIGN}55.0" in words(viewer.get("/"))
    answer = viewer.get("/?dimension=path:buyers")
    assert "+100.0" in words(answer)
    assert "/kpis/nps/?period=90&amp;dimension=path%3Abuyers" in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "period=forever",
        "period=custom&start=2026-13-40",
        "period=custom&start=2026-05-01&end=2026-01-01",
        "stage=nowhere&channel=fax",
        "dimension=planet:mars",
        "survey=%00",
        "start=0001-01-01&period=custom",
    ],
)
def test_a_filter_that_makes_no_sense_is_said_and_left_out(viewer: Any, survey: Any, query: str) -> None:
    recommended(20, 0, 0)
    answer = viewer.get(f"/?{query}")
    assert answer.status_code == 200
    assert "+100.0" in words(answer) or "field__error" in answer.content.decode()


def test_the_newest_verbatims_are_of_unhappy_people(viewer: Any, survey: Any, launch: Any) -> None:
    give([{"recommend": 2, "why": "Forty minutes in the queue"}])
    give([{"steps": {"news": 10}, "why": "Lovely as ever"}], survey="launch")
    give([{"steps": {"stock": 0}, "why": "Sold out again"}], survey="launch", days=0)
    found = viewer.get("/").context["verbatims"]
    assert [(quote.text, quote.score, quote.source) for quote in found] == [
        ("Sold out again", 0, "Out of stock"),
        ("Forty minutes in the queue", 2, "How are we doing?"),
    ]


def test_collecting_is_judged_over_all_answers(viewer: Any, survey: Any) -> None:
    recommended(70, 0, 0, days=20)
    recommended(7, 0, 0, days=2)
    text = words(viewer.get("/?channel=web"))
    assert "1.0 answers a day" in text
    assert "2.5 answers a day" in text
    assert "Fewer than half of the usual answers a day" in text


def test_figures_are_written_as_the_reader_writes_them(viewer: Any, survey: Any) -> None:
    recommended(600, 150, 250)
    answer = viewer.get("/", headers={"accept-language": "it"})
    text = words(answer)
    assert "+35,0" in text
    assert "1.000" in text


def test_one_client_never_shows_in_the_other(viewer: Any, survey: Any, analyst_of_globex: Any) -> None:
    give([{"recommend": 0, "why": "Only acme may read this"}] * 20)
    assert "Only acme may read this" in words(viewer.get("/"))
    text = words(analyst_of_globex.get("/"))
    assert "Here you will see where the experience hurts" in text
    assert "acme" not in text.lower()


def test_the_overview_takes_few_statements_however_much_is_measured(
    viewer: Any, survey: Any, launch: Any
) -> None:
    give([{"recommend": 3, "why": "Slow", "counter": 2, "easy": 2}] * 12, dimensions={"path": "buyers"})
    give([{"steps": LAUNCH}] * 12, survey="launch")
    viewer.get("/")
    with CaptureQueriesContext(connection) as queries:
        viewer.get("/")
    reading = [q["sql"] for q in queries if "kpis_histogram" in q["sql"]]
    assert len(reading) == 2  # the window by period, and the window before
    assert len(queries) <= 27
