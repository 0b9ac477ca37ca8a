"""Numbers and times as the reader writes them."""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

register = template.Library()

Number = int | float | Decimal | Literal[""] | None  # a template hands in "" for what is missing
Digits = int | Literal[""] | None
MINUS = "\N{MINUS SIGN}"
ABSENT = "\N{EN DASH}"
SECONDS = {"minute": 60, "hour": 3600, "day": 86400}
DAYS_SHOWN_RELATIVE = 14


@register.filter
def figure(value: Number, digits: Digits = None) -> str:
    """45 -> "45.0" or "45,0", 12840 -> "12,840" or "12.840"; digits default to 1 (0 for an int); None -> a dash."""
    if value is None or value == "":
        return ABSENT
    if digits is None or digits == "":
        digits = 0 if isinstance(value, int) else 1
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-int(digits)), ROUND_HALF_UP)
    text = formats.number_format(abs(rounded), decimal_pos=int(digits), force_grouping=True)
    return f"{MINUS}{text}" if rounded < 0 else text


@register.filter
def signed(value: Number, digits: Digits = None) -> str:
    """As figure, with the sign always written: "+20.0"; zero has none."""
    text = figure(value, digits)
    if value is None or value == "" or text.startswith(MINUS) or not text.strip("0.,"):
        return text
    return f"+{text}"


@register.filter
def percent(value: Number, digits: Digits = None) -> str:
    """84.0 -> "84.0%"; the value is a percentage already, not a share."""
    text = figure(value, digits)
    return text if text == ABSENT else f"{text}%"


@register.filter
def share(value: Number, digits: Digits = None) -> str:
    """0.5625 -> "56.3%"."""
    return percent(None if value is None or value == "" else Decimal(str(value)) * 100, digits)


@register.filter
def ago(moment: datetime | None) -> str | SafeString:
    """A time element: relative words ("3 hours ago"; a date from two weeks on), exact on hover and on focus."""
    if not moment:
        return ABSENT
    here = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    exact = formats.date_format(here, "DATETIME_FORMAT")
    return format_html(
        '<time datetime="{}" title="{}" tabindex="0">{}</time>',
        here.isoformat(timespec="seconds"),
        exact,
        relative(here),
    )


def relative(moment: datetime, now: datetime | None = None) -> str:
    """The distance to now in words, in whole units rounded down."""
    now = now or (timezone.now() if timezone.is_aware(moment) else datetime.now())  # noqa: DTZ005
    seconds = int((now - moment).total_seconds())
    if seconds < 0 or seconds >= DAYS_SHOWN_RELATIVE * SECONDS["day"]:
        return formats.date_format(moment, "DATE_FORMAT")
    if seconds < SECONDS["minute"]:
        return gettext("just now")
    if seconds < SECONDS["hour"]:
        count = seconds // SECONDS["minute"]
        return ngettext("%(count)s minute ago", "%(count)s minutes ago", count) % {"count": count}
    if seconds < SECONDS["day"]:
        count = seconds // SECONDS["hour"]
        return ngettext("%(count)s hour ago", "%(count)s hours ago", count) % {"count": count}
    count = seconds // SECONDS["day"]
    return ngettext("%(count)s day ago", "%(count)s days ago", count) % {"count": count}


@register.filter
def through(first: int, last: int) -> range:
    """The points of a scale, both ends included: 0|through:10."""
    return range(int(first), int(last) + 1)


@register.filter
def lookup(values: Mapping[str, object] | None, key: str) -> object:
    """The entry of a mapping under a key known only to the template; absent is None."""
    return values.get(key) if isinstance(values, Mapping) else None


@register.filter
def same_text(value: object, other: object) -> bool:
    """Whether a posted or stored value is this option: 7 and "7" are the same, None is none of them."""
    return value is not None and str(value) == str(other)


@register.filter
def among(option: object, values: object) -> bool:
    """Whether an option is one of the chosen values; None and text are read as none and one."""
    chosen = [values] if isinstance(values, str) else values
    return isinstance(chosen, list | tuple | set) and str(option) in {str(value) for value in chosen}
