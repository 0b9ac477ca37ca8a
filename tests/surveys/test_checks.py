"""Findings as such: their places, their order, how long a survey takes, and how long the checks take."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from apps.surveys.checks import Place, check_draft, estimate
from apps.surveys.checks.families.scales import is_unbalanced
from apps.surveys.checks.phrases import is_double, is_leading
from apps.surveys.questionnaire import load
from apps.surveys.templates_library import ORDER, template
from apps.surveys.translating.marks import digest
from tests.surveys.faults import Document, asked, choices, looks, page, survey


def places(document: Document) -> dict[str, Place]:
    return {finding.code: finding.place for finding in check_draft(document)}


def test_a_finding_names_page_question_and_setting() -> None:
    never = looks("score", ">", 10)
    found = places(
        survey(page(asked("nps", "score")), page(asked("comment", "why", visibleIf=never), name="second"))
    )
    assert found["unreachable"] == Place("second", "why", "visibleIf")


def test_what_is_about_the_whole_survey_has_no_page() -> None:
    assert places(survey(page({"type": "html", "name": "hello"})))["no_questions"] == Place(setting="pages")


def test_what_is_inside_a_panel_is_placed_at_the_panel() -> None:
    inside = asked("text", "what", visibleIf=looks("score", ">", 10))
    panel = asked("paneldynamic", "things", elements=[inside])
    found = places(survey(page(asked("nps", "score")), page(panel, name="second")))
    assert found["unreachable"] == Place("second", "things", "elements")


def test_findings_come_in_the_order_of_the_document() -> None:
    elements = [asked("comment", f"q{n}", visibleIf=looks("gone", "empty")) for n in range(12)]
    found = [finding.place.element for finding in check_draft(survey(page(*elements)))]
    assert found == [f"q{n}" for n in range(12)]


def test_a_translation_of_a_text_that_changed_is_hinted_at() -> None:
    question = asked("nps", "score") | {"title": {"en": "And now?", "it": "E prima?"}}
    document = survey(page(question), title={"en": "Ours", "it": "Nostra"})
    marks = {"score/title": {"it": digest("And before?")}, "title": {"it": digest("Ours")}}
    [found] = check_draft(document, translated=marks)
    assert (found.level, found.code, found.pointer) == ("hint", "stale", "/pages/0/elements/0/title")
    assert found.words == "“And now?” has changed since it was translated: it."
    assert check_draft(document) == ()


def test_lines_nobody_has_written_in_are_hinted_at() -> None:
    fresh = asked("radiogroup", "q", choices=[*choices("a"), {"value": "choice2"}, {"value": "choice3"}])
    [found] = check_draft(survey(page(fresh)))
    assert (found.level, found.code, found.pointer) == ("hint", "unwritten", "/pages/0/elements/0/choices/1")
    assert found.words == "Respondents will read “choice2”: the line has no text."


def test_a_draft_that_cannot_be_read_is_found_faulty_without_more() -> None:
    found = check_draft({"title": {"en": "x"}, "pages": [{"elements": [{"type": "horoscope", "name": "a"}]}]})
    assert [(f.code, f.place) for f in found] == [("unknown_type", Place("", "a", "type"))]


@pytest.mark.parametrize("document", [None, [], "x", {}, {"pages": 3}, {"title": {"en": "x"}, "pages": [7]}])
def test_whatever_is_sent_is_answered_with_findings(document: Any) -> None:
    assert any(finding.is_error for finding in check_draft(document))


def test_a_questionnaire_is_checked_as_its_document_is() -> None:
    document = survey(
        page(asked("nps", "score")), page(asked("comment", "why", visibleIf=looks("score", ">", 10)))
    )
    assert check_draft(load(document)) == check_draft(document)


def test_a_question_that_may_be_left_out_can_be_missing_on_the_same_page() -> None:
    score = asked("nps", "score", isRequired=True)
    same = survey(page(score, asked("comment", "why", visibleIf=looks("score", "empty"))))
    assert "unreachable" not in places(same)


def test_what_cannot_be_decided_is_not_called_wrong() -> None:
    """Thirty questions that all decide: too many ways to try, so nothing is said."""
    many = [asked("rating", f"q{n}", rateMin=0, rateMax=10) for n in range(30)]
    odd = {"all": [{"any": [looks(f"q{n}", "=", 3), looks(f"q{(n + 1) % 30}", "=", 4)]} for n in range(30)]}
    document = survey(page(*many), page(asked("comment", "why", visibleIf={"all": [odd, {"not": [odd]}]})))
    assert [f.code for f in check_draft(document) if f.is_error] in ([], ["unreachable"])


def test_calculated_values_and_invitations_may_be_anything() -> None:
    sums = [{"name": "sum", "expression": {"sum": [{"question": "score"}, 1]}}]
    far = {
        "all": [
            {"calculated": "sum", "op": ">", "value": 99},
            {"invitation": "city", "op": "=", "value": "Rome"},
        ]
    }
    document = survey(
        page(asked("nps", "score")), page(asked("text", "why", visibleIf=far)), calculatedValues=sums
    )
    assert [f.code for f in check_draft(document) if f.is_error] == []


def test_the_estimate_adds_reading_answering_and_turning_pages() -> None:
    """Four words read at 240 a minute take a second, a scale takes five, a page one and a half."""
    element = {"type": "nps", "name": "q", "title": {"en": "Would you recommend us?"}, "isRequired": True}
    assert estimate(load(survey(page(*[{**element, "name": f"q{n}"} for n in range(4)])))) == timedelta(
        seconds=26
    )


def test_what_depends_on_a_condition_takes_half_the_time() -> None:
    why = {"type": "radiogroup", "name": "why", "title": {"en": "Why?"}, "choices": choices("a")}
    always = survey(page(asked("nps", "score"), *({**why, "name": f"w{n}"} for n in range(20))))
    some = survey(
        page(
            asked("nps", "score"),
            *({**why, "name": f"w{n}", "visibleIf": looks("score", "=", 1)} for n in range(20)),
        )
    )
    bare = survey(page(asked("nps", "score")))
    taken = [estimate(load(document)).total_seconds() for document in (bare, some, always)]
    assert abs((taken[2] - taken[0]) - 2 * (taken[1] - taken[0])) <= 2


@pytest.mark.parametrize("key", ORDER)
def test_templates_take_a_minute_or_two_at_most(key: str) -> None:
    assert timedelta(seconds=20) < estimate(load(template(key).document())) < timedelta(minutes=2)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("How satisfied are you with the price and the quality?", "en", True),
        ("How clean and tidy was the store?", "en", True),
        ("Was it easy to find and/or to order?", "en", True),
        ("Choose a number between 0 and 10", "en", False),
        ("How well do you know our terms and conditions?", "en", False),
        ("Would you recommend us to friends and family?", "en", False),
        ("How satisfied were you, and why?", "en", False),
        ("How do you rate the journey between Rome and Bari?", "en", False),
        ("Quanto è soddisfatto del prezzo e della qualità?", "it", True),
        ("Il personale è stato rapido e cortese?", "it", True),
        ("Quanto è facile ordinare e/o restituire?", "it", True),
        ("Scelga un numero tra 0 e 10", "it", False),
        ("Quanto sono chiari termini e condizioni?", "it", False),
        ("Ci consiglierebbe ad amici e parenti?", "it", False),
        ("Quanto è soddisfatto e perché?", "it", False),
    ],
)
def test_two_questions_in_one(text: str, language: str, expected: bool) -> None:
    assert is_double(text, language) is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Don't you think our staff was friendly?", "en", True),
        ("How great was our new app?", "en", True),
        ("How do you rate our award-winning service?", "en", True),
        ("How do you rate our service?", "en", False),
        ("Did you not find what you were looking for?", "en", False),
        ("Non trova che il servizio sia migliorato?", "it", True),
        ("Come valuta il nostro eccellente servizio?", "it", True),
        ("Come valuta il nostro servizio?", "it", False),
        ("Che cosa non ha trovato?", "it", False),
    ],
)
def test_leading_words(text: str, language: str, expected: bool) -> None:
    assert is_leading(text, language) is expected


@pytest.mark.parametrize(
    ("answers", "language", "expected"),
    [
        (["Excellent", "Very good", "Good", "Fair", "Poor"], "en", True),
        (["Very satisfied", "Satisfied", "Neither", "Dissatisfied", "Very dissatisfied"], "en", False),
        (["Very satisfied", "Satisfied", "Dissatisfied"], "en", True),
        (["Not at all satisfied", "Not very satisfied", "Satisfied", "Very satisfied"], "en", False),
        (["The price", "The staff", "Poor quality"], "en", False),
        (["Ottimo", "Buono", "Discreto", "Scarso"], "it", True),
        (["Per niente soddisfatto", "Poco soddisfatto", "Soddisfatto", "Molto soddisfatto"], "it", False),
    ],
)
def test_scales_that_lean(answers: list[str], language: str, expected: bool) -> None:
    assert is_unbalanced(answers, language) is expected


def test_a_long_survey_without_faults_has_no_error() -> None:
    assert [finding for finding in check_draft(_long(150)) if finding.is_error] == []


def _long(count: int) -> Document:
    """Every question hangs on two before it, page after page."""
    kinds = ["nps", "csat", "radiogroup", "comment", "checkbox", "rating"]
    elements: list[Document] = []
    for n in range(count):
        element = asked(kinds[n % 6], f"q{n}")
        if element["type"] in ("radiogroup", "checkbox"):
            element["choices"] = choices("a", "b", "c", "d", "e")
        first = (n - 2) // 6 * 6
        if n > 2:
            further = [looks(f"q{first + 2}", "=", "a")] if first + 2 < n else []
            element["visibleIf"] = {"all": [looks(f"q{first}", "<=", 6), *further]}
        elements.append(element)
    return survey(*(page(*elements[n : n + 10]) for n in range(0, count, 10)))
