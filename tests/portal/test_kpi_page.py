from __future__ import annotations

import re
from typing import Any

import pytest
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.kpis.models import MetricDefinition
from apps.responses.services import erase_response
from apps.surveys.services import create_survey, publish_survey
from tests.portal.answers import give, recommended
from tests.portal.reading import count_in, words

pytestmark = pytest.mark.django_db
MINUS = "\N{MINUS SIGN}"


def csat_of_seven() -> MetricDefinition:
    """A second CSAT on another scale, with 12 answers."""
    element = {"type": "csat", "name": "call", "points": 7, "title": {"en": "The call?"}}
    document = {"title": {"en": "Call"}, "language": "en", "pages": [{"name": "p", "elements": [element]}]}
    publish_survey(create_survey(document, actor=SYSTEM, code="call"), actor=SYSTEM)
    give([{"call": 7}] * 12, survey="call")
    found: MetricDefinition = MetricDefinition.objects.get(metric="csat", scale_max=7)
    return found


def test_the_page_says_how_the_figure_is_computed(viewer: Any, survey: Any) -> None:
    recommended(60, 25, 15, days=100)
    recommended(50, 25, 25)
    text = words(viewer.get("/kpis/nps/"))
    assert "The percentage of promoters (9 or 10 on a scale from 0 to 10)" in text
    assert "adjusted Wald interval (Rocks 2016)" in text
    assert "Promoters, 9 to 10 50.0%" in text
    assert "Detractors, 0 to 6 25.0%" in text
    assert "down 20.0, could be chance: p .07, n 100 and 100" in text


def test_tests_and_erased_responses_are_counted_apart_and_not_in_the_figure(
    viewer: Any, survey: Any, acme: Any
) -> None:
    first, *_rest = recommended(30, 0, 0)
    recommended(0, 0, 5, test=True)
    with tenant_context(acme):
        erase_response(first, actor=SYSTEM)
    text = words(viewer.get("/kpis/nps/"))
    assert "Left out 5 test responses, 1 erased response" in text
    assert "29 answers" in text
    assert "+100.0" in text


def test_both_paths_are_visible_beside_each_other(viewer: Any, survey: Any) -> None:
    recommended(50, 0, 0, dimensions={"path": "buyers"})
    recommended(0, 350, 600, dimensions={"path": "turned away"})
    answer = viewer.get("/kpis/nps/?by=dimension:path")
    text = words(answer)
    assert f"{MINUS}55.0" in text
    parts = {part.label: (part.written, part.interval, part.n) for part in answer.context["breakdown"]}
    assert parts == {
        "buyers": ("+100.0", "86.6 to 100.0", 50),
        "turned away": (f"{MINUS}63.2", f"{MINUS}66.0 to {MINUS}59.9", 950),
    }


def test_a_part_opens_into_exactly_the_responses_it_counts(viewer: Any, survey: Any) -> None:
    recommended(12, 0, 0, dimensions={"path": "buyers"})
    recommended(0, 0, 17, dimensions={"path": "turned away"})
    recommended(11, 0, 0)
    give([{"recommend": 9, "counter": 4}] * 13, dimensions={"path": "buyers"}, channel="web")
    for by in ("dimension:path", "survey", "touchpoint", "channel", "stage"):
        for metric in ("nps", "csat"):
            for part in viewer.get(f"/kpis/{metric}/?by={by}").context["breakdown"]:
                found = viewer.get(part.responses_url)
                assert count_in(found) == part.n, (metric, by, part.label)


def test_the_whole_figure_opens_into_its_responses_under_the_same_filters(viewer: Any, survey: Any) -> None:
    recommended(14, 0, 0, days=2)
    recommended(15, 0, 0, days=60)
    give([{"recommend": 9}] * 3, test=True)
    answer = viewer.get("/kpis/nps/?period=30")
    assert answer.context["reading"].kpi.n == 14
    assert count_in(viewer.get(answer.context["responses_url"])) == 14


