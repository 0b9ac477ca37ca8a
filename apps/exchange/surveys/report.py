"""What became of every element of a file: kept, kept in another form, kept in part, or left out with the reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Literal

Fate = Literal["exact", "equivalent", "approximated", "dropped"]

FATES: tuple[Fate, ...] = ("exact", "equivalent", "approximated", "dropped")
MOST_ENTRIES = 5_000
LONGEST_WORDS = 300


@dataclass(slots=True)
class Entry:
    """``source`` is the place in the file, ``what`` the words that stand there, ``note`` a code of ``notes``."""

    source: str
    kind: str
    what: str
    fate: Fate
    note: str = ""
    values: dict[str, str] = field(default_factory=dict)
    is_logic: bool = False

    def dump(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "kind": self.kind,
            "what": self.what,
            "fate": self.fate,
            "note": self.note,
            "values": self.values,
            "is_logic": self.is_logic,
        }


class Report:
    """Entries in the order of the file. Of more than are kept, only the counts are."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.counts: Counter[str] = Counter()

    def add(
        self,
        source: str,
        kind: str,
        what: Any,
        fate: Fate,
        note: str = "",
        *,
        is_logic: bool = False,
        **values: Any,
    ) -> None:
        self.counts[fate] += 1
        if is_logic and fate == "dropped":
            self.counts["dropped_logic"] += 1
        if len(self.entries) < MOST_ENTRIES or (is_logic and len(self.entries) < 2 * MOST_ENTRIES):
            shown = {name: shortened(value) for name, value in values.items()}
            self.entries.append(Entry(shortened(source), kind, shortened(what), fate, note, shown, is_logic))

    def withdraw(
        self, source: str, kind: str, what: str, note: str, *, is_logic: bool, **values: Any
    ) -> None:
        """It was thought kept, and is left out after all: its entry changes, or there is a new one.

        With a question goes everything that belongs to it.
        """
        found = [
            entry
            for entry in self.entries
            if (entry.source == source or entry.source.startswith(source + "/"))
            and entry.fate != "dropped"
            and (entry.kind == kind or kind == "question")
        ]
        shown = {name: shortened(value) for name, value in values.items()}
        for entry in found if kind == "question" else found[:1]:
            self.counts[entry.fate] -= 1
            self.counts["dropped"] += 1
            self.counts["dropped_logic"] += is_logic
            entry.fate, entry.note, entry.is_logic, entry.values = "dropped", note, is_logic, shown
        if not found:
            self.add(source, kind, what, "dropped", note, is_logic=is_logic, **values)

    def dump(self, format_name: str) -> dict[str, Any]:
        counts = {name: self.counts[name] for name in (*FATES, "dropped_logic")}
        return {
            "format": format_name,
            "elements": [entry.dump() for entry in self.entries],
            "counts": {**counts, "elements": sum(self.counts[fate] for fate in FATES)},
        }


def shortened(value: Any) -> str:
    """One line that can be stored and shown."""
    words = " ".join("".join(c if c.isprintable() else " " for c in str(value)[: 4 * LONGEST_WORDS]).split())
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"
