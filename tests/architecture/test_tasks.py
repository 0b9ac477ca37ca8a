from __future__ import annotations

import ast
from pathlib import Path

from cxplatform.celery import app

ROOT = Path(__file__).resolve().parents[2]


def enqueued_names() -> set[str]:
    """First arguments of ``enqueue(...)`` and the like, wherever they stand as a plain text."""
    found = set()
    for path in (ROOT / "apps").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"enqueue", "send_to_all_clients"}:
                found |= {a.value for a in node.args[:1] if isinstance(a, ast.Constant)}
    return found


def test_every_enqueued_name_is_a_task() -> None:
    app.loader.import_default_modules()
    assert enqueued_names()
    assert enqueued_names() <= set(app.tasks)


def test_every_periodic_name_is_a_task() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
