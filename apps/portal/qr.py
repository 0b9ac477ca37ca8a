"""A survey's address as a QR code. It is black on white whatever the theme, or cameras do not read it."""

from __future__ import annotations

import io

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks


def qr_inline(address: str, title: str) -> SafeString:
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(scale=4, border=QUIET_ZONE, dark="#000", light="#fff", title=title, omitsize=True)
    return mark_safe(svg)  # noqa: S308 - drawn by segno, the title escaped there


def qr_file(address: str) -> bytes:
    """A file for print: an SVG document of its own."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(out, kind="svg", scale=10, border=QUIET_ZONE, dark="#000", light="#fff")
    return out.getvalue()
