"""Texts with a little HTML as people type them: paragraphs with blank lines between, **bold**, links as addresses."""

from __future__ import annotations

import re
from html import unescape

from django.utils.html import escape

_PLAIN = re.compile(r"(?:<p>(?:[^<]|<br ?/?>|</?strong>|</?em>)*</p>\s*)+")


def as_typed(html: str) -> str:
    """What to show in the field; markup beyond paragraphs, bold and italics is shown as it is."""
    if not _PLAIN.fullmatch(html.strip()):
        return html
    text = re.sub(r"</p>\s*<p>", "\n\n", html.strip().removeprefix("<p>").removesuffix("</p>"))
    text = re.sub(r"<br ?/?>", "\n", text)
    text = re.sub(r"</?strong>", "**", text)
    return unescape(re.sub(r"</?em>", "*", text))


def as_html(typed: str) -> str:
    """Markup stays markup (it is cleaned on saving); plain words become paragraphs."""
    text = typed.replace("\r\n", "\n").strip()
    if not text or re.search(r"</?[a-z][^>]*>", text, re.IGNORECASE):
        return text
    paragraphs = [escape(part.strip()) for part in re.split(r"\n\s*\n", text)]
    return "".join(f"<p>{_marked(part)}</p>" for part in paragraphs if part)


def _marked(text: str) -> str:
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text, flags=re.DOTALL)
    text = re.sub(r"\*(.+?)\*", r"<em>\1</em>", text, flags=re.DOTALL)
    return text.replace("\n", "<br>")
