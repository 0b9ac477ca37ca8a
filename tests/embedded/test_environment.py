"""The virtual environment that the Makefile keeps in step with the lock files."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.embedded.processes import ROOT
from tools import environment

PIN = re.compile(r"^([a-z0-9._-]+==[^ ]+)", re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with two empty lock files and an environment."""
    folder = tmp_path / "a checkout"
    (folder / "requirements").mkdir(parents=True)
    for name in ("demo", "dev"):
        (folder / "requirements" / f"{name}.txt").touch()
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    return folder


def is_installed(checkout: Path, name: str) -> bool:
    return environment.is_installed(checkout / "venv", checkout / "requirements" / f"{name}.txt")


def pretend_installed(checkout: Path, name: str) -> None:
    lock = checkout / "requirements" / f"{name}.txt"
    environment.stamp_file(checkout / "venv", lock).write_text(environment.stamp(lock))


def pins(name: str) -> set[str]:
    return set(PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text()))


def test_the_sets_contain_each_other_at_the_same_versions() -> None:
    assert len(pins("production")) > 20
    assert pins("production") < pins("demo") < pins("dev")


def test_a_set_is_installed_until_its_lock_file_changes(checkout: Path) -> None:
    assert not is_installed(checkout, "demo")
    pretend_installed(checkout, "demo")
    assert is_installed(checkout, "demo")
    (checkout / "requirements" / "demo.txt").write_text("# changed\n")
    assert not is_installed(checkout, "demo")


def test_the_larger_set_serves_the_smaller_one_but_not_the_other_way(checkout: Path) -> None:
    pretend_installed(checkout, "dev")
    assert is_installed(checkout, "demo")
    (checkout / "venv" / "installed-dev").unlink()
    pretend_installed(checkout, "demo")
    assert not is_installed(checkout, "dev")


def test_an_environment_whose_python_is_gone_is_made_anew(checkout: Path) -> None:
    pretend_installed(checkout, "demo")
    for link in (checkout / "venv" / "bin").glob("python*"):
        link.unlink()
    assert not is_installed(checkout, "demo")


def test_a_lock_file_with_nothing_to_install_is_stamped(checkout: Path) -> None:
    script = [sys.executable, ROOT / "tools" / "environment.py"]
    paths = [checkout / "new venv", checkout / "requirements" / "demo.txt"]
    first = subprocess.run([*script, *paths], capture_output=True, text=True)
    assert first.returncode == 0, first.stderr
    assert "Making a virtual environment" in first.stdout
    again = subprocess.run([*script, *paths], capture_output=True, text=True)
    assert (again.returncode, again.stdout) == (0, "")


def test_a_package_without_its_hash_is_not_installed(checkout: Path) -> None:
    with zipfile.ZipFile(checkout / "tiny-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("tiny-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        wheel.writestr("tiny-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr("tiny-1.dist-info/RECORD", "")
    lock = checkout / "requirements" / "demo.txt"
    lock.write_text("tiny==1\n")
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "environment.py", checkout / "new venv", lock],
        env=os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": checkout.as_uri()},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Hashes are required in --require-hashes mode" in done.stderr
    assert not (checkout / "new venv" / "installed-demo").exists()
