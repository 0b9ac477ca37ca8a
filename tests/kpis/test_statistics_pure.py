"""The statistics stand alone: no framework, no database, no numeric library at run time."""

import ast
from pathlib import Path

import pytest

from apps.kpis import statistics

FILES = sorted(Path(statistics.__file__).parent.glob("*.py"))
OWN = {
    "__future__",
    "collections",
    "dataclasses",
    "decimal",
    "enum",
    "functools",
    "math",
    "operator",
    "statistics",
    "typing",
}


def imported(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add(node.module or "")
    return modules


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_statistics_module_imports_only_its_neighbours_and_the_standard_library(path):
    foreign = {
        module
        for module in imported(path)
        if module.split(".")[0] not in OWN and not module.startswith("apps.kpis.statistics.")
    }
    assert foreign == set()


def test_the_check_sees_the_modules():
    assert len(FILES) > 10
    assert "apps.kpis.statistics.histogram" in imported(FILES[0])
