"""Child processes that never outlive the one that started them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cxplatform.orphans import end_with_parent

from .errors import EmbeddedError

# Signals to try in turn, each with the seconds it is given before the next, and the last before a kill.
Stops = tuple[tuple[signal.Signals, float], ...]


@dataclass(frozen=True)
class Running:
    name: str
    url: str
    process: subprocess.Popen[bytes]
    log: Path
    stops: Stops

    def stop(self) -> None:
        stop_together(self)

    def kill(self) -> None:
        """What kill -9 does to it: the process and whatever is left in its group."""
        _signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def last_lines(self, count: int = 15) -> str:
        with suppress(OSError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])
        return ""


def spawn(
    name: str,
    command: Sequence[str | Path],
    *,
    log: Path,
    url: str = "",
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path = Path("/"),
    enter: Callable[[], None] | None = None,
    stops: Stops = ((signal.SIGTERM, 3.5),),
    orphaned: signal.Signals | None = None,
) -> Running:
    """Start a child in its own session (so a terminal's Ctrl-C does not reach it) with its output in `log`.

    `enter` runs in the child before the program. Call from the main thread: on Linux the child gets the signal
    `orphaned` (its first stop signal, if not given) when the thread that started it ends, however it ends.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            [os.fspath(part) for part in command],
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=prepare_child(orphaned or stops[0][0], enter),
        )
    if process.stdin:
        with suppress(BrokenPipeError), process.stdin as pipe:
            pipe.write(stdin)
    return Running(name, url, process, log, stops)


def prepare_child(
    on_parent_death: signal.Signals, enter: Callable[[], None] | None = None
) -> Callable[[], None]:
    """What a child does between fork and exec."""
    parent = os.getpid()

    def prepare() -> None:
        if enter:
            enter()
        end_with_parent(parent, on_parent_death)  # after `enter`, which may change the credentials

    return prepare


def stop_together(*services: Running) -> None:
    """Ask all at once, then wait for each, pressing harder when its time is up."""
    for service in services:
        _ask(service, service.stops[0][0])
    for service in services:
        for position, (stop_signal, seconds) in enumerate(service.stops):
            if position:
                _ask(service, stop_signal)
            with suppress(subprocess.TimeoutExpired):
                service.process.wait(seconds)
                break
        service.kill()


def wait_until_ready(service: Running, is_ready: Callable[[Running], bool], seconds: float) -> None:
    """Poll until the service is ready; an EmbeddedError carries the end of its log when it never is."""
    deadline = time.monotonic() + seconds
    while not is_ready(service):
        code = service.process.poll()
        if code is None and time.monotonic() < deadline:
            time.sleep(0.02)
            continue
        reason = "did not answer in time" if code is None else f"stopped with exit code {code}"
        service.kill()
        raise EmbeddedError(f"{service.name} {reason}. The end of {service.log}:\n{service.last_lines()}")


def command_line(pid: int) -> str:
    """The program and arguments of a process; empty when there is none."""
    if sys.platform != "linux":
        ps = ["/bin/ps", "-o", "command=", "-p", str(pid)]
        return subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603
    with suppress(OSError):  # a small container may have no ps
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
    return ""


def _ask(service: Running, stop_signal: signal.Signals) -> None:
    if service.process.poll() is None:
        service.process.send_signal(stop_signal)


def _signal_group(group: int, stop_signal: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, stop_signal)
