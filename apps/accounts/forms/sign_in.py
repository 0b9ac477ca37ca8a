"""allauth's forms in our words, for members of the place alone."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from apps.accounts.backends import is_member_here
from apps.accounts.mails import send_password_link
from apps.accounts.models import User
from apps.accounts.tokens import tokens

# settings.AUTH_PASSWORD_VALIDATORS in one sentence
WHAT_A_PASSWORD_NEEDS = _("At least 10 characters; not your name or e-mail, and none that many people use.")


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, login=_("E-mail"), password=_("Password"))
        self.fields["login"].widget.attrs["autofocus"] = True
        self.fields["password"].help_text = ""  # the link to a new password stands under the form


class ForgotForm(allauth_forms.ResetPasswordForm):
    """Answers alike whoever asks; a link goes to members of this place alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, email=_("E-mail"))
        self.fields["email"].widget.attrs["autofocus"] = True

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        self.users = [user for user in User.objects.filter(email=email) if is_member_here(user)]
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        for user in self.users:
            send_password_link(user)
        email: str = self.cleaned_data["email"]
        return email


class LinkForm(allauth_forms.UserTokenForm):
    """The token of a mailed link: of this place, and only while its user is a member."""

    token_generator = tokens

    def _get_user(self, uidb36: str) -> User | None:
        user: User | None = super()._get_user(uidb36)
        return user if user is not None and is_member_here(user) else None


class NewPasswordForm(allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, password1=_("New password"), password2=_("New password once more"))
        self.fields["password1"].help_text = WHAT_A_PASSWORD_NEEDS


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(
            self,
            oldpassword=_("Present password"),
            password1=_("New password"),
            password2=_("New password once more"),
        )
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = WHAT_A_PASSWORD_NEEDS


def _plain(form: Any, **labels: Any) -> None:
    """Labels above, and nothing inside the fields: a placeholder is gone as soon as one types."""
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
