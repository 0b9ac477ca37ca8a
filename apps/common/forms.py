"""Refusals of services, said beside the fields of a form."""

from __future__ import annotations

from collections.abc import Mapping

from django.forms import Form

from apps.common.errors import CxError


def show_refusal(
    form: Form, error: CxError, *, elsewhere: str | None = None, aliases: Mapping[str, str] | None = None
) -> None:
    """Each problem beside the field that its pointer begins with (``aliases``: called otherwise in the form).

    What is about no field of the form, and a refusal that names none, stands at ``elsewhere``, by default on top.
    """
    problems = [(problem.pointer.strip("/").split("/")[0], problem.detail) for problem in error.errors]
    for pointed, detail in problems or [("", error.detail)]:
        name = (aliases or {}).get(pointed, pointed)
        form.add_error(name if name in form.fields else elsewhere, detail)
