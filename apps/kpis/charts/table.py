"""The table behind a chart: the same numbers for eyes, screen readers and copying."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.kpis.charts.svg import Fmt, tag


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows of finished text; the first cell of a row names it."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def html(self) -> SafeString:
        """An HTML table with scopes, for pages that need nothing special."""
        head = tag("tr", *(tag("th", header, scope="col") for header in self.headers))
        body = [
            tag("tr", tag("th", row[0], scope="row"), *(_cell(cell) for cell in row[1:])) for row in self.rows
        ]
        caption = [tag("caption", self.caption)] if self.caption else []
        return tag("table", *caption, tag("thead", head), tag("tbody", *body), class_="table table--dense")


def _cell(content: str) -> SafeString:
    is_number = content[:1].isdigit() or content[:1] in {"+", "-"}
    return tag("td", content, class_="num" if is_number else None)


def shown(value: float | None, fmt: Fmt) -> str:
    """A number for a table cell; empty where nothing may be shown."""
    return "" if value is None else fmt(value)
