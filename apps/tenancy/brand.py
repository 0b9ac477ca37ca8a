"""The client's colour as a stylesheet of its own: ``/brand-<colour><digest>.css``, the same on every host.

The name carries the colour and a digest of the sheet, so it may be kept for ever and needs no client.
"""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse

AGENCY_COLOUR = "#23395d"
WHITE, BLACK = "#ffffff", "#000000"
READABLE = 4.5  # WCAG 2.2, 1.4.3: least contrast of text
FOR_EVER = "public, max-age=31536000, immutable"


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1, of ``#rrggbb`` (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """White where it can be read, else black; one of the two always has a contrast of at least 4.58."""
    return WHITE if contrast(colour, WHITE) >= READABLE else BLACK


def sheet(colour: str) -> str:
    return f":root{{--brand:{colour};--brand-text:{text_on(colour)}}}\n"


def brand_css_url(colour: str = AGENCY_COLOUR) -> str:
    return f"/brand-{_name(colour)}.css"


def brand_css(request: HttpRequest, name: str) -> HttpResponse:
    """A name of another build (its digest differs) is served too, but not kept."""
    colour = f"#{name[:6]}"
    response = HttpResponse(sheet(colour), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER if name == _name(colour) else "no-cache"
    return response


def _name(colour: str) -> str:
    return colour[1:] + hashlib.sha256(sheet(colour).encode()).hexdigest()[:8]
