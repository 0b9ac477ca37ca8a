"""Responses as the portal writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from apps.common.templatetags.cx import ago
from apps.portal.quotes import BANDS
from apps.portal.words import metric_label
from apps.responses.models import Response
from apps.responses.selectors import Listed, PostedScore
from apps.surveys.selectors import published
from apps.touchpoints.models import Channel

MOST_SCORES = 4
MOST_TEXT = 160


@dataclass(frozen=True)
class ScoreLine:
    label: str
    value: int
    maximum: int
    band: str
    place: str
    band_words: str
    scale: str


@dataclass(frozen=True)
class Line:
    response: Response
    url: str
    scores: tuple[ScoreLine, ...]
    more: int
    text: str


def lines_of(listed: Iterable[Listed]) -> list[Line]:
    """The least happy scores first: what a reader looks for."""
    return [_line(item) for item in listed]


def _line(item: Listed) -> Line:
    order = ("low", "middle", "high")
    scores = sorted(item.scores, key=lambda score: order.index(score.band))
    text = item.text if len(item.text) <= MOST_TEXT else item.text[: MOST_TEXT - 1].rstrip() + "…"
    return Line(
        response=item.response,
        url=reverse("response", args=[item.response.pk]),
        scores=tuple(score_lines(scores[:MOST_SCORES])),
        more=max(0, len(scores) - MOST_SCORES),
        text=text,
    )


def score_lines(scores: Sequence[PostedScore]) -> list[ScoreLine]:
    words = {"low": _("unhappy"), "middle": _("in between"), "high": _("happy")}
    return [
        ScoreLine(
            label=str(score.touchpoint) if score.touchpoint else metric_label(score.definition),
            value=score.value,
            maximum=score.definition.scale_max,
            band=BANDS[score.band],
            place=metric_label(score.definition),
            band_words=words[score.band],
            scale=_("%(low)s to %(high)s")
            % {"low": score.definition.scale_min, "high": score.definition.scale_max},
        )
        for score in scores
    ]


def response_facts(response: Response) -> list[tuple[str, Any]]:
    survey = format_html(
        '<a href="{}">{}</a>', reverse("survey", args=[response.survey.uid]), str(response.survey)
    )
    channel = Channel.objects.filter(code=response.channel).first() if response.channel else None
    facts: list[tuple[str, Any]] = [
        (_("Survey"), survey),
        (_("Version"), response.version.number),
        (_("Submitted"), ago(response.submitted_at)),
        (_("Source"), response.get_source_display()),
        (_("Language"), response.language),
        (_("Channel"), str(channel) if channel else _("that of the touchpoint")),
    ]
    if response.ending:
        facts.append((_("Ending"), ending_words(response)))
    if response.customer:
        facts.append((_("Customer"), response.customer))
    facts += list(response.dimensions.items())
    facts.append((_("Submission"), str(response.submission_id)))
    if response.erased_at:
        facts.append((_("Erased"), ago(response.erased_at)))
    return facts


def ending_words(response: Response) -> str:
    """The ending as respondents read it, else its name."""
    found = published(response.version_id).questionnaire.ending(response.ending)
    return str(found.title if found else "") or response.ending
