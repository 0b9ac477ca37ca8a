from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability.stack import Stack, running_stack

HERE = Path(__file__).parent
IS_LONG = os.environ.get("CX_RELIABILITY") == "long"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.reliability)


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with running_stack(tmp_path_factory.mktemp("reliability")) as running:
        yield running


@pytest.fixture(scope="session")
def is_long() -> bool:
    return IS_LONG
