from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from apps.accounts.here import here
from apps.accounts.roles import Role

# What each role may do, for whoever chooses one.
MEANINGS: dict[Role, str | Promise] = {
    Role.AGENCY_OWNER: _("Agency owner: sees and changes everything, clients and people too"),
    Role.AGENCY_ANALYST: _("Agency analyst: looks at every client, and works in their portals"),
    Role.ADMIN: _("Admin: everything, people, API keys and settings too"),
    Role.ANALYST: _("Analyst: makes surveys, imports data, works with responses"),
    Role.VIEWER: _("Viewer: looks, changes nothing"),
}


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [(role.value, MEANINGS[role]) for role in reversed(here().roles)]


class InviteForm(RoleForm):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    field_order = ["email", "role"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = here().roles[-1]
