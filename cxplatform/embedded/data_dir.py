"""The folder one running copy keeps everything in, and the claim that no second copy uses it."""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import EmbeddedError

LOCK = "lock"
SERVICES = "services.json"


@contextmanager
def claim(data_dir: Path) -> Iterator[Path]:
    """Hold the folder for this process; the kernel lets go of it however the process ends."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = _lock(data_dir / LOCK)
    except BlockingIOError:
        raise EmbeddedError(
            f"{data_dir} is already in use by process {_holder(data_dir)}: "
            "stop it first, or set CX_DATA_DIR to another folder."
        ) from None
    except OSError as error:
        raise EmbeddedError(
            f"Cannot use {data_dir}: {error.strerror}. Set CX_DATA_DIR to a folder of your own."
        ) from error
    try:
        yield data_dir
    finally:
        os.close(descriptor)


def publish_services(data_dir: Path, services: Mapping[str, str]) -> None:
    """Write down where the services of this folder are, for commands run beside them."""
    write_private(data_dir / SERVICES, json.dumps(dict(services), indent=1))


def running_services(data_dir: Path) -> dict[str, str]:
    """The environment that reaches the copy now running in this folder; empty when none is."""
    with suppress(OSError), (data_dir / LOCK).open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return dict(json.loads((data_dir / SERVICES).read_text()))
    return {}


def join_running(data_dir: Path) -> None:
    """Let this process work on the copy running in this folder, unless DATABASE_URL names another."""
    services = running_services(data_dir)
    if os.environ.get("DATABASE_URL") in {None, "", services.get("DATABASE_URL")}:
        os.environ.update({name: value for name, value in services.items() if not os.environ.get(name)})


def empty(data_dir: Path, made: tuple[str, ...], *, before: Callable[[Path], None]) -> None:
    """Delete what a stopped copy made in its folder (names, or patterns); other files stay."""
    with claim(data_dir):
        before(data_dir)
        for pattern in made:
            for path in data_dir.glob(pattern):
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()
        (data_dir / LOCK).unlink()
    with suppress(OSError):
        data_dir.rmdir()


def write_private(path: Path, text: str) -> None:
    """Replace a file's content at once, readable by its owner alone."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)


def _lock(path: Path) -> int:
    deadline = time.monotonic() + 1  # a look by running_services, or a copy that is just ending
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
            continue
        # `empty` may have deleted the file between the two calls; then this lock guards nothing.
        if path.exists() and os.fstat(descriptor).st_ino == path.stat().st_ino:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
            return descriptor
        os.close(descriptor)


def _holder(data_dir: Path) -> str:
    with suppress(OSError):
        return (data_dir / LOCK).read_text() or "?"
    return "?"
