"""What the names of a file stand for in our questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["number", "text", "date", "truth", "choice", "choices", "ranking", "group", "free"]
"""``free``: a parameter of the address, a field of the invitation or a calculated value; it compares with anything."""


@dataclass(frozen=True)
class Target:
    """``source`` is a condition's: {"question": ...}, {"param": ...}, {"invitation": ...} or {"calculated": ...}.

    ``values`` are a choice's by the file's spelling; ``item`` names the one choice of a multiple question this is
    about, where the file treats each choice as a yes or no of its own.
    """

    source: Mapping[str, str]
    kind: Kind = "free"
    values: Mapping[str, Any] = field(default_factory=dict)
    item: Any = None
    truth: tuple[str, str] = ("true", "false")  # how the file spells yes and no
    approximated: str = ""  # a code of notes
    is_spaced: bool = False  # several choices are spelled as one text with spaces between
    is_repeated: bool = False  # stands among repeated questions

    @property
    def pipe(self) -> str:
        """How a text holds it."""
        kind, name = next(iter(self.source.items()))
        if self.is_repeated:
            return "{panel." + name + "}"
        return "{" + (name if kind == "question" else f"{kind}:{name}") + "}"


class Scope:
    """Targets by the file's names; where upper and lower case differ only, the first is found.

    ``otherwise`` is asked for names no element has.
    """

    def __init__(self) -> None:
        self.otherwise: Callable[[str], Target | None] = lambda _name: None
        self._targets: dict[str, Target] = {}
        self._folded: dict[str, Target] = {}

    def __setitem__(self, name: str, target: Target) -> None:
        self._targets[name] = target
        self._folded.setdefault(name.lower(), target)

    def forget(self, name: str) -> None:
        self._targets.pop(name, None)
        self._folded.pop(name.lower(), None)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._folded

    def get(self, name: str) -> Target | None:
        return self._targets.get(name) or self._folded.get(name.lower()) or self.otherwise(name)
