"""How a type of element describes itself to those who edit questionnaires: its settings, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
Group = Literal["metric", "choice", "scale", "text", "media", "panel", "display"]
Kind = Literal[
    "flag",
    "integer",
    "number",
    "text",  # a Text, one language at a time
    "rich",  # a Text with a little HTML
    "one_of",
    "choices",
    "choices_from",  # {"question": name of an earlier choice question, "mode": selected, unselected or all}
    "rows",
    "touchpoint",
    "condition",
    "question",  # the name of an earlier question
    "elements",
    "url",
    "plain",  # a text that is not translated
]
Summary = Literal["scale", "choices", "ranking", "numbers", "texts", "rows", "files", "none"]
"""How the answers of all responses are summed up: as which kind of chart or table."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a type: `key` is its name in the document, `low` and `high` bound a number.

    `options` are the values of a "one_of", the first being what stands for nothing said. `when` names another
    setting and the values of it with which alone this one may stand. `parts` are what each item of a list has.
    """

    key: str
    kind: Kind
    title: Words
    help: Words = ""
    options: tuple[tuple[str | int, Words], ...] = ()
    low: int | float | None = None
    high: int | float | None = None
    when: tuple[str, tuple[str, ...]] | None = None
    parts: tuple[Setting, ...] = ()


NAME = Setting(
    "name",
    "plain",
    _("Name"),
    _("What answers and KPIs are joined by across versions. Respondents never see it."),
)
TITLE = Setting("title", "text", _("Title"))
DESCRIPTION = Setting("description", "text", _("Help text"))
VISIBLE_IF = Setting("visibleIf", "condition", _("Show only if"))
IS_REQUIRED = Setting("isRequired", "flag", _("Must be answered"))
REQUIRED_IF = Setting("requiredIf", "condition", _("Must be answered if"))
TOUCHPOINT = Setting(
    "touchpoint", "touchpoint", _("Touchpoint"), _("The touchpoint this question is the measure of.")
)

CHOICE_PARTS = (
    Setting("value", "plain", _("Value"), _("What is stored; it stays when the text changes.")),
    Setting("text", "text", _("Text")),
    Setting("isFixed", "flag", _("Stays at the end"), _("Whatever the order of the others.")),
)
CHOICES = Setting("choices", "choices", _("Choices"), parts=CHOICE_PARTS)
CHOICES_ORDER = Setting(
    "choicesOrder",
    "one_of",
    _("Order of the choices"),
    options=(
        ("", _("As written")),
        ("random", _("Random, anew for each respondent")),
        ("asc", _("From A to Z")),
        ("desc", _("From Z to A")),
    ),
)
CHOICES_FROM = Setting(
    "choicesFrom",
    "choices_from",
    _("Choices carried forward"),
    _("Offer what was chosen, or not chosen, in an earlier question. Own choices stand after them."),
)
ROWS = Setting("rows", "rows", _("Rows"), parts=(NAME, TITLE))
EACH_ROW = Setting("eachRowRequired", "flag", _("Every row must be answered"))
SCALE_ENDS = (
    Setting("minRateDescription", "text", _("Words at the low end")),
    Setting("maxRateDescription", "text", _("Words at the high end")),
)
SCALE_BOUNDS = (
    Setting("rateMin", "integer", _("Lowest value"), low=0, high=10),
    Setting("rateMax", "integer", _("Highest value"), low=0, high=10),
)


def fresh_choices() -> list[dict[str, str]]:
    """What a list of choices begins with; the values stay when the texts are written."""
    return [{"value": f"choice{number}"} for number in range(1, 4)]
