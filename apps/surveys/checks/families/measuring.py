"""What the survey measures and where it is counted.

A recommendation (NPS) is about the whole relationship and needs no touchpoint. CSAT, CES and ratings without one are
allowed, they are counted as free scores of the client, so this is a hint and not an error; only a touchpoint that the
inventory does not have is an error, because its scores would have nowhere to go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark, error, hint
from apps.surveys.checks.registry import register
from apps.surveys.questionnaire import Question

LOCAL = {"csat", "ces", "touchpoint"}
"""Metrics of one encounter."""


@register
def touchpoints(examined: Examined) -> Iterator[Remark]:
    for spot in examined.outer.values():
        named = [(spot.pointer, spot.raw.get("touchpoint"))]
        named += [
            (f"{spot.pointer}/rows/{r}", row.get("touchpoint"))
            for r, row in enumerate(spot.raw.get("rows", ()))
        ]
        for pointer, code in named:
            if code and examined.touchpoints is not None and code not in examined.touchpoints:
                words = _("The inventory has no touchpoint with this code: %(codes)s.") % {"codes": code}
                yield error("unknown_touchpoint", pointer + "/touchpoint", words)


@register
def free_scores(examined: Examined) -> Iterator[Remark]:
    for spot in examined.outer.values():
        element = examined.element(spot)
        if not isinstance(element, Question):
            continue
        if any(item.metric in LOCAL and not item.touchpoint for item in element.metric_items()):
            words = _("It measures no touchpoint: its score will stand in no row of the scorecard.")
            yield hint("no_touchpoint", spot.pointer + "/touchpoint", words)


@register
def counted_twice(examined: Examined) -> Iterator[Remark]:
    """Two questions of one metric at one place: a respondent is counted twice in it."""
    seen: dict[tuple[object, ...], str] = defaultdict(str)
    for spot in examined.outer.values():
        element = examined.element(spot)
        for item in element.metric_items() if isinstance(element, Question) else ():
            cell = (item.metric, item.code, item.scale_min, item.scale_max, item.k, item.touchpoint)
            if seen[cell] and (item.touchpoint or item.metric == "nps"):
                words = _("“%(name)s” measures the same: who answers both is counted twice.") % {
                    "name": seen[cell]
                }
                yield hint("measured_twice", spot.pointer, words)
                break
            seen[cell] = seen[cell] or spot.name
