"""What one simulated respondent, or one sending system, does over and over."""

from __future__ import annotations

import json
import random
import re
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from bench.load.wire import Broken, Wire, header

HIDDEN = re.compile(rb'<input\b(?=[^>]*\btype="hidden")[^>]*>')
NAME = re.compile(rb'\bname="([^"]*)"')
VALUE = re.compile(rb'\bvalue="([^"]*)"')
FORM = "Content-Type: application/x-www-form-urlencoded"
JSON = "Content-Type: application/json"

# Each next() does one unit of work and yields how many of them are now complete.
Work = Iterator[int]


def look(wire: Wire, plan: dict[str, Any]) -> Work:
    """GET one page."""
    while True:
        status, _head, _body = wire.get(plan["path"])
        expect(status, 200)
        yield 1


def answer(wire: Wire, plan: dict[str, Any]) -> Work:
    """A complete response: GET the page, POST it, GET the thanks. Reads each page for ``least_seconds`` first.

    Whoever reads is another respondent, with another address, than who answers meanwhile: each turn opens one
    page, and sends the oldest one that was read long enough.
    """
    opened: deque[tuple[float, str, list[tuple[str, str]]]] = deque()
    while True:
        address = (
            f"X-Forwarded-For: 10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(256)}"
        )
        path = f"{plan['path']}?{urlencode({k: random.choice(v) for k, v in plan.get('params', {}).items()})}"
        status, _head, body = wire.get(path, address)
        expect(status, 200)
        opened.append((time.monotonic(), path, hidden_fields(body)))
        if time.monotonic() - opened[0][0] < plan["least_seconds"]:
            yield 0
            continue
        _since, path, fields = opened.popleft()
        form = [
            *fields,
            *((f"q-{name}", str(random.choice(values))) for name, values in plan["answers"].items()),
        ]
        status, head, _body = wire.post(path, urlencode(form).encode(), FORM, address)
        expect(status, 303)
        status, _head, _body = wire.get(header(head, b"location").decode(), address)
        expect(status, 200)
        yield 1


def insert(wire: Wire, plan: dict[str, Any]) -> Work:
    """POST one small form."""
    while True:
        status, _head, _body = wire.post(plan["path"], urlencode({"q1": random.randrange(11)}).encode(), FORM)
        expect(status, plan["status"])
        yield 1


def send(wire: Wire, plan: dict[str, Any]) -> Work:
    """POST one response to the REST API."""
    key = f"Authorization: Bearer {plan['key']}"
    while True:
        body = {
            "survey": plan["survey"],
            "submission_id": str(uuid.uuid4()),
            "answers": {name: random.choice(values) for name, values in plan["answers"].items()},
            "dimensions": {k: random.choice(v) for k, v in plan["params"].items()},
        }
        status, _head, _body = wire.post(plan["path"], json.dumps(body).encode(), JSON, key)
        expect(status, 201)
        yield 1


KINDS: dict[str, Callable[[Wire, dict[str, Any]], Work]] = {
    "look": look,
    "answer": answer,
    "insert": insert,
    "send": send,
}


def hidden_fields(page: bytes) -> list[tuple[str, str]]:
    found = []
    for tag in HIDDEN.findall(page):
        name, value = NAME.search(tag), VALUE.search(tag)
        if name:
            found.append((name[1].decode(), value[1].decode() if value else ""))
    return found


def expect(status: int, wanted: int) -> None:
    if status != wanted:
        raise Broken(f"status {status} instead of {wanted}")
