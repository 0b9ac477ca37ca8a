"""PostgreSQL refuses root; these are the two ways around it, each in the situation that needs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxplatform.embedded import EmbeddedError, claim, remove_data, start_postgres
from cxplatform.embedded.postgres_home import SHARED
from tests.embedded.processes import ROOT, WITHOUT_SERVICES, refuse_namespaces, running_under

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="needs root")

START_AND_ASK = """
import sys
from pathlib import Path
import psycopg
from cxplatform.embedded import claim, start_postgres
data_dir = Path(sys.argv[1])
with claim(data_dir):
    server = start_postgres(data_dir, fsync=False)
    try:
        with psycopg.connect(server.url) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS visits (at timestamptz DEFAULT now())")
            connection.execute("INSERT INTO visits DEFAULT VALUES")
            print(connection.execute("SELECT count(*) FROM visits").fetchone()[0])
            print(connection.execute("SHOW data_directory").fetchone()[0])
    finally:
        server.stop()
"""


def start_and_ask(data_dir: Path, **options: object) -> tuple[int, Path]:
    """How often the cluster was visited, and where it is."""
    done = subprocess.run(
        [sys.executable, "-c", START_AND_ASK, str(data_dir)],
        env=WITHOUT_SERVICES,
        cwd=ROOT,
        capture_output=True,
        text=True,
        **options,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    visits, place = done.stdout.splitlines()
    return int(visits), Path(place)


def test_below_a_folder_closed_to_all_but_root_the_data_stays_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o700)
    data_dir = tmp_path / "closed" / "data"
    assert start_and_ask(data_dir) == (1, data_dir / "postgres")
    assert start_and_ask(data_dir) == (2, data_dir / "postgres")


def test_below_somebody_elses_closed_folder_the_data_goes_to_var_lib(foreign_folder: Path) -> None:
    data_dir = foreign_folder / "data"
    try:
        visits, place = start_and_ask(data_dir)
        assert (visits, place.parents[1]) == (1, SHARED)
        assert start_and_ask(data_dir) == (2, place)
    finally:
        remove_data(data_dir)
    assert not place.parent.exists()


def test_where_the_kernel_refuses_a_namespace_the_data_goes_to_var_lib(data_dir: Path) -> None:
    visits, place = start_and_ask(data_dir, preexec_fn=refuse_namespaces)
    assert (visits, place.parents[1]) == (1, SHARED)
    assert start_and_ask(data_dir) == (2, place)


def test_data_moves_along_when_the_kernel_begins_to_refuse(data_dir: Path) -> None:
    assert start_and_ask(data_dir) == (1, data_dir / "postgres")
    visits, place = start_and_ask(data_dir, preexec_fn=refuse_namespaces)
    assert (visits, place.parents[1]) == (2, SHARED)


def test_the_data_of_an_ordinary_user_is_left_alone(data_dir: Path) -> None:
    (data_dir / "postgres").mkdir(parents=True)
    os.chown(data_dir / "postgres", 12345, 12345)
    with claim(data_dir), pytest.raises(EmbeddedError, match="belongs to user 12345: run as that user"):
        start_postgres(data_dir)


def test_the_server_is_not_root_to_itself(data_dir: Path) -> None:
    with claim(data_dir):
        server = start_postgres(data_dir, fsync=False)
        try:
            powers = Path(f"/proc/{server.process.pid}/status").read_text()
        finally:
            server.stop()
    assert "CapEff:\t0000000000000000" in powers
    assert running_under(data_dir) == []
