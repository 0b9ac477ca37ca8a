import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxplatform.embedded import Running, claim, remove_data, start_postgres


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A folder that a copy may claim, with what is awkward in a path."""
    folder = tmp_path / "it's a folder" / "data"
    yield folder
    remove_data(folder)


@pytest.fixture
def postgres(data_dir: Path) -> Iterator[Running]:
    with claim(data_dir):
        server = start_postgres(data_dir, fsync=False)
        yield server
        server.stop()


@pytest.fixture
def foreign_folder(tmp_path: Path) -> Path:
    """Closed, and owned by somebody else: only the full powers of root pass it."""
    if os.geteuid() != 0:
        pytest.skip("needs root")
    folder = tmp_path / "foreign"
    folder.mkdir(mode=0o700)
    shutil.chown(folder, user=12345)
    return folder
