"""Looking at processes from outside."""

import ctypes
import json
import os
import platform
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psycopg
import redis

ROOT = Path(__file__).parents[2]
WITHOUT_SERVICES = {
    k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL", "CX_DATA_DIR"}
}
RUN = [sys.executable, "-m", "cxplatform.embedded", "run", "--no-fsync", "--"]
# A command that says where its services are, then waits.
SAY_AND_WAIT = "import json, os, time; print(json.dumps(dict(os.environ)), flush=True); time.sleep(60)"


def start_beside(*command: str, data_dir: Path | None = None, **options: object) -> subprocess.Popen[str]:
    environment = WITHOUT_SERVICES | ({"CX_DATA_DIR": str(data_dir)} if data_dir else {})
    return subprocess.Popen(
        [*RUN, *command],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **options,
    )


def start_waiting(
    data_dir: Path | None = None, **options: object
) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """A waiting command and the environment it says it has."""
    runner = start_beside(sys.executable, "-c", SAY_AND_WAIT, data_dir=data_dir, **options)
    said = runner.stdout.readline()
    try:
        return runner, json.loads(said)
    except ValueError:
        raise AssertionError(said + runner.communicate()[0]) from None


def answers(environment: Mapping[str, str]) -> list[str]:
    """Which of the two services answer."""
    found = []
    try:
        with psycopg.connect(environment["DATABASE_URL"], connect_timeout=2) as connection:
            connection.execute("SELECT 1")
        found.append("PostgreSQL")
    except psycopg.OperationalError:
        pass
    try:
        redis.Redis.from_url(environment["REDIS_URL"]).ping()
        found.append("Valkey")
    except redis.ConnectionError:
        pass
    return found


def running_under(folder: Path) -> list[str]:
    """Command lines of processes that name a path in this folder."""
    return [line for line in _command_lines().values() if str(folder) in line]


def descendants(pid: int) -> set[int]:
    parents = {one: _parent(one) for one in _command_lines()}
    found = {pid}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def alive(pids: set[int]) -> dict[int, str]:
    return {pid: line for pid, line in _command_lines().items() if pid in pids}


def eventually(holds: Callable[[], bool], seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def refuse_namespaces() -> None:
    """As a container does: a seccomp filter answers unshare() with EPERM, here and in the children."""
    unshare = {"x86_64": 272, "aarch64": 97}[platform.machine()]
    # load the call's number; is it unshare? then EPERM, else allow
    program = [(0x20, 0, 0, 0), (0x15, 0, 1, unshare), (0x06, 0, 0, 0x00050001), (0x06, 0, 0, 0x7FFF0000)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    head = ctypes.create_string_buffer(struct.pack("HL", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(38, 1, 0, 0, 0)  # no new privileges
    if libc.prctl(22, 2, head) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def _command_lines() -> dict[int, str]:
    """Of all processes but the dead that nobody has collected."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if line := (folder / "cmdline").read_text(errors="replace").replace("\0", " ").strip():
                found[int(folder.name)] = line
        except OSError:
            continue
    return found


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def kill_hard(process: subprocess.Popen[str]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
