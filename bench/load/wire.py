"""HTTP/1.1 over one kept connection, as cheap as Python allows: what it costs is taken from who is measured."""

from __future__ import annotations

import socket

LONGEST = 4 * 1024 * 1024


class Broken(Exception):
    """The server hung up, or said something that is not expected here."""


class Wire:
    def __init__(self, port: int, host: str) -> None:
        self._port = port
        self._host = host
        self._socket: socket.socket | None = None
        self._rest = b""

    def get(self, path: str, *headers: str) -> tuple[int, bytes, bytes]:
        return self.ask("GET", path, headers)

    def post(self, path: str, body: bytes, *headers: str) -> tuple[int, bytes, bytes]:
        return self.ask("POST", path, (*headers, f"Content-Length: {len(body)}"), body)

    def ask(
        self, method: str, path: str, headers: tuple[str, ...], body: bytes = b""
    ) -> tuple[int, bytes, bytes]:
        """Status, raw head, body."""
        head = "\r\n".join((f"{method} {path} HTTP/1.1", f"Host: {self._host}", *headers, "", ""))
        try:
            self._connected().sendall(head.encode() + body)
            return self._answer()
        except (OSError, Broken):
            self.close()
            raise

    def close(self) -> None:
        if self._socket:
            self._socket.close()
            self._socket = None
        self._rest = b""

    def _connected(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=30)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _answer(self) -> tuple[int, bytes, bytes]:
        data = self._rest
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, data = data[:end], data[end + 4 :]
        length = _length(head)
        while len(data) < length:
            data += self._more()
        self._rest = data[length:]
        return int(head[9:12]), head, data[:length]

    def _more(self) -> bytes:
        assert self._socket is not None
        data = self._socket.recv(65536)
        if not data:
            raise Broken("the server hung up")
        return data


def header(head: bytes, name: bytes) -> bytes:
    """Of an answer's raw head; empty where it is absent. ``name`` in small letters."""
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip()
    return b""


def _length(head: bytes) -> int:
    length = header(head, b"content-length")
    if not length:
        raise Broken(f"no length in {head[:200]!r}")
    return min(int(length), LONGEST)
