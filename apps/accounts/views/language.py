from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as django_set_language

from apps.accounts.permissions import open_to_all
from apps.accounts.services import change_account


@open_to_all
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Anybody: the choice is kept in a cookie, and for who is signed in on their account, for mails."""
    code = request.POST.get("language", "")
    user = request.user
    if code in dict(settings.LANGUAGES) and check_for_language(code) and user.is_authenticated:
        change_account(user, name=user.name, language=code)
    return django_set_language(request)
