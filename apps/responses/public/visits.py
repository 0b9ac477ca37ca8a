"""What the address of a survey says: language, channel, dimensions and parameters for conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest

from apps.kpis.services import declared_dimensions
from apps.responses.submissions import DIMENSION, MOST_DIMENSIONS_SENT
from apps.surveys.questionnaire import Questionnaire
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


def listens_to_address(questionnaire: Questionnaire) -> bool:
    """Whether a condition looks at a parameter: then its pages differ by address."""
    return any(_names_param(condition) for step in questionnaire.steps for condition in step.conditions)


def _names_param(condition: Any) -> bool:
    parts = getattr(condition, "parts", None)
    return bool(condition.param) if parts is None else any(_names_param(part) for part in parts)


def is_preview(request: HttpRequest, visit: Visit) -> bool:
    """``?test=1`` counts for members alone; only then is the session looked at."""
    return visit.wants_test and request.actor.role is not None
