"""What breaks a trend: a measure that goes, is renamed, or is taken on another scale or of another touchpoint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.checks.findings import Place
from apps.surveys.comparing.change import Change, called, elements_of
from apps.surveys.questionnaire import MetricItem, QuestionnaireError, metric_items, read_draft


@dataclass(frozen=True, slots=True)
class Measure:
    item: MetricItem
    place: Place

    @property
    def label(self) -> str:
        return called(self.item.title, self.item.item)

    @property
    def scale(self) -> tuple[int, int, int | None]:
        return self.item.scale_min, self.item.scale_max, self.item.k


def trend_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    old, new = _measures(before), _measures(after)
    come = {name: measure for name, measure in new.items() if name not in old}
    found: list[Change] = []
    for name, measure in old.items():
        if name in new:
            found.extend(_differences(measure, new[name]))
        else:
            found.append(_gone(measure, come))
    return found


def _measures(document: Mapping[str, Any]) -> dict[str, Measure]:
    """What a document measures, by item; nothing where it cannot be read."""
    pages = {element["name"]: document["pages"][p]["name"] for p, element in elements_of(document)}
    try:
        items = metric_items(read_draft(document))
    except QuestionnaireError:
        return {}
    found = {}
    for item in items:
        element = item.item.partition(".")[0]
        found[item.item] = Measure(item, Place(pages[element], element))
    return found


def _gone(measure: Measure, come: Mapping[str, Measure]) -> Change:
    alike = next((m for m in come.values() if _is_same(measure, m)), None)
    if alike is None:
        words = _("“%(title)s” is no longer asked: its trend ends") % {"title": measure.label}
        return Change(measure.place, words, breaks_trend=True, is_told="." not in measure.item.item)
    words = _("“%(title)s” is now named “%(new)s” instead of “%(old)s”: its own results start anew")
    said = {"title": alike.label, "new": alike.item.item, "old": measure.item.item}
    return Change(alike.place, words % said, breaks_trend=True)


def _is_same(old: Measure, new: Measure) -> bool:
    """The same question under another name."""
    return (old.item.metric, old.item.title) == (new.item.metric, new.item.title)


def _differences(old: Measure, new: Measure) -> Iterator[Change]:
    if old.item.metric != new.item.metric:
        words = _("“%(title)s” measures something else: its trend starts anew") % {"title": new.label}
        yield Change(new.place, words, breaks_trend=True)
    elif old.scale != new.scale:
        yield Change(new.place, _scale_words(old, new), breaks_trend=True)
    if old.item.touchpoint != new.item.touchpoint:
        yield Change(new.place, _touchpoint_words(old, new), breaks_trend=True)


def _scale_words(old: Measure, new: Measure) -> str:
    (low, high, k), (new_low, new_high, new_k) = old.scale, new.scale
    if (low, high) == (new_low, new_high):
        words = _("“%(title)s” counts the best %(new)s values instead of %(old)s: its trend starts anew")
        return words % {"title": new.label, "new": new_k, "old": k}
    if low == new_low:
        words = _("Scale of “%(title)s” changed from %(old)s to %(new)s points: its trend starts anew")
        return words % {"title": new.label, "old": high - low + 1, "new": new_high - new_low + 1}
    words = _("Scale of “%(title)s” changed from %(old)s to %(new)s: its trend starts anew")
    return words % {"title": new.label, "old": f"{low}-{high}", "new": f"{new_low}-{new_high}"}


def _touchpoint_words(old: Measure, new: Measure) -> str:
    said = {"title": new.label, "old": old.item.touchpoint, "new": new.item.touchpoint}
    if not old.item.touchpoint:
        return _("“%(title)s” counts for touchpoint %(new)s from now on: its trend there starts anew") % said
    if not new.item.touchpoint:
        return _("“%(title)s” no longer counts for touchpoint %(old)s: the trend there ends") % said
    return _("“%(title)s” counts for touchpoint %(new)s instead of %(old)s: both trends break") % said
