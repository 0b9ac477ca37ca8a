from django.utils.translation import gettext_lazy as _

from apps.common.errors import Conflict


class SlugTaken(Conflict):
    code = "slug_taken"
    title = _("A client with this short name exists already")


class WrongState(Conflict):
    code = "wrong_state"
    title = _("This is not possible in the client's present state")
