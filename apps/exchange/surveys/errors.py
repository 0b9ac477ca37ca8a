from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.common.errors import Conflict, Invalid, NotFound, TooLarge


class UnreadableSurvey(Invalid):
    """Not a questionnaire we can read; the detail names what is wrong with the file."""

    code = "unreadable_survey"
    title = _("This file cannot be read as a questionnaire")


class SurveyFileTooLarge(TooLarge):
    code = "survey_file_too_large"
    title = _("The file is too large for a questionnaire")


class UnknownConversion(NotFound):
    code = "unknown_conversion"
    title = _("This survey was not brought in from another tool")


class UnknownFormat(NotFound):
    code = "unknown_format"
    title = _("Surveys are not written in this format")


class DraftNotExportable(Conflict):
    code = "draft_not_exportable"
    title = _("This draft cannot be written as a file yet")
