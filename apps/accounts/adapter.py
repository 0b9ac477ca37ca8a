from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.accounts.languages import keep_language
from apps.accounts.services import note_sign_in

QUIET = ("account/messages/logged_in.txt",)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only; what allauth takes from the Host header it gets from us."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "This e-mail and password do not fit together. Check both and try again."
        ),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, or set a new password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("my_account")

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Users have no user name."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *args: Any, **more: Any
    ) -> None:
        if message_template not in QUIET:
            super().add_message(request, level, message_template, *args, **more)

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Notes the sign-in, and lets the pages follow the language the person chose."""
        response: HttpResponse = super().post_login(request, user, **more)
        note_sign_in(user)
        if user.language:
            keep_language(response, user.language)
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Without the host, which allauth puts in front: guesses must not multiply by the number of hosts."""
        return str(credentials.get("email", "")).strip().lower()
