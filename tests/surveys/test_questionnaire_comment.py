from tests.surveys.questionnaires import one, refusal


def test_lines_are_kept_and_ended_as_in_unix():
    assert one(type="comment").judge("too slow\r\nand rude\r\n") == "too slow\nand rude"


def test_a_comment_may_not_be_longer_than_said():
    assert refusal(one(type="comment", maxLength=5), "x" * 6) == "too_long"


def test_a_comment_has_at_most_10000_characters():
    assert len(one(type="comment").judge("x" * 10_000)) == 10_000
    assert refusal(one(type="comment"), "x" * 10_001) == "too_long"


def test_a_comment_that_cannot_be_stored_is_refused():
    assert refusal(one(type="comment"), "half a pair \ud800") == "unstorable"
