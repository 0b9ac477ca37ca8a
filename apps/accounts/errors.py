from django.utils.translation import gettext_lazy as _

from apps.common.errors import Conflict


class AlreadyMember(Conflict):
    code = "already_member"
    title = _("This person is a member already")


class LastAdmin(Conflict):
    code = "last_admin"
    title = _("Somebody must stay who can manage people; give another person that role first")
