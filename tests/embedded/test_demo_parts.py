import json
import re
import socket
from pathlib import Path

import pytest

from cxplatform.demo.config import ROOT, Config, read_config
from cxplatform.demo.port import reserve_port
from cxplatform.demo.reset import reset_demo
from cxplatform.demo.table import sign_in_table
from cxplatform.embedded import EmbeddedError, claim, free_port

DEMO = {
    "agency": {
        "url": "http://localhost:8001/",
        "users": [{"role": "agency_owner", "email": "ana@agency.example", "password": "secret"}],
    },
    "clients": [
        {
            "slug": "acme",
            "name": "Acme",
            "host": "acme.localhost",
            "url": "http://acme.localhost:8001/",
            "api_key": "cx_key",
            "users": [{"role": "viewer", "email": "cleo@acme.example", "password": "secret"}],
        }
    ],
    "surveys": [
        {"client": "acme", "code": "visit", "url": "http://acme.localhost:8001/s/visit/"},
        {"client": "globex", "code": "other", "url": "http://globex.localhost:8001/s/other/"},
    ],
}


def config_in(folder: Path, **real_services: str) -> Config:
    return Config("127.0.0.1", 8001, folder, real_services)


def test_without_settings_the_demo_runs_on_port_8000_in_the_checkout() -> None:
    config = read_config({})
    assert (config.host, config.port, config.data_dir) == ("127.0.0.1", 8000, ROOT / ".local")
    assert config.variables() == {"CX_DEMO": "1", "CX_DATA_DIR": str(ROOT / ".local"), "PORT": "8000"}


def test_given_servers_reach_the_product() -> None:
    given = {"DATABASE_URL": "postgresql://there/db", "REDIS_URL": "redis://there", "PORT": "8001"}
    assert read_config(given).variables().items() >= given.items()


@pytest.mark.parametrize("port", ["web", "0", "65536", "-1", "\N{FULLWIDTH DIGIT EIGHT}0"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(EmbeddedError, match=re.escape(f"from 1 to 65535, not {port!r}.")):
        read_config({"PORT": port})


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(EmbeddedError, match=f"Port {port} is taken .* PORT="):
            reserve_port("127.0.0.1", port, patience=0)


def test_a_port_that_shares_itself_is_taken_all_the_same() -> None:
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        port = other.getsockname()[1]
        with pytest.raises(EmbeddedError, match="is taken"):
            reserve_port("127.0.0.1", port, patience=0)


def test_a_reserved_port_cannot_be_reserved_again() -> None:
    port = free_port()
    with reserve_port("127.0.0.1", port), pytest.raises(EmbeddedError, match="is taken"):
        reserve_port("127.0.0.1", port, patience=0)


def test_an_address_of_another_machine_is_refused_with_the_reason() -> None:
    with pytest.raises(EmbeddedError, match=r"Cannot listen on 192\.0\.2\.1 port 8001 \(CX_HOST, PORT\): "):
        reserve_port("192.0.2.1", 8001)


def test_the_table_shows_addresses_sign_ins_keys_and_surveys(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text(json.dumps(DEMO))
    assert sign_in_table(config_in(tmp_path), 2.345).splitlines() == [
        "",
        "Ready after 2.3 s.",
        "",
        "  Agency console       http://localhost:8001/",
        "    agency_owner       ana@agency.example               secret",
        "",
        "  Acme                 http://acme.localhost:8001/",
        "    viewer             cleo@acme.example                secret",
        "    API key            cx_key",
        "    survey             http://acme.localhost:8001/s/visit/",
        "",
        f"The same as JSON: {tmp_path}/demo.json",
        f"Logs, with the mails: {tmp_path}/logs",
        "Ctrl-C stops everything; the data stays.",
    ]


def test_a_reset_leaves_files_of_others_and_given_servers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("postgres", "logs", "uploads"):
        (tmp_path / name).mkdir()
    for name in ("demo.json", "postgres.json", "celerybeat-schedule.db", "notes.txt"):
        (tmp_path / name).touch()
    reset_demo(config_in(tmp_path, DATABASE_URL="postgresql://there/db"))
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert "DATABASE_URL is set: that server is left as it is." in capsys.readouterr().out


def test_a_running_demo_is_not_reset(tmp_path: Path) -> None:
    with claim(tmp_path), pytest.raises(EmbeddedError, match="already in use"):
        reset_demo(config_in(tmp_path))
