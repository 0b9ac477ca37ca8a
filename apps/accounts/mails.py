"""Mails about an account: the person's language, the place's name, links from its primary domain."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from apps.accounts.here import here
from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.accounts.tokens import tokens

DAY = 24 * 3600


def send_password_link(user: User) -> None:
    """For who forgot the password, or never had one."""
    _send(user, "password_reset", {"link": password_link(user)})


def send_invitation(membership: Membership, *, invited_by: str) -> None:
    """Where to choose a password; who has one from elsewhere is told to use it."""
    user = membership.user
    known = user.has_usable_password()
    link = (
        here().url + reverse("account_login", urlconf=settings.ROOT_URLCONF) if known else password_link(user)
    )
    details = {"link": link, "known": known, "invited_by": invited_by, "role": Role(membership.role).label}
    _send(user, "invitation", details)


def password_link(user: User) -> str:
    path = reverse(
        "account_reset_password_from_key",
        urlconf=settings.ROOT_URLCONF,
        kwargs={"uidb36": user_pk_to_url_str(user), "key": tokens.make_token(user)},
    )
    return here().url + path


def _send(user: User, mail: str, details: dict[str, Any]) -> None:
    """Written now, while the place is known; sent once the transaction is committed. A dead mail server is logged."""
    place = here()
    context = {
        "name": user.name,
        "email": user.email,
        "brand": place.brand,
        "days": settings.PASSWORD_RESET_TIMEOUT // DAY,
        **details,
    }
    with translation.override(user.language or place.language):
        subject = " ".join(render_to_string(f"accounts/mail/{mail}_subject.txt", context).split())
        body = render_to_string(f"accounts/mail/{mail}.txt", context)
    message = EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email])
    transaction.on_commit(message.send, robust=True)
