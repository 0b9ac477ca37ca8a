"""Cells of tables that a spreadsheet will open."""

from __future__ import annotations

from typing import Any

RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def defused(cell: Any) -> Any:
    """A text that a spreadsheet would run as a formula is shown instead; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(RUNS_AS_FORMULA):
        return "'" + cell
    return cell


def armed(cell: str) -> str:
    """The text that :func:`defused` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RUNS_AS_FORMULA) else cell
