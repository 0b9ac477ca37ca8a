from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from apps.accounts.models import Membership


class MembershipBackend(AuthenticationBackend):
    """Signing in where one is no member answers like a wrong password."""

    def authenticate(self, request: Any, **credentials: Any) -> Any:
        user = super().authenticate(request, **credentials)
        if user is None or not is_member_here(user):
            return None
        return user

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user.is_active)


def is_member_here(user: Any) -> bool:
    tenant = connection.tenant
    client_id = getattr(tenant, "client_id", None) or getattr(tenant, "pk", None)
    return Membership.objects.filter(user=user, client_id=client_id).exists()
