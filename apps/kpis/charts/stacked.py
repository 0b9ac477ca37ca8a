"""One bar cut into shares: detractors, passives and promoters in one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.kpis.charts.svg import BANDS, WIDE, Fmt, number, picture, tag, text, text_width
from apps.kpis.charts.table import Table


@dataclass(frozen=True, slots=True)
class Segment:
    """A share in percent; `band` is low, middle or high."""

    label: str
    share: float
    band: str

    def words(self, fmt: Fmt) -> str:
        return f"{self.label} {fmt(self.share)}%"


def stacked(
    segments: Sequence[Segment], *, title: str, desc: str = "", fmt: Fmt = number, width: int = WIDE
) -> SafeString:
    """The shares side by side, each labelled below: first at the left, last at the right, others between.

    Where the labels would not fit in one line they stand in one line each.
    """
    total = sum(segment.share for segment in segments)
    parts: list[SafeString] = []
    words = [segment.words(fmt) for segment in segments]
    fits = sum(text_width(word) + 8 for word in words) <= width
    x = 0.0
    for i, segment in enumerate(segments):
        length = width * segment.share / total if total > 0 else 0.0
        hint = tag("title", words[i])
        parts.append(
            tag("rect", hint, x=x, y=0, width=length, height=16, class_=f"c-bar {BANDS[segment.band]}")
        )
        if fits:
            parts.append(_label(words, i, x + length / 2, width))
        else:
            y = 32 + 16 * i
            parts.append(
                tag("rect", x=0, y=y - 9, width=10, height=10, class_=f"c-bar {BANDS[segment.band]}")
            )
            parts.append(text(words[i], 16, y, "c-label"))
        x += length
    height = 38 if fits else 22 + 16 * len(segments)
    return picture(width, height, title, desc or "; ".join(words), parts, "stacked")


def _label(words: Sequence[str], i: int, middle: float, width: int) -> SafeString:
    if i == 0:
        return text(words[i], 0, 32, "c-label")
    if i == len(words) - 1:
        return text(words[i], width, 32, "c-label", "end")
    before = sum(text_width(word) + 8 for word in words[:i])
    after = sum(text_width(word) + 8 for word in words[i + 1 :])
    half = text_width(words[i]) / 2
    return text(words[i], min(max(middle, before + half), width - after - half), 32, "c-label", "middle")


def stacked_table(segments: Sequence[Segment], *, fmt: Fmt = number, caption: str = "") -> Table:
    return Table((_("Part"), "%"), tuple((s.label, fmt(s.share)) for s in segments), caption)
