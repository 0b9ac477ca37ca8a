"""What axe-core finds on a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")


def serious_findings(page: Page) -> list[str]:
    """Serious and critical findings as "rule: first element". The script goes in past the content policy."""
    if not SOURCE.exists():
        pytest.skip("axe-core is not installed: run npm ci in frontend/")
    page.evaluate(SOURCE.read_text())
    found = page.evaluate("axe.run(document)")
    return [
        f"{finding['id']}: {finding['nodes'][0]['html'][:200]}"
        for finding in found["violations"]
        if finding["impact"] in SERIOUS
    ]
