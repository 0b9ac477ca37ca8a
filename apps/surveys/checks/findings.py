"""What a check finds in a draft, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Level = Literal["error", "hint"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the builder: names of a page and of an element, and the key of a setting; empty where outside.

    What stands inside a panel is placed at the panel.
    """

    page: str = ""
    element: str = ""
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Errors keep a draft from being published, hints do not; `pointer` leads into the document (RFC 6901)."""

    level: Level
    code: str
    place: Place
    words: str
    pointer: str

    @property
    def is_error(self) -> bool:
        return self.level == "error"


class Remark(NamedTuple):
    """A finding whose place is still to be looked up."""

    level: Level
    code: str
    pointer: str
    words: str


def error(code: str, pointer: str, words: str) -> Remark:
    return Remark("error", code, pointer, words)


def hint(code: str, pointer: str, words: str) -> Remark:
    return Remark("hint", code, pointer, words)


def placed(document: Any, remark: Remark) -> Finding:
    return Finding(
        remark.level, remark.code, place_of(document, remark.pointer), remark.words, remark.pointer
    )


def place_of(document: Any, pointer: str) -> Place:
    """The names along a pointer into a document, as far as the document has them."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    if steps[:1] != ["pages"] or len(steps) == 1:
        return Place(setting=steps[0] if steps else "")
    page, steps = _member(document, steps)
    if steps[:1] != ["elements"] or len(steps) == 1:
        return Place(_name(page), setting=steps[0] if steps else "")
    element, steps = _member(page, steps)
    return Place(_name(page), _name(element), steps[0] if steps else "")


def _member(parent: Any, steps: list[str]) -> tuple[Any, list[str]]:
    """The item of the list the first two steps lead to, and the steps left."""
    items = parent.get(steps[0]) if isinstance(parent, dict) else None
    index = steps[1] if len(steps) > 1 else ""
    found = (
        items[int(index)] if isinstance(items, list) and index.isdigit() and int(index) < len(items) else None
    )
    return found, steps[2:]


def _name(item: Any) -> str:
    name = item.get("name") if isinstance(item, dict) else None
    return name if isinstance(name, str) else ""
