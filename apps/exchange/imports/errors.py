from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.common.errors import Conflict, Invalid, NotFound, TooLarge


class UnreadableFile(Invalid):
    """Not a table we can read. ``row`` is counted as a spreadsheet does, the header included."""

    code = "unreadable_file"
    title = gettext_lazy("This file cannot be read as a table")

    def __init__(self, detail: Any = "", *, row: int | None = None) -> None:
        self.row = row
        words = str(detail or self.title)
        super().__init__(words if row is None else _("Row %(row)s: %(words)s") % {"row": row, "words": words})


class FileTooLarge(TooLarge):
    code = "file_too_large"
    title = gettext_lazy("The file is too large")


class InvalidMapping(Invalid):
    code = "invalid_mapping"
    title = gettext_lazy("The mapping does not fit")


class UnknownImport(NotFound):
    code = "unknown_import"
    title = gettext_lazy("There is no such import")


class ImportBusy(Conflict):
    code = "import_busy"
    title = gettext_lazy("This import is not at that point")
