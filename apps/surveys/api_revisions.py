"""The revision a change over REST was made for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem, Invalid


def revision_in(sent: dict[str, Any]) -> int | None:
    revision = sent.get("revision")
    if revision is None or (type(revision) is int and revision >= 0):
        return revision
    raise Invalid(errors=[FieldProblem("/revision", "type", _("Give a whole number."))])
