"""The one row of filters over every page with figures, kept in the address."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.kpis.selectors import UNKNOWN, Scope
from apps.portal.forms.choices import groups, named, survey_choices, touchpoint_choices
from apps.touchpoints.models import Channel, Stage

DEFAULT_PERIOD = "90"
PERIODS = {"30": 30, "90": 90, "365": 365}
FILTERS = ("period", "start", "end", "touchpoint", "channel", "stage", "survey", "dimension")


@dataclass(frozen=True)
class Filters:
    """What the reader chose: the scope, the words for its window, and the query other pages take it by."""

    scope: Scope
    window: str
    query: str
    is_narrowed: bool


# Answers older than this are refused; both ends keep date arithmetic in range.
WITHIN = [MinValueValidator(datetime.date(2000, 1, 1)), MaxValueValidator(datetime.date(2100, 1, 1))]


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Bound to the query. What is not valid is said beside its field and left out of the scope."""

    offers_unstated = (
        False  # responses without a channel or group: a list can show them, a rollup has no cell
    )

    period = forms.ChoiceField(
        label=gettext_lazy("Period"),
        choices=[
            ("30", gettext_lazy("Last 30 days")),
            ("90", gettext_lazy("Last 90 days")),
            ("365", gettext_lazy("Last 365 days")),
            ("all", gettext_lazy("All time")),
            ("custom", gettext_lazy("From … to …")),
        ],
    )
    start = forms.DateField(
        label=gettext_lazy("From"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=DateInput,
        validators=WITHIN,
    )
    end = forms.DateField(
        label=gettext_lazy("To"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=DateInput,
        validators=WITHIN,
    )
    touchpoint = forms.ChoiceField(label=gettext_lazy("Touchpoint"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    survey = forms.ChoiceField(label=gettext_lazy("Survey"), required=False)
    dimension = forms.ChoiceField(label=gettext_lazy("Group"), required=False)

    def __init__(
        self,
        data: QueryDict,
        *,
        today: datetime.date,
        default_period: str = DEFAULT_PERIOD,
        keep: Iterable[str] = (),
        without: Iterable[str] = (),
    ) -> None:
        """``keep`` names further parameters of the page that a change of filters must not lose."""
        self.today = today
        chosen = data.copy()
        chosen.setdefault("period", default_period)
        if chosen["period"] == "custom":
            chosen.setdefault("start", (today - datetime.timedelta(days=89)).isoformat())
            chosen.setdefault("end", today.isoformat())
        super().__init__(chosen)
        for name in keep:
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        left_out = set(without) | ({"start", "end"} if chosen["period"] != "custom" else set())
        for name in left_out:
            del self.fields[name]
        self._offer(chosen)

    def _offer(self, chosen: QueryDict) -> None:
        unstated = [(UNKNOWN, _("Not stated"))] if self.offers_unstated else []
        choices: dict[str, list[Any]] = {
            "touchpoint": touchpoint_choices() if "touchpoint" in self.fields else [],
            "channel": [("", _("All channels")), *named(Channel.objects.all()), *unstated],
            "stage": [("", _("All stages")), *named(Stage.objects.all())],
            "survey": [("", _("All surveys")), *survey_choices()],
            "dimension": [("", _("Everybody")), *groups(chosen.get("dimension", ""), unstated)],
        }
        for name, offered in choices.items():
            field = self.fields.get(name)
            if not isinstance(field, forms.ChoiceField):
                continue
            if len(offered) <= 1:
                del self.fields[name]  # nothing to choose between
            else:
                field.choices = offered

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", _("This is before the first day."))
        return data

    def filters(self) -> Filters:
        self.is_valid()
        data = self.cleaned_data
        period = data.get("period", DEFAULT_PERIOD)
        start, end = self._window(period, data)
        name, _colon, value = data.get("dimension", "").partition(":")
        scope = Scope(
            start=start,
            end=end,
            touchpoint=data.get("touchpoint") or None,
            channel=data.get("channel") or None,
            stage=data.get("stage") or None,
            survey=data.get("survey") or None,
            dimensions={name: value} if name else {},
        )
        kept = {key: self.data[key] for key in FILTERS if data.get(key) not in (None, "")}
        narrowed = any(key in kept for key in FILTERS if key != "period") or period != DEFAULT_PERIOD
        return Filters(scope, window_words(scope), urlencode(kept), narrowed)

    def _window(
        self, period: str, data: Mapping[str, Any]
    ) -> tuple[datetime.date | None, datetime.date | None]:
        tomorrow = self.today + datetime.timedelta(days=1)
        if period == "all":
            return None, None
        if period in PERIODS:
            return tomorrow - datetime.timedelta(days=PERIODS[period]), tomorrow
        start, end = data.get("start"), data.get("end")
        start = start or tomorrow - datetime.timedelta(days=PERIODS[DEFAULT_PERIOD])
        return start, max(start, end or self.today) + datetime.timedelta(days=1)


def window_words(scope: Scope) -> str:
    """ "1 March 2026 to 31 March 2026, 31 days": both ends included, as people say it."""
    if scope.start is None or scope.end is None:
        return _("all time")
    days = (scope.end - scope.start).days
    words = ngettext("%(start)s to %(end)s, %(days)s day", "%(start)s to %(end)s, %(days)s days", days)
    last = scope.end - datetime.timedelta(days=1)
    return words % {"start": date_format(scope.start), "end": date_format(last), "days": days}
