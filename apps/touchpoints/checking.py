"""What a touchpoint's fields may hold, whoever sends them: every problem is named with its field."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem
from apps.touchpoints.errors import InvalidTouchpoint
from apps.touchpoints.models import CODE, Channel, Stage, Touchpoint

LONGEST_NAME = 200
NO_TOUCHPOINT = "none"  # what readers of figures call scores without a touchpoint


class Fault(Exception):
    """One field is not acceptable: a stable code, and words for a person."""

    def __init__(self, code: str, detail: str) -> None:
        self.code, self.detail = code, detail
        super().__init__(detail)


def clean(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields as the model takes them; raises InvalidTouchpoint naming everything that is wrong."""
    cleaned: dict[str, Any] = {}
    problems = []
    for name, value in fields.items():
        check = CHECKS.get(name)
        if check is None:
            problems.append(FieldProblem(f"/{name}", "unknown_field", _("A touchpoint has no such field.")))
            continue
        try:
            cleaned[name] = check(value)
        except Fault as fault:
            problems.append(FieldProblem(f"/{name}", fault.code, fault.detail))
    if problems:
        raise InvalidTouchpoint(errors=problems)
    return cleaned


def check_code(value: Any) -> str:
    code = _text(value, 64)
    try:
        CODE(code)
    except ValidationError as error:
        raise Fault("format", str(error.messages[0])) from error
    if code == NO_TOUCHPOINT:
        raise Fault("reserved", _("This name is reserved."))
    return code


def check_name(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise Fault("type", _('Give the name by language, such as {"en": "Checkout"}.'))
    names = {str(language): _text(name, LONGEST_NAME) for language, name in value.items()}
    if any(not 2 <= len(language) <= 10 for language in names):
        raise Fault("language", _("This is not the code of a language, such as “en”."))
    names = {language: name for language, name in names.items() if name}
    if not names:
        raise Fault("required", _("Give the touchpoint a name in at least one language."))
    return names


def check_stage(code: Any) -> Stage | None:
    found: Stage | None = _found(Stage, code, _("There is no stage with this code."), "unknown_stage")
    return found


def check_channel(code: Any) -> Channel | None:
    found: Channel | None = _found(Channel, code, _("There is no channel with this code."), "unknown_channel")
    return found


def check_mode(value: Any) -> str:
    if value not in Touchpoint.Mode.values:
        raise Fault("choice", _("Use one of: %(modes)s.") % {"modes": ", ".join(Touchpoint.Mode.values)})
    return str(value)


def check_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Fault("type", _("Use true or false."))
    return value


def check_weight(value: Any) -> Decimal:
    return _number(value, most=1000, places=2)


def check_target(value: Any) -> Decimal | None:
    return None if value is None else _number(value, most=10, places=1)


def _short_text(most: int) -> Callable[[Any], str]:
    return lambda value: _text(value, most)


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str):
        raise Fault("type", _("Use text."))
    text = value.strip()
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise Fault("character", _("This text holds a character that cannot be stored."))
    if len(text) > most:
        raise Fault("too_long", _("Use at most %(most)s characters.") % {"most": most})
    return text


def _number(value: Any, *, most: int, places: int) -> Decimal:
    """Between 0 and ``most``, rounded to so many decimals."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise Fault("type", _("Use a number."))
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation as error:
        raise Fault("type", _("Use a number.")) from error
    if not math.isfinite(number) or not 0 <= number <= most:
        raise Fault("range", _("Use a number between 0 and %(most)s.") % {"most": most})
    return number.quantize(Decimal(1).scaleb(-places))


def _found(model: Any, code: Any, words: str, problem: str) -> Any:
    if code is None or code == "":
        return None
    found = model.objects.filter(code=_text(code, 64)).first()
    if found is None:
        raise Fault(problem, words)
    return found


CHECKS: dict[str, Callable[[Any], Any]] = {
    "code": check_code,
    "name": check_name,
    "stage": check_stage,
    "channel": check_channel,
    "mode": check_mode,
    "intended": check_flag,
    "owned": check_flag,
    "owner": _short_text(120),
    "operational_purpose": _short_text(300),
    "relationship_purpose": _short_text(300),
    "weight": check_weight,
    "target": check_target,
}
