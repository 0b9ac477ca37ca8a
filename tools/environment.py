"""Make the virtual environment and install a locked set of packages into it, unless that is done already.

python3 tools/environment.py VENV requirements/SET.txt

Standard library only, and readable by old Pythons, so that they can say what is missing.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
# dev holds everything that demo does: who has installed it needs no demo set.
SERVED_BY = {"demo": ("demo", "dev"), "dev": ("dev",)}
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


def main(venv: Path, requirements: Path) -> str:
    """What went wrong, in words; empty when all is well."""
    if sys.version_info < OLDEST:
        return f"Python 3.11 or newer is needed, this is {VERSION}. Name another: make PYTHON=python3.12 ..."
    wait_for_others(venv.parent)
    if is_installed(venv, requirements):
        return ""
    return create(venv) or install(venv, requirements)


def wait_for_others(folder: Path) -> None:
    """Two copies started at once in a new checkout: the second waits until the first has installed."""
    descriptor = os.open(folder, os.O_RDONLY)  # held until this process ends
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another copy that installs packages", flush=True)
        fcntl.flock(descriptor, fcntl.LOCK_EX)


def is_installed(venv: Path, requirements: Path) -> bool:
    sets = [requirements.with_name(f"{name}.txt") for name in SERVED_BY[requirements.stem]]
    return runs(venv) and any(read(stamp_file(venv, one)) == stamp(one) for one in sets)


def create(venv: Path) -> str:
    if runs(venv):
        return ""
    print(f"Making a virtual environment with Python {VERSION} in {venv}", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], stdout=subprocess.PIPE)  # noqa: S603
    if made.returncode == 0:
        return ""
    return (
        f"{made.stdout.decode()}\nThis Python cannot make virtual environments. "
        "On Debian and Ubuntu: apt install python3-venv"
    )


def install(venv: Path, requirements: Path) -> str:
    count = sum("==" in line for line in requirements.read_text().splitlines())
    print(f"Installing {count} packages of {requirements} (once, a minute or so)", flush=True)
    for old in venv.glob("installed-*"):
        old.unlink()
    pip = [str(venv / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    pip += ["--no-input", "--require-hashes", "-r", str(requirements)]
    done = subprocess.run(pip, env={**os.environ, "PIP_USER": "0"}, stdin=subprocess.DEVNULL)  # noqa: S603
    if done.returncode != 0:
        return f"pip could not install {requirements}; the lines above say why."
    stamp_file(venv, requirements).write_text(stamp(requirements))
    return ""


def runs(venv: Path) -> bool:
    """Whether the environment is there, with the Python that was asked for."""
    say = "import sys; print(sys.version_info[0], sys.version_info[1], sep='.')"
    try:
        answer = subprocess.run([str(venv / "bin" / "python"), "-c", say], stdout=subprocess.PIPE)  # noqa: S603
    except OSError:
        return False
    return answer.stdout.decode().strip() == VERSION


def stamp(requirements: Path) -> str:
    return hashlib.sha256(requirements.read_bytes()).hexdigest()


def stamp_file(venv: Path, requirements: Path) -> Path:
    return venv / f"installed-{requirements.stem}"


def read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])) or 0)
