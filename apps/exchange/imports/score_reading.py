"""Reading one entry of a mapping's scores: its metric, scale, missing values and texts with numbers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.exchange.imports.mapping import ScoreColumn
from apps.exchange.imports.values import key_of
from apps.touchpoints.models import CODE

METRICS = ("touchpoint", "nps", "csat", "ces", "attribute")
SCALES = {"nps": (0, 10), "ces": (1, 7)}  # of the metrics that have just one
FIELDS = {"column", "metric", "touchpoint", "min", "max", "missing", "values"}
MOST_VALUES = 200


class Fault(Exception):
    """One thing wrong, at ``pointer`` below the entry."""

    def __init__(self, pointer: str, code: str, detail: str) -> None:
        self.pointer, self.code, self.detail = pointer, code, detail
        super().__init__(detail)


def read_score(raw: Any) -> ScoreColumn:
    """Raises Fault at the first thing wrong; whether the table has the column is not looked at."""
    if not isinstance(raw, dict):
        raise Fault("", "type", _("Give an object with “column” and “metric”."))
    for name in raw.keys() - FIELDS:
        raise Fault(f"/{name}", "unknown_field", _("A score has no such field."))
    metric = raw.get("metric")
    if metric not in METRICS:
        raise Fault("/metric", "choice", _("Give one of %(options)s.") % {"options": ", ".join(METRICS)})
    low, high = _scale(raw, metric)
    return ScoreColumn(
        column=raw.get("column", ""),
        metric=metric,
        minimum=low,
        maximum=high,
        touchpoint=_touchpoint(raw.get("touchpoint")),
        missing=_missing(raw.get("missing", [])),
        values=_values(raw.get("values", {}), low, high),
    )


def _scale(raw: dict[str, Any], metric: str) -> tuple[int, int]:
    usual = SCALES.get(metric, (None, None))
    low, high = _end(raw, "min", usual[0]), _end(raw, "max", usual[1])
    if low >= high:
        raise Fault("/max", "scale", _("The scale must end above its start."))
    if metric in SCALES and (low, high) != SCALES[metric]:
        words = {
            "nps": _("NPS is asked from 0 to 10 only; other scales give other numbers. Use CSAT for them."),
            "ces": _("CES is asked from 1 to 7. Use an attribute for other scales of effort."),
        }
        raise Fault("/max", "scale", words[metric])
    if metric == "csat" and low > 1:
        raise Fault("/min", "scale", _("A satisfaction scale starts at 0 or 1."))
    return low, high


def _end(raw: dict[str, Any], name: str, usual: int | None) -> int:
    value = raw.get(name, usual)
    if type(value) is not int or not 0 <= value <= 10:
        raise Fault(f"/{name}", "scale", _("Give a whole number from 0 to 10."))
    return value


def _touchpoint(raw: Any) -> str | None:
    if raw is None or raw == "":
        return None
    try:
        CODE(raw if isinstance(raw, str) else "?")
    except ValidationError as error:
        raise Fault("/touchpoint", "format", str(error.messages[0])) from error
    return str(raw)


def _missing(raw: Any) -> frozenset[str]:
    if not isinstance(raw, list) or len(raw) > MOST_VALUES:
        raise Fault("/missing", "type", _("Give a list of the values that stand for no answer."))
    return frozenset(key_of(entry) for entry in raw)


def _values(raw: Any, low: int, high: int) -> dict[str, int]:
    if not isinstance(raw, dict) or len(raw) > MOST_VALUES:
        raise Fault("/values", "type", _("Give an object of texts and their numbers."))
    for text, number in raw.items():
        if type(number) is not int or not low <= number <= high:
            words = _("“%(text)s” needs a whole number from %(low)s to %(high)s.")
            raise Fault("/values", "scale", words % {"text": text, "low": low, "high": high})
    return {key_of(text): number for text, number in raw.items()}
