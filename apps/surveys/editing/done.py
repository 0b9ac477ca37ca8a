from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Done:
    """What an operation did. `selected` is what to look at next, `change` what to remember of it, without a language;
    faults found at `pointer` of the document are said of the operation's member `blamed`."""

    selected: str | None
    change: dict[str, Any]
    pointer: str = ""
    blamed: str = ""
    notes: tuple[str, ...] = ()