def test_few_answers_in_a_part_hide_it_and_a_second_one(viewer: Any, survey: Any) -> None:
    recommended(30, 0, 0, dimensions={"path": "buyers"})
    recommended(20, 0, 0, dimensions={"path": "browsers"})
    recommended(0, 0, 4, dimensions={"path": "turned away"})
    answer = viewer.get("/kpis/nps/?by=dimension:path")
    shown = {part.label: part.value for part in answer.context["breakdown"]}
    assert shown == {"buyers": 100.0, "browsers": None, "turned away": None}
    text = words(answer)
    assert "fewer than 10 answers" in text
    assert "it would give away a group with too few answers" in text


def test_scales_are_never_pooled_and_the_other_one_can_be_chosen(viewer: Any, survey: Any) -> None:
    give([{"recommend": 9, "counter": 5}] * 20)
    seven = csat_of_seven()
    answer = viewer.get("/kpis/csat/")
    assert answer.context["reading"].kpi.n == 20
    text = words(answer)
    assert "12 answers on other scales" in text
    assert "CSAT, 1 to 7, the top 2 count as satisfied" in text
    other = viewer.get(f"/kpis/csat/?definition={seven.uid}")
    assert other.context["reading"].kpi.n == 12


def test_only_an_admin_makes_another_scale_the_primary_one(
    survey: Any, viewer: Any, analyst_of_acme: Any, ada: Any, acme: Any
) -> None:
    with tenant_context(acme):
        seven = csat_of_seven()
    for person in (viewer, analyst_of_acme):
        refused = person.post("/kpis/csat/primary/", {"definition": seven.uid})
        assert refused.status_code == 403
        assert "from now on" not in words(person.get(f"/kpis/csat/?definition={seven.uid}"))
    with tenant_context(acme):
        seven.refresh_from_db()
        assert not seven.is_primary
    assert "Show this scale on the overview from now on" in words(
        ada.get(f"/kpis/csat/?definition={seven.uid}")
    )
    assert ada.post("/kpis/csat/primary/", {"definition": seven.uid}).status_code == 302
    assert "CSAT, 1 to 7" in words(viewer.get("/"))


def test_a_trend_can_be_read_by_week_or_month_with_a_table_behind_it(viewer: Any, survey: Any) -> None:
    recommended(20, 0, 0, days=70)
    recommended(20, 0, 0, days=1)
    assert len(viewer.get("/kpis/nps/?interval=week").context["reading"].series) in {13, 14}
    answer = viewer.get("/kpis/nps/?interval=month")
    assert len(answer.context["reading"].series) in {3, 4}
    headers = answer.context["trend"].table.headers
    assert headers == ("Period", "NPS", "From", "To", "n")


@pytest.mark.parametrize("metric", ["nps", "csat", "ces", "touchpoint", "attribute"])
def test_a_metric_nobody_was_asked_tells_the_next_step(viewer: Any, metric: str) -> None:
    answer = viewer.get(f"/kpis/{metric}/")
    assert answer.status_code == 200
    assert "Nobody has been asked this yet" in words(answer)


@pytest.mark.parametrize(
    "path", ["/kpis/luck/", "/kpis/nps/?definition=x", "/kpis/nps/?definition=" + "0" * 32]
)
def test_an_unknown_metric_or_definition_is_not_found(viewer: Any, survey: Any, path: str) -> None:
    assert viewer.get(path).status_code == 404


def test_another_clients_definition_is_not_found(
    survey: Any, viewer: Any, analyst_of_globex: Any, acme: Any
) -> None:
    with tenant_context(acme):
        uid = MetricDefinition.objects.get(metric="nps").uid
    assert viewer.get(f"/kpis/nps/?definition={uid}").status_code == 200
    assert analyst_of_globex.get(f"/kpis/nps/?definition={uid}").status_code == 404


def test_links_between_figures_keep_the_filters(viewer: Any, survey: Any) -> None:
    recommended(20, 0, 0)
    page = viewer.get("/kpis/nps/?period=30&survey=relation&by=channel").content.decode()
    tabs = re.findall(r'href="(\?[^"]*by=stage[^"]*)"', page)
    assert tabs == ["?period=30&amp;survey=relation&amp;by=stage"]
