"""Rules of the house that no linter knows, each with the reason for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# One place per kind of work enters a client; the rest runs where it was called (ADR 0002).
ENTERS_A_CLIENT = {
    "apps/tenancy/middleware.py": "a request",
    "apps/tenancy/task_base.py": "a task",
    "apps/tenancy/commands.py": "a command",
    "apps/tenancy/services.py": "the creation of a client",
    "apps/tenancy/management/commands/migrate_clients.py": "migrations",
    "apps/kpis/sweeping.py": "the sweep, to name the client in a message",
    "apps/agency/services.py": "the console's summaries",
    "apps/agency/demo/load.py": "the demo's data",
    "apps/accounts/entering.py": "the token of an entry, which is public",
    "apps/exchange/imports/resuming.py": "the sweep of imports",
    "cxplatform/health.py": "/readyz, before a client is looked up",
}
ENTERING = {"tenant_context", "schema_context", "set_tenant", "set_schema", "set_schema_to_public"}


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


CODE = list(sources("apps", "cxplatform"))


def called(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def last_name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def imported(tree: ast.AST) -> set[str]:
    """Full names of what a module imports: "a.b" and "a.b.c" for ``from a.b import c``."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_a_client_is_entered_in_the_places_listed_and_nowhere_else() -> None:
    found = {name for name, tree in CODE if any(last_name(call.func) in ENTERING for call in called(tree))}
    assert found == set(ENTERS_A_CLIENT)


def entered_as_a_context(tree: ast.AST) -> list[str]:
    """What stands in a ``with`` under a bare name that ends in client or tenant."""
    return [
        ast.unparse(item.context_expr)
        for node in ast.walk(tree)
        if isinstance(node, ast.With | ast.AsyncWith)
        for item in node.items
        if last_name(item.context_expr).endswith(("client", "tenant"))
    ]


def test_no_client_is_used_as_a_context_manager() -> None:
    """django-tenants keeps those on a stack that threads share: exits land on another client."""
    assert [(name, found) for name, tree in CODE if (found := entered_as_a_context(tree))] == []
    assert entered_as_a_context(ast.parse("with client:\n    pass")) == ["client"]


@pytest.mark.parametrize("forbidden", ["django.db.models.signals", "django.dispatch", "django.core.signals"])
def test_nothing_happens_behind_the_back_of_a_model(forbidden: str) -> None:
    """A signal acts where nobody reads: higher apps call lower ones, and lower ones enqueue by name."""
    assert [name for name, tree in CODE if any(i.startswith(forbidden) for i in imported(tree))] == []


def test_work_in_the_background_is_started_by_name_alone() -> None:
    """An imported task could be called with .delay(), past the client in the header and past the commit."""
    importing = [
        name
        for name, tree in CODE
        if any(i.startswith("apps.") and "tasks" in i.split(".") for i in imported(tree))
    ]
    starting = {
        name
        for name, tree in CODE
        if any(last_name(call.func) in {"delay", "apply_async", "send_task"} for call in called(tree))
    }
    assert importing == []
    assert starting == {"apps/common/jobs.py"}


def test_the_product_reads_its_environment_in_one_place() -> None:
    """Apart from what runs before Django: the servers the demo brings along, and its supervisor."""
    reading = {
        name
        for name, tree in CODE
        if any(
            ast.unparse(node) == "os.environ" for node in ast.walk(tree) if isinstance(node, ast.Attribute)
        )
        and not name.startswith(("cxplatform/embedded/", "cxplatform/demo/"))
    }
    assert reading == {"cxplatform/env.py", "cxplatform/celery.py", "cxplatform/wsgi.py"}


def test_scores_are_written_by_the_ledger_alone() -> None:
    """Whoever else wrote one would leave the rollup behind: the models are for reading."""
    ledger = {"Score", "ScoreDelta", "Histogram"}
    writing = {
        "create",
        "bulk_create",
        "update",
        "delete",
        "get_or_create",
        "update_or_create",
        "bulk_update",
    }
    found = [
        (name, ast.unparse(call))
        for name, tree in CODE
        for call in called(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in writing
        and any(ast.unparse(call.func).startswith(f"{model}.objects.") for model in ledger)
    ]
    assert found == []


def test_answers_come_in_by_one_way() -> None:
    """responses.services.record_responses: whoever else made a Response would count nothing, or twice."""
    makers = {
        name
        for name, tree in CODE
        for call in called(tree)
        if ast.unparse(call.func)
        in {"Response.objects.create", "Response.objects.bulk_create", "store_responses"}
    }
    assert makers == {"apps/responses/services.py"}
