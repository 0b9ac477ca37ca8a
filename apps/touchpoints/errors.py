from django.utils.translation import gettext_lazy as _

from apps.common.errors import Invalid, NotFound


class InvalidTouchpoint(Invalid):
    code = "invalid_touchpoint"
    title = _("This touchpoint cannot be kept as it is")


class UnknownTouchpoint(NotFound):
    code = "unknown_touchpoint"
    title = _("There is no such touchpoint")
