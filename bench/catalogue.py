"""The measurements by name, in the order they run. A module is imported when it is its turn: it needs Django."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    title: str
    function: str  # dotted path under bench
    client: str = "bench"  # whose numbers: a client without, with a short or with a long history


MEASUREMENTS = {
    "page": Measurement("the public page beside a bare one", "pages.page"),
    "complete": Measurement("a complete response beside a bare one", "pages.complete"),
}
