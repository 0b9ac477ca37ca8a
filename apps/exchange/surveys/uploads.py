from __future__ import annotations

from apps.exchange.imports.uploads import LimitedUpload
from apps.exchange.surveys.limits import MOST_BYTES
from apps.surveys.translating import travelling


class LimitedSurveyUpload(LimitedUpload):
    """A questionnaire's file, cut off where it is larger than one can be."""

    @property
    def most(self) -> int:
        return MOST_BYTES


class LimitedTextsUpload(LimitedUpload):
    """A file with translations, likewise."""

    @property
    def most(self) -> int:
        return travelling.MOST_BYTES
