"""python -m bench.load < plan.json: run the plan; print a line when the warm-up is over, and what came of it as JSON.

A plan: kind, port, host, path, connections, warm_up and seconds, most (requests in all); optionally a pace
(units a second over all connections); the rest belongs to the kind.
"""

from __future__ import annotations

import json
import statistics
import sys
import threading
import time
from collections import Counter
from typing import Any

from bench.load.respondents import KINDS
from bench.load.wire import Broken, Wire

MOST_CONNECTIONS = 64
MOST_SECONDS = 300.0


class Run:
    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.starts = time.monotonic() + min(plan["warm_up"], MOST_SECONDS)
        self.ends = self.starts + min(plan["seconds"], MOST_SECONDS)
        self.left = plan.get("most", 1_000_000)
        self.lock = threading.Lock()
        self.done = 0
        self.in_all = 0
        self.milliseconds: list[float] = []
        self.errors: Counter[str] = Counter()

    def connection(self, number: int) -> None:
        wire = Wire(self.plan["port"], self.plan["host"])
        work = KINDS[self.plan["kind"]](wire, self.plan)
        pause = self.plan["connections"] / self.plan["pace"] if self.plan.get("pace") else 0.0
        due = time.monotonic() + pause * number / self.plan["connections"]
        while (now := time.monotonic()) < self.ends and self._may_go_on():
            if pause:
                time.sleep(max(0.0, due - now))
                due += pause
            started = time.monotonic()
            try:
                complete = next(work)
            except (OSError, Broken) as error:
                with self.lock:
                    self.errors[str(error)] += 1
                work = KINDS[self.plan["kind"]](wire, self.plan)
                continue
            self._note(started, complete)
        wire.close()

    def _may_go_on(self) -> bool:
        with self.lock:
            self.left -= 1
            return self.left >= 0 and sum(self.errors.values()) < 100

    def _note(self, started: float, complete: int) -> None:
        ended = time.monotonic()
        with self.lock:
            self.in_all += complete
            if complete and self.starts <= ended < self.ends:
                self.done += complete
                self.milliseconds.append((ended - started) * 1000)


def main() -> None:
    plan = json.load(sys.stdin)
    run = Run(plan)
    threads = [
        threading.Thread(target=run.connection, args=(number,))
        for number in range(min(plan["connections"], MOST_CONNECTIONS))
    ]
    for thread in threads:
        thread.start()
    time.sleep(max(0.0, run.starts - time.monotonic()))
    print("measuring", flush=True)
    for thread in threads:
        thread.join()
    seconds = min(plan["seconds"], time.monotonic() - run.starts)
    found = {
        "done": run.done,  # in the measured time
        "in_all": run.in_all,  # and in the warm-up
        "seconds": seconds,
        "per_second": run.done / seconds if seconds > 0 else 0.0,
        "median_ms": statistics.median(run.milliseconds) if run.milliseconds else None,
        "errors": dict(run.errors),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
