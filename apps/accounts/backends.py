from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from apps.accounts.here import here
from apps.accounts.models import Membership, User


class MembershipBackend(BaseBackend):
    """Signing in by e-mail and password, for members of the place alone.

    Somebody unknown, somebody without membership and a wrong password answer alike and cost the same: one query
    and one hash. It takes no ``username``, so Django's own admin form is no second door past the limits.
    """

    def authenticate(self, request: HttpRequest | None, *, email: str, password: str) -> User | None:  # type: ignore[override]
        membership = Membership.objects.at(here().client_id).filter(user=OuterRef("pk"))
        found = (
            User.objects.filter(email=email.strip().lower()).annotate(is_member=Exists(membership)).first()
        )
        if found is None:
            User().set_password(password)
            return None
        fits = found.check_password(password)
        return found if fits and found.is_member and found.is_active else None

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()


def is_member_here(user: User) -> bool:
    return user.is_active and bool(Membership.objects.at(here().client_id).filter(user=user).exists())
