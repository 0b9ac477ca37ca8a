"""What a condition of a file can look at in an element of ours, by the element's type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from apps.exchange.surveys.expressions.scope import Kind, Target

KINDS: dict[str, Kind] = {
    **dict.fromkeys(("nps", "csat", "ces", "rating", "slider"), "number"),
    **dict.fromkeys(("radiogroup", "dropdown"), "choice"),
    **dict.fromkeys(("boolean", "consent"), "truth"),
    **dict.fromkeys(("comment", "hidden"), "text"),
    "checkbox": "choices",
    "ranking": "ranking",
}
INPUTS: dict[str, Kind] = {"number": "number", "date": "date"}


def target_of(element: Mapping[str, Any], values: Mapping[str, Any] | None = None, **more: Any) -> Target:
    """``values`` are our choices by the file's spelling."""
    kind: Kind = KINDS.get(element["type"], "group")
    if element["type"] == "text":
        kind = INPUTS.get(element.get("inputType", "text"), "text")
    if element["type"] == "imagepicker":
        kind = "choices" if element.get("multiSelect") else "choice"
    return Target({"question": element["name"]}, kind, values or {}, **more)
