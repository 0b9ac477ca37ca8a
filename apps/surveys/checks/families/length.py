"""Surveys people give up on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from apps.surveys.checks.estimate import estimate
from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark, error, hint
from apps.surveys.checks.registry import register

LONGEST = timedelta(minutes=10)
"""Revilla & Ochoa (2017), Ideal and maximum length for a web survey: people name 10 minutes as the ideal, median."""


@register
def length(examined: Examined) -> Iterator[Remark]:
    if not examined.questionnaire.questions:
        yield error("no_questions", "/pages", _("Add a question before publishing."))
    taken = estimate(examined.questionnaire)
    if taken > LONGEST:
        words = _("It takes about %(minutes)s minutes; many people stop after ten.")
        yield hint("long_survey", "/pages", words % {"minutes": round(taken.total_seconds() / 60)})
