from django.utils.translation import gettext_lazy as _

from apps.common.errors import Conflict, Invalid, NotFound


class InvalidAnswers(Invalid):
    code = "invalid_answers"
    title = _("Some answers are not valid")


class SubmissionConflict(Conflict):
    code = "submission_conflict"
    title = _("This submission id was used for other content")


class SurveyNotOpen(Conflict):
    code = "survey_not_open"
    title = _("This survey takes no answers at the moment")


class UnknownUpload(NotFound):
    code = "unknown_file"
    title = _("There is no such file")


class UnknownResponse(NotFound):
    code = "unknown_response"
    title = _("There is no such response")
