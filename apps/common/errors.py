"""One tree of errors, raised by services, translated once for REST (``common.api``) and once for HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FieldProblem:
    """One thing wrong with the input: a JSON pointer to it, a stable code, and words for a person."""

    pointer: str
    code: str
    detail: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


class CxError(Exception):
    """A refusal a person can act on. ``code`` is stable, ``detail`` is for people, nothing was stored."""

    status = 400
    code = "invalid"
    title = _("The request could not be carried out")

    def __init__(self, detail: Any = "", *, errors: Sequence[FieldProblem] = ()) -> None:
        self.detail = str(detail or self.title)
        self.errors = list(errors)
        super().__init__(self.detail)


class Invalid(CxError):
    title = _("Some of what was sent is not valid")


class NotFound(CxError):
    """Unknown, foreign and invisible answer alike."""

    status = 404
    code = "not_found"
    title = _("There is nothing at this address")


class Forbidden(CxError):
    """Visible, but the actor's role does not allow it."""

    status = 403
    code = "forbidden"
    title = _("Your role does not allow this")


class Conflict(CxError):
    status = 409
    code = "conflict"
    title = _("This contradicts what is already stored")


class TooLarge(CxError):
    status = 413
    code = "too_large"
    title = _("What was sent is too large")


class OurFault(CxError):
    """Nothing the sender could have done better."""

    status = 500
    code = "server_error"
    title = _("Something went wrong on our side")


class TooMany(CxError):
    status = 429
    code = "too_many_requests"
    title = _("Too many requests, try again in a minute")
