"""Sample files, and what became of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from apps.exchange.surveys.converting import Converted, convert

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def converted(found: Any, file_name: str = "survey.json") -> Converted:
    """Of bytes, or of a JSON document."""
    return convert(found if isinstance(found, bytes) else json.dumps(found).encode(), file_name)


def one_page(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A SurveyJS survey of one page."""
    return {"title": "Visit", "pages": [{"name": "p1", "elements": list(elements)}], **more}


def elements_of(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {element["name"]: element for page in document["pages"] for element in page["elements"]}


def fates_of(found: Converted) -> dict[str, tuple[str, str]]:
    """{source: (fate, note)}; of several entries about one place the last."""
    return {entry.source: (entry.fate, entry.note) for entry in found.report.entries}


def dropped_logic(found: Converted) -> list[tuple[str, str]]:
    """[(what stood in the file, note)]"""
    return [(e.what, e.note) for e in found.report.entries if e.is_logic and e.fate == "dropped"]
