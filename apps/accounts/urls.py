"""On every host: signing in (what we use of allauth, under its names), one's own account, language, colour."""

from allauth.account import views as allauth_views
from django.urls import path, re_path, reverse_lazy
from django.utils.translation import gettext_lazy as _

from apps.accounts.permissions import open_to_all
from apps.accounts.views.language import set_language
from apps.accounts.views.own import my_account
from apps.tenancy.brand import brand_css

sign_in = allauth_views.LoginView.as_view(
    template_name="accounts/sign_in.html", extra_context={"page_title": _("Sign in")}
)
sign_out = allauth_views.LogoutView.as_view(
    template_name="accounts/sign_out.html", extra_context={"page_title": _("Sign out")}
)
forgot_password = allauth_views.PasswordResetView.as_view(
    template_name="accounts/forgot_password.html", extra_context={"page_title": _("Set a new password")}
)
look_in_your_mail = allauth_views.PasswordResetDoneView.as_view(
    template_name="accounts/look_in_your_mail.html", extra_context={"page_title": _("Look in your mail")}
)
new_password = allauth_views.PasswordResetFromKeyView.as_view(
    template_name="accounts/new_password.html",
    success_url=reverse_lazy("account_login"),
    extra_context={"page_title": _("Choose a password")},
)
change_password = allauth_views.PasswordChangeView.as_view(
    template_name="accounts/change_password.html", extra_context={"page_title": _("Change your password")}
)

urlpatterns = [
    path("accounts/login/", sign_in, name="account_login"),
    path("accounts/logout/", sign_out, name="account_logout"),
    path("settings/account/password/", change_password, name="account_change_password"),
    path("accounts/password/reset/", forgot_password, name="account_reset_password"),
    path("accounts/password/reset/done/", look_in_your_mail, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        new_password,
        name="account_reset_password_from_key",
    ),
    path("settings/account/", my_account, name="my_account"),
    path("language/", set_language, name="set_language"),
    re_path(r"^brand-(?P<name>[0-9a-f]{14})\.css$", open_to_all(brand_css), name="brand_css"),
]
