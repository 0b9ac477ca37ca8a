from django.utils.translation import gettext_lazy as _

from apps.common.errors import Conflict, Invalid, NotFound


class InvalidQuestionnaire(Invalid):
    code = "invalid_questionnaire"
    title = _("The questionnaire has mistakes")


class UnknownSurvey(NotFound):
    code = "unknown_survey"
    title = _("There is no such survey")


class NotPublishable(Conflict):
    code = "not_publishable"
    title = _("This survey cannot be published")
