from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.accounts.forms import AccountForm
from apps.accounts.languages import keep_language
from apps.accounts.models import User
from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.accounts.services import change_account


@role_required(Role.VIEWER, Role.AGENCY_ANALYST)
def my_account(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = AccountForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if form.is_valid():
        change_account(user, **form.cleaned_data)
        messages.success(request, _("Your account is saved."))
        answer = redirect("my_account")
        keep_language(answer, user.language)
        return answer
    return render(request, "accounts/my_account.html", {"form": form, "page_title": _("Your account")})
