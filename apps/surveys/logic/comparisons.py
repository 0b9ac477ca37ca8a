"""How one answer is compared with one value, as SurveyJS does it.

A missing answer (absent, null, "", [] or an object with nothing in it) is unequal to everything, neither
smaller nor larger than anything, and contains nothing: `!=`, `notcontains` and `empty` are true, every other
operator is false. Texts are equal regardless of case and of space around them; an answer that reads as a
number is one.

Where SurveyJS depends on accidents of JavaScript we are stricter; checks at loading keep such conditions out:
true is not 1; lists and truth values have no order; only texts and lists contain something; numbers are plain
decimals ("1,5", "1e3" and "0x10" are texts); a text keeps its spelling in `contains` ("1.50" contains ".50").
"""

from __future__ import annotations

import re
from typing import Any

JS_SPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?")


def is_missing(value: Any) -> bool:
    if isinstance(value, dict):
        return all(part is None or part in ("", [], {}) for part in value.values())
    return value is None or value == "" or value == []


def equal(answer: Any, value: Any) -> bool:
    if isinstance(answer, list | tuple) and isinstance(value, list | tuple):
        pairs = zip(sorted(answer, key=_order_key), sorted(value, key=_order_key), strict=False)
        return len(answer) == len(value) and all(equal(a, v) for a, v in pairs)
    if not isinstance(answer, str | int | float) or not isinstance(value, str | int | float):
        return False
    if isinstance(answer, bool) or isinstance(value, bool):
        return _equal_truth(answer, value)
    first, second = number(answer), number(value)
    if first is not None:
        return first == second
    return isinstance(answer, str) and isinstance(value, str) and _folded(answer) == _folded(value)


def _equal_truth(first: Any, second: Any) -> bool:
    if isinstance(first, bool) and isinstance(second, bool):
        return first == second
    truth, other = (first, second) if isinstance(first, bool) else (second, first)
    return isinstance(other, str) and other.lower() == ("true" if truth else "false")


def less(answer: Any, value: Any) -> bool:
    """Numbers by size; two texts by UTF-16 code units, so that ISO dates compare as dates."""
    pair = _ordered(answer, value)
    return pair is not None and bool(pair[0] < pair[1])


def greater(answer: Any, value: Any) -> bool:
    pair = _ordered(answer, value)
    return pair is not None and bool(pair[0] > pair[1])


def _ordered(answer: Any, value: Any) -> tuple[Any, Any] | None:
    first, second = number(answer), number(value)
    if first is None and isinstance(answer, str) and isinstance(value, str):
        return _utf16(answer), _utf16(value)
    return None if first is None or second is None else (first, second)


def contains(answer: Any, value: Any) -> bool:
    """A list holds the value (all of them, if it is a list); a text has it as a part."""
    if isinstance(answer, list | tuple):
        wanted = value if isinstance(value, list | tuple) else (value,)
        return all(any(equal(item, one) for item in answer) for one in wanted)
    return isinstance(answer, str) and isinstance(value, str) and value.lower() in answer.lower()


def any_of(answer: Any, values: Any) -> bool:
    if isinstance(answer, list | tuple):
        return any(contains(answer, value) for value in values)
    return any(equal(answer, value) for value in values)


def all_of(answer: Any, values: Any) -> bool:
    return all(contains(answer, value) for value in values)


def number(value: Any) -> int | float | None:
    """The value as a number if it is one or spells one."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if isinstance(value, str) and _DECIMAL.fullmatch(spelled := value.strip(JS_SPACE)):
        return float(spelled) if "." in spelled else int(spelled)
    return None


def _folded(text: str) -> str:
    return text.strip(JS_SPACE).lower()


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "surrogatepass")


def _order_key(value: Any) -> bytes:
    return _utf16(value if isinstance(value, str) else str(value).lower())
