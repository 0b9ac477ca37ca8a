import errno
import socket
import time

from cxplatform.embedded import EmbeddedError


def reserve_port(host: str, port: int, *, patience: float = 3.0) -> socket.socket:
    """Hold the web port until the web server takes it; raises EmbeddedError when somebody else has it.

    A listening socket, because the web server shares its port with whoever asks (SO_REUSEPORT): two copies
    started at the same moment would otherwise both serve it. `patience`: seconds for a former copy to end.
    """
    deadline = time.monotonic() + patience
    while True:
        try:
            return socket.create_server((host, port), family=_family(host), backlog=1)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                place = f"{host} port {port}"
                raise EmbeddedError(f"Cannot listen on {place} (CX_HOST, PORT): {error.strerror}.") from error
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Port {port} is taken by another program: stop it, or choose another port, "
                    f"for example PORT={port + 1 if port < 65535 else port - 1} make demo."
                ) from None
        time.sleep(0.1)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
