"""What holds on every way through a questionnaire, sound or not, whatever is answered."""

import json
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.surveys.logic import Respondent, dump_route, walk_with
from apps.surveys.questionnaire import judge_answers, read_draft
from tests.surveys.routes import read_route
from tests.surveys.ways import Maker


@st.composite
def cases(draw):
    maker = Maker(draw(st.randoms(use_true_random=False)))
    respondent = Respondent(maker.params(), seed=draw(st.sampled_from(["", "1", "2"])))
    return read_draft(maker.document()), maker.answers(), respondent


@settings(max_examples=300, deadline=None)
@given(cases())
def test_a_way_is_the_same_again_leads_forward_and_ends(case):
    questionnaire, raw, respondent = case
    route = questionnaire.route_for(respondent.seed)
    found = walk_with(route, raw, respondent)
    assert found == walk_with(route, raw, respondent)
    places = [route.places[name] for name in found.pages]
    assert places == sorted(set(places))
    assert sorted(found.shown + found.hidden) == sorted(questionnaire.elements)
    page_of = {step.name: step.page for step in route.steps}
    assert {page_of[name] for name in found.shown} == set(found.pages)
    assert found.required <= set(found.shown)
    assert found.ending == "" or questionnaire.ending(found.ending) is not None
    json.dumps(found.calculated, allow_nan=False)


@settings(max_examples=300, deadline=None)
@given(cases())
def test_judging_and_walking_agree(case):
    questionnaire, raw, respondent = case
    judged = judge_answers(questionnaire, raw, url_params=respondent)
    walk = walk_with(questionnaire.route_for(respondent.seed), judged.answers, respondent)
    assert walk == judged.walk
    assert set(judged.answers) <= set(walk.shown)
    assert set(judged.ignored) <= set(walk.hidden)
    again = judge_answers(questionnaire, judged.answers, url_params=respondent)
    assert (again.answers, again.scores, again.ignored) == (judged.answers, judged.scores, [])


@settings(max_examples=100, deadline=None)
@given(cases())
def test_what_the_browser_is_told_leads_the_same_way(case):
    questionnaire, raw, respondent = case
    route = questionnaire.route_for(respondent.seed)
    told = read_route(json.loads(json.dumps(dump_route(route))))
    assert walk_with(told, raw, respondent) == walk_with(route, raw, respondent)


def test_the_ways_made_here_jump_end_and_calculate():
    """Else the tests above would prove nothing."""
    found = []
    for seed in range(200):
        maker = Maker(Random(seed))
        found.append(walk_with(read_draft(maker.document()).route, maker.answers()))
    assert sum(bool(walk.hidden) for walk in found) > 50
    assert sum(bool(walk.ending) for walk in found) > 20
    assert sum(bool(walk.calculated) for walk in found) > 100
    assert sum(bool(walk.required) for walk in found) > 20
