"""The condition editor: from JSON to a form and back, by what each question allows."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from apps.portal.builder.clauses import Clause, Rule, done, fitted, from_form, from_json, is_finished, to_json
from apps.portal.builder.conditions import clause_form
from apps.portal.builder.places import Place
from apps.portal.builder.subjects import Heap, by_code, offered
from apps.surveys.questionnaire import read_draft

CHOICES = [{"value": "bill", "text": {"en": "The bill"}}, {"value": 7, "text": {"en": "Seven"}}]
DOCUMENT = {
    "title": {"en": "Ours"},
    "language": "en",
    "calculatedValues": [{"name": "total", "expression": {"question": "nps"}}],
    "pages": [
        {
            "name": "p1",
            "elements": [
                {"type": "nps", "name": "nps", "title": {"en": "Recommend?"}},
                {"type": "checkbox", "name": "areas", "title": {"en": "Where?"}, "choices": CHOICES},
                {"type": "radiogroup", "name": "one", "title": {"en": "Which?"}, "choices": CHOICES},
                {"type": "consent", "name": "ok", "title": {"en": "Agreed"}},
                {"type": "matrix", "name": "m", "title": {"en": "Rate"}, "rows": [{"name": "staff"}]},
            ],
        },
        {"name": "p2", "elements": [{"type": "comment", "name": "why", "title": {"en": "Why?"}}]},
    ],
}


WHY = Place("element", "why")


def heaps(place: Place = WHY, **more: Any) -> list[Heap]:
    return offered(read_draft(DOCUMENT), place, "en", **more)


def as_posted(clause: Clause, path: str = "c") -> str:
    """The form as a browser would send it."""
    query = QueryDict(mutable=True)
    _put(query, clause, path)
    return query.urlencode()


def _put(query: QueryDict, part: Clause | Rule, path: str) -> None:
    if isinstance(part, Rule):
        for name, value in (("subject", part.subject), ("op", part.op), ("name", part.name)):
            query[f"{path}:{name}"] = value
        query.setlist(f"{path}:value", list(part.values))
        return
    query[f"{path}:kind"] = part.kind
    for i, inner in enumerate(part.parts):
        _put(query, inner, f"{path}.{i}")


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [{"question": "nps", "op": "<=", "value": 6}]},
        {
            "any": [
                {"question": "areas", "op": "anyof", "value": ["bill", 7]},
                {"question": "one", "op": "=", "value": 7},
            ]
        },
        {
            "all": [
                {"question": "ok", "op": "=", "value": True},
                {"not": [{"question": "m.staff", "op": "empty"}]},
            ]
        },
        {"all": [{"param": "store", "op": "=", "value": "roma"}, {"invitation": "tier", "op": "notempty"}]},
        {"all": [{"calculated": "total", "op": ">", "value": "3"}]},
    ],
)
def test_a_condition_survives_its_form(condition: dict[str, Any]) -> None:
    subjects = by_code(heaps())
    clause = fitted(from_form(QueryDict(as_posted(from_json(condition)))), subjects)
    assert is_finished(clause, subjects)
    assert to_json(clause, subjects) == condition


def test_a_lone_comparison_is_shown_as_a_group_of_one() -> None:
    assert from_json({"question": "nps", "op": ">", "value": 8}) == Clause(
        "all", (Rule("question:nps", ">", "", ("8",)),)
    )


def test_only_what_stands_before_is_offered() -> None:
    before = [one.code for heap in heaps(Place("element", "one")) for one in heap.subjects]
    assert before == ["question:nps", "question:areas", "calculated:total", "param", "invitation"]
    assert "question:m.staff" in by_code(heaps(Place("page", "p1"), after=True))
    assert "question:nps" not in by_code(heaps(Place("page", "p1")))


def test_operators_and_control_fit_the_question() -> None:
    rules = (
        Rule("question:nps"),
        Rule("question:areas", "contains"),
        Rule("question:ok", "<"),
        Rule("question:m"),
    )
    drawn = clause_form(Clause("all", rules), heaps()).parts
    assert [words for _op, words, _on in drawn[0].operators][:3] == ["is", "is not", "is at most"]
    assert [part.widget for part in drawn] == ["number", "choices", "truth", "none"]
    assert drawn[2].operators[0] == ("=", "is", True)  # "<" is nothing for a consent
    assert drawn[1].options == [("bill", "The bill", False), ("7", "Seven", False)]


def test_a_rule_without_a_value_is_not_finished() -> None:
    subjects = by_code(heaps())
    assert not is_finished(Clause("all", (Rule("question:nps", "<="),)), subjects)
    assert not is_finished(Clause("all", (Rule(),)), subjects)
    assert not is_finished(Clause("all", (Rule("param", "=", "", ("x",)),)), subjects)
    assert is_finished(Clause("all", (Rule("question:nps", "empty"),)), subjects)


def test_buttons_add_and_remove_rules_in_their_own_group() -> None:
    nested = Clause("all", (Rule("question:nps", ">", "", ("1",)), Clause("any", (Rule("question:ok"),))))
    assert done(nested, "rule c.1").parts[1] == Clause("any", (Rule("question:ok"), Rule()))
    assert done(nested, "group c").parts[2] == Clause("any", (Rule(),))
    assert done(nested, "remove c.1.0").parts[1] == Clause("any")
    assert done(nested, "remove c.0").parts == (nested.parts[1],)
    assert done(nested, "sing c") == nested


def test_a_question_that_is_gone_stays_in_its_condition() -> None:
    condition = {"all": [{"question": "gone", "op": "=", "value": "x"}]}
    subjects = by_code(heaps())
    clause = fitted(from_json(condition), subjects)
    assert to_json(clause, subjects) == condition
    assert clause_form(clause, heaps()).parts[0].is_unknown
