"""Processes that end with the one that started them, however it ends (Linux; elsewhere nothing happens)."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# Loaded before any fork: a child may only make plain calls between fork and exec.
_libc = ctypes.CDLL(None, use_errno=True)


def end_with_parent(parent: int, on_its_death: signal.Signals = signal.SIGKILL) -> None:
    """The kernel sends the signal when the thread that started this process ends. Forgotten when credentials change."""
    if sys.platform != "linux":
        return
    _libc.prctl(PR_SET_PDEATHSIG, int(on_its_death))
    if os.getppid() != parent:
        os._exit(1)
