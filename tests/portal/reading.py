"""Reading a page as a person does: its text without markup."""

from __future__ import annotations

import html
import re
from typing import Any

SKIPPED = re.compile(r"<(script|style|title|desc)\b.*?</\1>", re.DOTALL)
TAGS = re.compile(r"<[^>]+>")


def words(answer: Any) -> str:
    """What stands on the page, one space between words; spaces before punctuation taken out."""
    text = TAGS.sub(" ", SKIPPED.sub(" ", answer.content.decode()))
    text = html.unescape(text).replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"\s+([.,;:])(?=\s)", r"\1", re.sub(r"\s+", " ", text))


def count_in(answer: Any) -> int:
    """How many responses a list says it found."""
    found = re.search(r"([\d,]+) responses?\b", words(answer))
    assert found is not None, words(answer)[:500]
    return int(found[1].replace(",", ""))
