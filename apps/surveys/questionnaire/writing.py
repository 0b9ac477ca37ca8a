"""Answers that are typed: texts, addresses, phone numbers, numbers, dates, times of day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.texts import is_storable

MAX_EMAIL = 254
MAX_PHONE = 40
MAX_URL = 2000
MAX_NUMBER = 10**12

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_PHONE = re.compile(r"[0-9 +\-().]+")
_DECIMAL = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,15})?")

_WEB = URLValidator(schemes=["http", "https"])


def judge_text(raw: Any, longest: int) -> str | None:
    """The text without space around it, line ends as in Unix; None if nothing is left."""
    if not isinstance(raw, str):
        raise AnswerError("type", _("Give a text."))
    if len(raw) > 4 * longest:
        raise _too_long(longest)
    if not is_storable(raw):
        raise AnswerError("unstorable", _("The text holds characters that cannot be stored."))
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(text) > longest:
        raise _too_long(longest)
    return text or None


def _too_long(longest: int) -> AnswerError:
    text = ngettext("Use at most %(n)s character.", "Use at most %(n)s characters.", longest)
    return AnswerError("too_long", text % {"n": longest})


def judge_email(raw: Any, longest: int) -> str | None:
    text = judge_text(raw, longest)
    if text is not None and (len(text.partition("@")[0]) > 64 or not _EMAIL.fullmatch(text)):
        raise AnswerError("email", _("Give an e-mail address such as name@example.com."))
    return text


def judge_phone(raw: Any, longest: int) -> str | None:
    """Kept as it was typed: how numbers are grouped differs from country to country."""
    text = judge_text(raw, longest)
    if text is not None and (not _PHONE.fullmatch(text) or sum(c.isdigit() for c in text) < 3):
        raise AnswerError(
            "phone", _("Give a phone number such as +39 055 123456: digits, spaces and + - ( ) .")
        )
    return text


def judge_url(raw: Any, longest: int) -> str | None:
    text = judge_text(raw, longest)
    if text is not None:
        try:
            _WEB(text)
        except ValidationError:
            words = _("Give a web address that starts with https://, such as https://example.com.")
            raise AnswerError("url", words) from None
    return text


def judge_number(raw: Any, least: Any = None, greatest: Any = None) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise AnswerError("type", _("Give a number."))
    if not abs(raw) <= MAX_NUMBER:  # NaN is not
        raise AnswerError("range", _("The number is out of range."))
    value = int(raw) if raw == int(raw) else raw
    _judge_bounds(value, least, greatest)
    return value


def judge_date(raw: Any, least: Any = None, greatest: Any = None) -> str | None:
    if not isinstance(raw, str):
        raise AnswerError("type", _("Give a date as year-month-day."))
    if raw == "":
        return None
    if not _ISO_DATE.fullmatch(raw):
        raise AnswerError("date", _("Give a date as year-month-day."))
    try:
        date.fromisoformat(raw)
    except ValueError:
        raise AnswerError("date", _("There is no such date.")) from None
    _judge_bounds(raw, least, greatest)
    return raw


def judge_time(raw: Any, least: Any = None, greatest: Any = None) -> str | None:
    if not isinstance(raw, str):
        raise AnswerError("type", _("Give a time as hours:minutes, such as 14:30."))
    if raw == "":
        return None
    if not _TIME.fullmatch(raw):
        raise AnswerError("time", _("Give a time as hours:minutes, such as 14:30."))
    _judge_bounds(raw, least, greatest)
    return raw


def _judge_bounds(value: Any, least: Any, greatest: Any) -> None:
    if least is not None and value < least:
        raise AnswerError("range", _("Give %(bound)s or more.") % {"bound": least})
    if greatest is not None and value > greatest:
        raise AnswerError("range", _("Give %(bound)s or less.") % {"bound": greatest})


def number_in(text: Any) -> Any:
    """The number a form field spells, with a point or a comma; other content unchanged, to be refused."""
    if not isinstance(text, str) or not _DECIMAL.fullmatch(spelled := text.strip()):
        return text
    return float(spelled.replace(",", ".")) if re.search("[.,]", spelled) else int(spelled)
