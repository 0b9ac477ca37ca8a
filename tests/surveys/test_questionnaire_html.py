import pytest

from apps.surveys.questionnaire import judge_answers, load
from tests.surveys.questionnaires import document, element_problems, one


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>Hello <b>you</b></p>", "<p>Hello <b>you</b></p>"),
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
        ("a<script>alert(1)</script>b", "ab"),
        ('<a href="javascript:x()">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<img src="x" onerror="y()">a', "a"),
        ('<p style="position:fixed">a</p>', "<p>a</p>"),
        ("Rest & Relax", "Rest &amp; Relax"),
    ],
)
def test_only_harmless_markup_is_kept(html, kept):
    assert one(type="html", html=html).html.in_language("en") == kept


def test_it_is_cleaned_again_when_shown():
    statement = one(type="html", html="<p>a</p>")
    object.__setattr__(statement.html, "entries", (("en", "<p>a<script>1</script></p>"),))
    assert statement.rendered("en") == "<p>a</p>"


def test_it_is_never_answered():
    judged = judge_answers(load(document({"type": "html", "name": "hello", "html": "a"})), {"hello": "x"})
    assert [(e.pointer, e.code) for e in judged.errors] == [("/answers/hello", "unknown_question")]


def test_it_cannot_be_required():
    assert element_problems(type="html", html="a", isRequired=True) == {"/isRequired": "unknown"}
