"""A respondent's browser and a client's own system, as stubborn as they should be.

python -m tests.reliability.senders PLAN: sends ``count`` responses; each goes out under its own submission id, and
again under the same one until it is acknowledged. Prints "id recommend" of each acknowledged one.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

PATIENCE = 120.0
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Sender:
    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.line: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
        """Status 0 when the line broke: nobody knows whether it arrived."""
        try:
            if self.line is None:
                self.line = http.client.HTTPConnection("127.0.0.1", self.plan["port"], timeout=5)
            self.line.request(method, path, body, {"Host": self.plan["host"], **headers})
            answer = self.line.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.line = None
            return 0, ""

    def by_api(self, recommend: int, easy: int) -> str:
        submission = str(uuid.uuid4())
        body = json.dumps(
            {
                "survey": self.plan["survey"],
                "submission_id": submission,
                "answers": {"recommend": recommend, "counter": 1 + recommend % 5, "easy": easy},
                "dimensions": {"store": f"Store {recommend}"},
            }
        )
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.plan['key']}"}

        def send() -> bool:
            return self.ask("POST", "/api/v1/responses/", body, **headers)[0] in {200, 201}

        insist(send)
        if random.random() < 0.1 and not send():  # a retry of what was acknowledged: a nervous system
            insist(send)
        return submission

    def by_page(self, recommend: int, easy: int) -> str:
        path = f"/s/{self.plan['survey']}/"
        fields: dict[str, str] = {}

        def load() -> bool:
            status, page = self.ask("GET", path)
            fields.update(HIDDEN.findall(page))
            return status == 200

        insist(load)
        # Both pages of the survey at once, as a browser sends them with the last of its buttons.
        fields |= {"q-recommend": str(recommend), "q-counter": str(1 + recommend % 5), "q-easy": str(easy)}
        fields |= {"page": "p2", "asked": "recommend why counter easy"}
        form = urlencode(fields)
        insist(
            lambda: (
                self.ask("POST", path, form, **{"Content-Type": "application/x-www-form-urlencoded"})[0]
                == 303
            )
        )
        return fields["token"]


def insist(attempt: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE
    while not attempt():
        if time.monotonic() > ends:
            raise SystemExit("never acknowledged")
        time.sleep(random.uniform(0.05, 0.3))


def main() -> None:
    plan = json.loads(sys.argv[1])
    sender = Sender(plan)
    for number in range(plan["count"]):
        recommend, easy = random.randrange(11), random.randrange(1, 8)
        send = sender.by_page if plan["by_page"] and number % 2 else sender.by_api
        print(send(recommend, easy), recommend, easy, flush=True)
        time.sleep(plan.get("pause", 0.0))


if __name__ == "__main__":
    main()
