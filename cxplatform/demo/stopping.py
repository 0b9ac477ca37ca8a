"""Ctrl-C, SIGTERM and a closed terminal: taken note of at once, obeyed between two looks."""

import signal
import time
from collections.abc import Callable, Sequence

from cxplatform.embedded import EmbeddedError, Running

LOOK_EVERY = 0.1


class StopRequested(Exception):
    pass


class StopSignal:
    """Set by the first signal. No child is started or stopped half-way; later signals change nothing."""

    def __init__(self) -> None:
        self.requested = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) is not signal.SIG_IGN:  # as nohup asks
                signal.signal(number, self._note)

    def _note(self, *_: object) -> None:
        self.requested = True

    def wait_while(
        self, going_on: Callable[[], bool], watched: Sequence[Running], seconds: float = float("inf")
    ) -> None:
        """Until `going_on` is over. Raises StopRequested, or EmbeddedError when a watched child died."""
        deadline = time.monotonic() + seconds
        while going_on():
            if self.requested:
                raise StopRequested
            for service in watched:
                if (code := service.process.poll()) is not None:
                    raise EmbeddedError(epitaph(service, code))
            if time.monotonic() > deadline:
                raise EmbeddedError(f"No answer within {seconds:.0f} seconds.")
            time.sleep(LOOK_EVERY)


def epitaph(service: Running, code: int) -> str:
    how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"stopped with exit code {code}"
    return f"{service.name} {how}. The end of {service.log}:\n\n{service.last_lines()}\n"
