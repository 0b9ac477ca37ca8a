"""Small questionnaires for the tests of this folder."""

import pytest

from apps.surveys.questionnaire import AnswerError, QuestionnaireError, load


def document(*elements, **settings):
    """A document of one page with these elements."""
    return {
        "title": {"en": "Visit"},
        "language": "en",
        "pages": [{"name": "p1", "elements": list(elements)}],
        **settings,
    }


def one(**element):
    """The only question of a questionnaire."""
    element = {"name": "q", **element}
    return load(document(element)).elements[element["name"]]


def problems(found):
    """The problems of a document, as {pointer: code}."""
    with pytest.raises(QuestionnaireError) as caught:
        load(found)
    return {problem.pointer: problem.code for problem in caught.value.errors}


def element_problems(**element):
    """The problems of an element, as {pointer below the element: code}."""
    here = "/pages/0/elements/0"
    return {
        pointer.removeprefix(here): code
        for pointer, code in problems(document({"name": "q", **element})).items()
    }


def refusal(question, raw):
    """The code an answer is refused with."""
    with pytest.raises(AnswerError) as caught:
        question.judge(raw)
    return caught.value.code
