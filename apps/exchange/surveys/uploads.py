from __future__ import annotations

from apps.exchange.imports.uploads import LimitedUpload
from apps.exchange.surveys.limits import MOST_BYTES


class LimitedSurveyUpload(LimitedUpload):
    """A questionnaire's file, cut off where it is larger than one can be."""

    @property
    def most(self) -> int:
        return MOST_BYTES
