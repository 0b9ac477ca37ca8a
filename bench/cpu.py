"""CPU seconds of processes, from /proc: what a throughput on a busy machine cannot tell."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Spent:
    """CPU seconds between entering and leaving :func:`spent`."""

    seconds: dict[str, float] = field(default_factory=dict)

    def of(self, name: str) -> float:
        return self.seconds[name]


@contextmanager
def spent(**trees: int) -> Iterator[Spent]:
    """By name, of the processes with these ids and all below them. What ended meanwhile is not counted."""
    found = Spent()
    before = {name: _of_tree(pid) for name, pid in trees.items()}
    yield found
    for name, pid in trees.items():
        after = _of_tree(pid)
        found.seconds[name] = sum(after.values()) - sum(before[name].get(one, 0.0) for one in after)


def parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


def _of_tree(root: int) -> dict[int, float]:
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            children.setdefault(parent_of(int(folder.name)), []).append(int(folder.name))
        except OSError:
            continue
    found: dict[int, float] = {}
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        try:
            stat = _stat(pid)
        except OSError:
            continue
        found[pid] = (int(stat[11]) + int(stat[12])) / TICKS
        waiting += children.get(pid, [])
    return found


def _stat(pid: int) -> list[str]:
    """The fields after the command's name, which may hold anything: state, parent, ..."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
