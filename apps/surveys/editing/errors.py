from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.common.errors import FieldProblem, Invalid


class EditRefused(Invalid):
    """The draft cannot be changed this way and stays as it is. Pointers lead into the operation."""

    code = "edit_refused"
    title = _("This change cannot be made")

    def __init__(
        self,
        pointer: str = "",
        detail: Any = "",
        *,
        code: str = "invalid",
        errors: Sequence[FieldProblem] = (),
    ) -> None:
        problems = list(errors) or [FieldProblem(pointer, code, str(detail))]
        super().__init__(problems[0].detail, errors=problems)
