"""Values of choices as ours must be: a printable text of at most 200 characters, or a whole number, each once."""

from __future__ import annotations

from typing import Any

from apps.exchange.surveys.texts import plain

LONGEST = 200
MOST = 500


class Values:
    """The values of one list of choices; ``by_spelling`` finds ours by the file's."""

    def __init__(self) -> None:
        self.by_spelling: dict[str, str | int] = {}
        self._taken: set[str] = set()

    def add(self, raw: Any) -> str | int | None:
        """Ours for a value of the file; None for one that stands there already."""
        spelled = spelling(raw)
        if spelled in self.by_spelling:
            return None
        value: str | int = raw if type(raw) is int and abs(raw) <= 10**15 else legal(spelled)
        number = 1
        while str(value) in self._taken:
            number += 1
            value = f"{legal(spelled)[: LONGEST - 8]} {number}"
        self._taken.add(str(value))
        self.by_spelling[spelled] = value
        return value


def spelling(raw: Any) -> str:
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    return str(raw)


def legal(spelled: str) -> str:
    words = plain(spelled, LONGEST)
    return (
        " ".join("".join(c if c.isprintable() else " " for c in words).split())[:LONGEST].strip() or "choice"
    )


def whole(raw: Any) -> int | None:
    """The whole number a value is or spells."""
    if type(raw) is int:
        return raw
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    spelled = str(raw).strip() if isinstance(raw, str) else ""
    return int(spelled) if spelled.lstrip("-").isdecimal() and len(spelled) < 12 else None


def as_scale(raw_values: list[Any]) -> tuple[int, int] | None:
    """The ends of a scale within 0 to 10 if these are all its values in order."""
    numbers = [whole(raw) for raw in raw_values]
    if len(numbers) < 2 or any(number is None for number in numbers):
        return None
    found = [number for number in numbers if number is not None]
    is_run = found == list(range(found[0], found[0] + len(found)))
    return (found[0], found[-1]) if is_run and found[0] >= 0 and found[-1] <= 10 else None
