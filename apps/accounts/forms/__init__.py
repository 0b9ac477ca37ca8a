"""The forms of signing in (named in settings.ACCOUNT_FORMS), of people and of one's own account."""

from apps.accounts.forms.own import AccountForm
from apps.accounts.forms.people import InviteForm, RoleForm
from apps.accounts.forms.sign_in import ChangePasswordForm, ForgotForm, LinkForm, NewPasswordForm, SignInForm

__all__ = [
    "AccountForm",
    "ChangePasswordForm",
    "ForgotForm",
    "InviteForm",
    "LinkForm",
    "NewPasswordForm",
    "RoleForm",
    "SignInForm",
]
