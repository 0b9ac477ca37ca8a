"""Somebody who answers a survey with a browser that runs no script and keeps no cookie."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from django.test import Client as Browser

from tests.people import HOSTS

FORM = "application/x-www-form-urlencoded"


@dataclass
class Page:
    """What came back: the form as the browser would send it, without any button."""

    status: int
    html: str
    headers: Any
    fields: dict[str, list[str]] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)  # data-question of what is not hidden

    @property
    def location(self) -> str:
        return str(self.headers.get("Location", ""))


class Respondent:
    def __init__(self, client: str, code: str, query: str = "", **headers: Any) -> None:
        self.browser = Browser(headers=headers or {"accept-language": "en"})
        self.host = HOSTS[client]
        self.path = f"/s/{code}/" + (f"?{query}" if query else "")
        self.page: Page

    def open(self) -> Respondent:
        self.page = self.get(self.path)
        return self

    def get(self, path: str) -> Page:
        return read_page(self.browser.get(path, HTTP_HOST=self.host))

    def send(self, answers: dict[str, Any] | None = None, button: str = "go=next", **changes: Any) -> Page:
        """Fill in the page at hand, press a button; what comes back is the page at hand from then on."""
        name, _, value = button.partition("=")
        filled = {**self.page.fields, **_listed(answers or {}), **_listed(changes), name: [value]}
        sent = self.post({key: value for key, value in filled.items() if value != [None]})
        if sent.fields:
            self.page = sent
        return sent

    def post(self, data: dict[str, Any]) -> Page:
        return self.post_body(urlencode(data, doseq=True).encode())

    def post_body(self, body: bytes, content_type: str = FORM) -> Page:
        return read_page(self.browser.generic("POST", self.path, body, content_type, HTTP_HOST=self.host))


def _listed(answers: dict[str, Any]) -> dict[str, list[Any]]:
    return {key: value if isinstance(value, list) else [value] for key, value in answers.items()}


def read_page(response: Any) -> Page:
    parser = _Form()
    html = response.content.decode()
    parser.feed(html)
    return Page(response.status_code, html, response.headers, parser.fields, parser.shown)


class _Form(HTMLParser):
    """The successful controls of the page's form."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.shown: list[str] = []
        self._area: str | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("data-question") and "hidden" not in found:
            self.shown.append(found["data-question"] or "")
        if tag == "textarea":
            self._area = found["name"]
            self.fields[found["name"] or ""] = [""]
        if tag == "select":
            self._select = found.get("name") or ""
        if tag == "option" and self._select:  # the first, unless another is chosen
            chosen = self.fields.get(self._select) if "selected" not in found else None
            self.fields[self._select] = chosen or [found.get("value") or ""]
        if tag != "input" or not found.get("name"):
            return
        if found.get("type") in ("radio", "checkbox") and "checked" not in found:
            return
        self.fields.setdefault(found["name"] or "", []).append(found.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.fields[self._area] = [self.fields[self._area][0] + data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = ""
