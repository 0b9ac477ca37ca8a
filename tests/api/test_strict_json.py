from __future__ import annotations

import json
import time

import pytest

from apps.common.api.strict_json import MOST_BYTES, MOST_DEPTH, Unreadable, depth, strict_json
from apps.common.errors import Invalid


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"1", 0),
        (b"[]", 1),
        (b'{"a": [{"b": []}]}', 4),
        (b'["[[[[", {"]": "{"}]', 2),
        (b'["\\"[[[", "\\\\", []]', 2),
        (b"[[[", 3),
        (b'["[[[', 1),
        (b'["[[[\\', 1),
    ],
)
def test_depth_counts_brackets_outside_of_strings(body: bytes, expected: int) -> None:
    assert depth(body) == expected


def test_json_is_read_down_to_the_allowed_depth_and_no_deeper() -> None:
    assert strict_json(b"[" * MOST_DEPTH + b"]" * MOST_DEPTH)
    with pytest.raises(Unreadable):
        strict_json(b"[" * (MOST_DEPTH + 1) + b"]" * (MOST_DEPTH + 1))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"NaN",
        b'{"a": NaN}',
        b"[Infinity]",
        b"[-Infinity]",
        b"[1e400]",
        b"[-1e999]",
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "b": 1}}',
        b"\xff",
        b'"\xed\xa0\x80"',  # half a pair, as UTF-8 must not spell it
        b"\xef\xbb\xbf{}",
        b"[1] x",
        b"9" * 5000,
        b"[" * 2000 + b"]" * 2000,
        b'"a\x00b"',
    ],
)
def test_what_is_not_clean_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        strict_json(body)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (rb'{"a": ["x", "\u0000"]}', "/a/1"),
        (rb'{"a": "\ud83d"}', "/a"),
        (rb'{"a": "\ude00\ud83d"}', "/a"),
        (rb'{"a/b": {"~": "\udFFF"}}', "/a~1b/~0"),
        (rb'{"\uD800": 1}', ""),
    ],
)
def test_characters_that_cannot_be_stored_are_named(body: bytes, pointer: str) -> None:
    with pytest.raises(Invalid) as caught:
        strict_json(body)
    assert [error.pointer for error in caught.value.errors] == [pointer]


@pytest.mark.parametrize("text", ["😀", "\\u0000", "\\ud800", "è \u2028"])
def test_characters_that_only_look_suspicious_are_read(text: str) -> None:
    assert strict_json(json.dumps([text]).encode()) == [text]
    assert strict_json(json.dumps([text], ensure_ascii=False).encode()) == [text]


SMALL = {"survey": "x", "answers": {"a": 1, "b": [1, 2]}, "dimensions": {"store": 'Roma "centro"'}}


@pytest.mark.parametrize(
    "body",
    [
        b"[" * MOST_BYTES,
        b"[" + b"[]," * (MOST_BYTES // 3 - 1) + b"1]",
        b'["' + b'\\"' * (MOST_BYTES // 2 - 2),
        b'"' + b"\\" * (MOST_BYTES - 1),
        b'["' + b'","' * (MOST_BYTES // 3 - 2) + b'"]',
        json.dumps([SMALL] * 20_000).encode()[:MOST_BYTES],
    ],
    ids=["opening", "pairs", "escaped quotes", "backslashes", "strings", "objects"],
)
def test_no_body_makes_the_depth_slow(body: bytes) -> None:
    """Milliseconds for each; what would try again and again takes minutes, so half a second tells them apart."""
    started = time.perf_counter()
    depth(body)
    assert time.perf_counter() - started < 0.5
