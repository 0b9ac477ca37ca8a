"""Port and password of a service: made once, kept in the data folder, so that a restart has the same URL."""

import json
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from .data_dir import write_private
from .errors import EmbeddedError
from .processes import Running, wait_until_ready

START_TRIES = 3


@dataclass(frozen=True)
class Address:
    password: str
    port: int | None = None


def kept_address(file: Path) -> Address:
    with suppress(FileNotFoundError):
        return Address(**json.loads(file.read_text()))
    address = Address(secrets.token_urlsafe(24))
    write_private(file, json.dumps(asdict(address)))
    return address


def start_at_address(
    file: Path, start: Callable[[Address], Running], is_ready: Callable[[Running], bool], *, seconds: float
) -> Running:
    """Start at the kept port, or another if that is taken, and wait until ready. Raises EmbeddedError."""
    kept = kept_address(file)
    for tries_left in reversed(range(START_TRIES)):
        address = replace(kept, port=free_port(kept.port))
        write_private(file, json.dumps(asdict(address)))
        service = start(address)
        try:
            wait_until_ready(service, is_ready, seconds)
        except EmbeddedError:
            # The port may have gone between the look and the start; any other failure is final.
            if not tries_left or free_port(address.port) == address.port:
                raise
        else:
            break
    return service


def free_port(preferred: int | None = None) -> int:
    """A TCP port on 127.0.0.1 that nobody listens on now: the preferred one if possible."""
    for port in (preferred or 0, 0):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise EmbeddedError("No free TCP port on 127.0.0.1.")
