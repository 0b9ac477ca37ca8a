import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxplatform.embedded import EmbeddedError, claim, empty, join_running, publish_services, running_services
from tests.embedded.processes import ROOT

CLAIM = """
import sys
from pathlib import Path
from cxplatform.embedded import claim
with claim(Path(sys.argv[1])):
    pass
"""


def claim_elsewhere(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CLAIM, str(folder)], cwd=ROOT, capture_output=True, text=True
    )


def test_a_folder_belongs_to_one_process_at_a_time(data_dir: Path) -> None:
    with claim(data_dir):
        refused = claim_elsewhere(data_dir)
        assert refused.returncode == 1
        assert f"{data_dir} is already in use by process {os.getpid()}: stop it first" in refused.stderr
    assert claim_elsewhere(data_dir).returncode == 0


def test_a_folder_that_cannot_be_made_is_named_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(EmbeddedError, match=r"Cannot use .*/file/data: Not a directory"),
        claim(tmp_path / "file/data"),
    ):
        pass


def test_services_are_found_while_their_owner_lives(data_dir: Path) -> None:
    with claim(data_dir):
        publish_services(data_dir, {"DATABASE_URL": "postgresql://there"})
        assert running_services(data_dir) == {"DATABASE_URL": "postgresql://there"}
        assert (data_dir / "services.json").stat().st_mode & 0o777 == 0o600
    assert running_services(data_dir) == {}
    assert running_services(data_dir / "nowhere") == {}


def test_a_command_joins_the_running_copy_unless_it_names_a_database(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("CX_DEMO", "0")
    monkeypatch.delenv("PORT", raising=False)
    with claim(data_dir):
        publish_services(data_dir, {"DATABASE_URL": "postgresql://there", "CX_DEMO": "1", "PORT": "8001"})
        join_running(data_dir)
        assert [os.environ[name] for name in ("DATABASE_URL", "CX_DEMO", "PORT")] == [
            "postgresql://there",
            "0",
            "8001",
        ]
        monkeypatch.setenv("DATABASE_URL", "postgresql://here")
        monkeypatch.delenv("PORT")
        join_running(data_dir)
        assert os.environ["DATABASE_URL"] == "postgresql://here"
        assert "PORT" not in os.environ


def test_emptying_leaves_what_it_did_not_make(data_dir: Path) -> None:
    (data_dir / "logs").mkdir(parents=True)
    (data_dir / "logs" / "web.log").touch()
    (data_dir / "mine.txt").touch()
    empty(data_dir, ("logs", "demo.json"), before=lambda _: None)
    assert [path.name for path in data_dir.iterdir()] == ["mine.txt"]


def test_emptying_removes_a_folder_of_its_own_making(data_dir: Path) -> None:
    with claim(data_dir):
        pass
    empty(data_dir, ("logs",), before=lambda _: None)
    assert not data_dir.exists()


def test_a_folder_in_use_is_not_emptied(data_dir: Path) -> None:
    with claim(data_dir):
        (data_dir / "logs").mkdir()
        command = "import sys; from pathlib import Path; from cxplatform.embedded import empty\n"
        command += "empty(Path(sys.argv[1]), ('logs',), before=lambda _: None)"
        refused = subprocess.run(
            [sys.executable, "-c", command, str(data_dir)], cwd=ROOT, capture_output=True, text=True
        )
        assert refused.returncode == 1
        assert "already in use" in refused.stderr
        assert (data_dir / "logs").exists()
