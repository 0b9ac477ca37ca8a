from __future__ import annotations

from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.tenancy.models import Client


def invite_first_admin(client: Client) -> None:
    """The last step of provisioning: the person named at creation becomes the client's admin. May run twice."""
    if not client.admin_email:
        return
    user = User.objects.filter(email=client.admin_email.lower()).first()
    if user is None:
        user = User.objects.create_user(client.admin_email)
    Membership.objects.get_or_create(user=user, client=client, defaults={"role": Role.ADMIN})
