import os
import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from cxplatform.embedded import EmbeddedError, Running, claim, start_postgres
from tests.embedded.processes import eventually, running_under


def ask(server: Running, query: str) -> object:
    with psycopg.connect(server.url) as connection:
        return connection.execute(query).fetchone()[0]


def test_the_server_listens_on_this_machine_alone_and_asks_for_a_password(postgres: Running) -> None:
    assert ask(postgres, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(postgres, "SHOW unix_socket_directories") == ""
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(postgres.url.replace("postgresql://cxplatform:", "postgresql://cxplatform:x"))


def test_text_sorts_the_same_on_every_machine(postgres: Running) -> None:
    query = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'cxplatform'"
    assert ask(postgres, query) == "bC.UTF-8"
    assert ask(postgres, "SELECT upper('però')") == "PERÒ"


def test_a_committed_row_survives_a_power_cut_by_default(data_dir: Path) -> None:
    with claim(data_dir):
        server = start_postgres(data_dir)
        try:
            assert ask(server, "SHOW fsync") == "on"
            assert ask(server, "SHOW synchronous_commit") == "on"
        finally:
            server.stop()


def test_a_restart_keeps_the_data_and_the_address(postgres: Running, data_dir: Path) -> None:
    with psycopg.connect(postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
    postgres.stop()
    again = start_postgres(data_dir, fsync=False)
    try:
        assert again.url == postgres.url
        assert ask(again, "SELECT value FROM kept") == 7
    finally:
        again.stop()


def test_another_port_is_found_when_somebody_took_the_old_one(postgres: Running, data_dir: Path) -> None:
    postgres.stop()
    with socket.create_server(("127.0.0.1", urlsplit(postgres.url).port)):
        again = start_postgres(data_dir, fsync=False)
    try:
        assert urlsplit(again.url).port != urlsplit(postgres.url).port
        assert ask(again, "SELECT 1") == 1
    finally:
        again.stop()


def test_the_server_starts_again_after_a_kill(postgres: Running, data_dir: Path) -> None:
    os.kill(postgres.process.pid, signal.SIGKILL)
    postgres.process.wait()
    again = start_postgres(data_dir, fsync=False)
    try:
        assert ask(again, "SELECT 1") == 1
    finally:
        again.stop()


def test_a_process_number_given_to_somebody_else_does_not_keep_the_server_from_starting(
    postgres: Running, data_dir: Path
) -> None:
    left_behind = Path(str(ask(postgres, "SHOW data_directory"))) / "postmaster.pid"
    lines = left_behind.read_text().splitlines()
    postgres.stop()
    left_behind.write_text("\n".join(["1", *lines[1:]]) + "\n")
    again = start_postgres(data_dir, fsync=False)
    try:
        assert ask(again, "SELECT 1") == 1
    finally:
        again.stop()


def test_a_server_whose_owner_was_killed_is_stopped_first(postgres: Running, data_dir: Path) -> None:
    again = start_postgres(data_dir, fsync=False)
    try:
        assert postgres.process.wait(5) == 0
        assert ask(again, "SELECT 1") == 1
    finally:
        again.stop()


def test_a_stop_leaves_no_process(postgres: Running, data_dir: Path) -> None:
    assert running_under(data_dir)
    postgres.stop()
    assert eventually(lambda: running_under(data_dir) == [])


def test_data_of_another_version_is_refused_with_the_way_out(postgres: Running, data_dir: Path) -> None:
    version = Path(str(ask(postgres, "SHOW data_directory"))) / "PG_VERSION"
    postgres.stop()
    version.write_text("17\n")
    with pytest.raises(EmbeddedError, match=r"made by PostgreSQL 17, installed is 18: run make demo-reset"):
        start_postgres(data_dir)


def test_a_start_that_fails_shows_the_end_of_the_log(postgres: Running, data_dir: Path) -> None:
    control = Path(str(ask(postgres, "SHOW data_directory"))) / "global" / "pg_control"
    postgres.stop()
    control.unlink()
    with pytest.raises(
        EmbeddedError, match=r"(?s)PostgreSQL stopped with exit code 2.*could not find the database"
    ):
        start_postgres(data_dir)


def test_half_a_cluster_left_by_a_kill_is_made_anew(data_dir: Path) -> None:
    with claim(data_dir):
        (data_dir / "postgres.new").mkdir()
        (data_dir / "postgres.new" / "PG_VERSION").write_text("18\n")
        server = start_postgres(data_dir, fsync=False)
        try:
            assert ask(server, "SELECT 1") == 1
        finally:
            server.stop()
