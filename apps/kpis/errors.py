from django.utils.translation import gettext_lazy as _

from apps.common.errors import CxError, NotFound


class TooManyDimensions(CxError):
    code = "too_many_dimensions"
    title = _("A client can have at most eight dimensions of its own")


class UnknownDefinition(NotFound):
    code = "unknown_definition"
    title = _("There is no such metric definition")
