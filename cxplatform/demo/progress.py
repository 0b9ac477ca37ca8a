"""Words on the terminal, if there is one: a terminal that went away must not keep the demo from stopping."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

WIDTH = 34


def say(text: str = "", end: str = "\n") -> None:
    with suppress(OSError):
        print(text, end=end, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done, then how long it took."""
    started = time.monotonic()
    say(f"  {name} ".ljust(WIDTH, "."), end=" ")
    try:
        yield
    except BaseException:
        say("not done")
        raise
    say(f"{time.monotonic() - started:5.1f} s")
