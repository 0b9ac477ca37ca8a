"""The table for people, the JSON for machines."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench.measurement import Figure, Size

RESULTS = Path(__file__).with_name("results")
HEAD = ("measurement", "value", "floor", "ratio", "target", "ok")


def table(figures: Sequence[Figure]) -> str:
    lines = [HEAD, *(_cells(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    rule = "  ".join("-" * width for width in widths)
    body = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
    notes = [f"{figure.name}: {figure.note}" for figure in figures if figure.note]
    return "\n".join([body[0], rule, *body[1:], "", *notes])


def write_json(figures: Sequence[Figure], size: Size) -> Path:
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    found = {
        "at": now.isoformat(timespec="seconds"),
        "machine": {
            "cores": os.cpu_count(),
            "platform": platform.platform(),
            "python": platform.python_version(),
        },
        "load_average": os.getloadavg(),
        "size": asdict(size),
        "figures": [asdict(figure) | {"target": str(figure.target), "ok": figure.ok} for figure in figures],
    }
    file = RESULTS / f"{now:%Y%m%d-%H%M%S}.json"
    file.write_text(json.dumps(found, indent=1) + "\n")
    return file


def _cells(figure: Figure) -> tuple[str, ...]:
    return (
        f"{figure.name}: {figure.title}",
        f"{_number(figure.value)} {figure.unit}",
        "" if figure.floor is None else f"{_number(figure.floor)} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}x",
        str(figure.target),
        "yes" if figure.ok else "NO",
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
