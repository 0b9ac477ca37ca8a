"""What people wrote, as common/verbatim.html takes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from apps.portal.addresses import page
from apps.responses.selectors import Verbatim

BANDS = {"low": "low", "middle": "mid", "high": "high"}


@dataclass(frozen=True)
class Quote:
    text: str
    score: int | None
    score_max: int | None
    band: str
    source: str
    at: datetime
    url: str
    language: str


def quotes(verbatims: Iterable[Verbatim]) -> list[Quote]:
    return [_quote(verbatim) for verbatim in verbatims]


def _quote(verbatim: Verbatim) -> Quote:
    response, score = verbatim.response, verbatim.score
    place = score.touchpoint if score else None
    return Quote(
        text=verbatim.text,
        score=score.value if score else None,
        score_max=score.definition.scale_max if score else None,
        band=BANDS[score.band] if score else "none",
        source=str(place or response.survey),
        at=response.submitted_at,
        url=page("response", response.pk),
        language=response.language,
    )
