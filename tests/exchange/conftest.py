from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _uploads_go_into_a_folder_of_the_test(settings: Any, tmp_path: Path) -> None:
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": str(tmp_path / "uploads")}
    settings.STORAGES = settings.STORAGES | {"default": default | {"OPTIONS": options}}
