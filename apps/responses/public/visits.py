"""What the address of a survey says: language, channel, dimensions and parameters for conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from django.http import HttpRequest

from apps.kpis.services import declared_dimensions
from apps.responses.public.tokens import PageToken
from apps.responses.submissions import DIMENSION, MOST_DIMENSIONS_SENT
from apps.surveys.logic import Respondent
from apps.surveys.questionnaire.texts import is_storable

OWN = frozenset(
    {"lang", "channel", "test", "customer"}
)  # the last is refused: personal data has no place here
MOST_PARAMS = 50
LONGEST = 200
LONGEST_QUERY = 3000


@dataclass(frozen=True)
class Visit:
    language: str = ""
    channel: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    wants_test: bool = False

    def dimensions(self) -> dict[str, str]:
        """The parameters that are dimensions of the client: declared names only."""
        found = {key: value for key, value in self.params.items() if DIMENSION.fullmatch(key) and value}
        if not found:
            return {}
        declared = set(declared_dimensions())
        kept = [(key, value) for key, value in found.items() if key in declared]
        return dict(kept[:MOST_DIMENSIONS_SENT])

    def respondent(self, token: PageToken) -> Respondent:
        """Who answers under this token: its submission id decides every random order."""
        return Respondent(params=self.params, seed=str(token.submission_id))


NOTHING_SAID = Visit()


def visit_of(request: HttpRequest) -> Visit:
    """Read leniently: what makes no sense is left out, because the respondent did not write the link."""
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return NOTHING_SAID
    written = query[:LONGEST_QUERY].encode("latin-1", "ignore").decode("utf-8", "replace")
    found = dict(parse_qsl(written, keep_blank_values=True)[:MOST_PARAMS])  # the last of a name counts
    clean = {
        key: value.strip()
        for key, value in found.items()
        if len(key) <= LONGEST and len(value) <= LONGEST and is_storable(key + value)
    }
    return Visit(
        language=clean.get("lang", ""),
        channel=clean.get("channel", "")[:64],
        params={key: value for key, value in clean.items() if key not in OWN},
        wants_test=clean.get("test") == "1",
    )


def is_preview(request: HttpRequest, visit: Visit) -> bool:
    """``?test=1`` counts for members alone; only then is the session looked at."""
    return visit.wants_test and request.actor.role is not None
