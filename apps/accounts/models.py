from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.accounts.roles import AGENCY_ROLES, CLIENT_ROLES, Role
from apps.common.ids import new_uuid
from apps.tenancy.models import Client


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in. What they may do is in their memberships, never on the user."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["email"]

    def __str__(self) -> str:
        return self.name or self.email

    # Django's admin asks these; it is open to agency staff alone, the owner edits and the analyst looks.
    @property
    def is_staff(self) -> bool:
        return self.agency_role is not None

    @property
    def is_superuser(self) -> bool:
        return self.agency_role == Role.AGENCY_OWNER

    @property
    def agency_role(self) -> str | None:
        if not self.is_active:
            return None
        return self.memberships.filter(client=None).values_list("role", flat=True).first()

    def has_perm(self, perm: str, obj: object = None) -> bool:
        role = self.agency_role
        return role == Role.AGENCY_OWNER or (role is not None and ".view_" in perm)

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff


class MembershipQuerySet(models.QuerySet["Membership"]):
    def at(self, client_id: uuid.UUID | None) -> MembershipQuerySet:
        """Of one client, or of the agency (None)."""
        return self.filter(client=None) if client_id is None else self.filter(client_id=client_id)


class Membership(models.Model):
    """A user's role in the agency (no client) or in one client."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    client = models.ForeignKey(
        Client, on_delete=models.CASCADE, related_name="memberships", null=True, blank=True
    )
    role = models.CharField(max_length=20, choices=Role.choices)
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(
        null=True, editable=False
    )  # the first sign-in here; until then invited

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "client"], name="membership_once", nulls_distinct=False),
            models.CheckConstraint(
                name="membership_role_fits",
                condition=models.Q(client=None, role__in=AGENCY_ROLES)
                | models.Q(client__isnull=False, role__in=CLIENT_ROLES),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


class Session(AbstractBaseSession):
    """A signed-in (or half signed-in) browser on one host; a cookie carried to another host finds nothing."""

    schema = models.CharField(max_length=63, db_index=True)

    class Meta:
        verbose_name = _("session")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from apps.accounts.sessions import SessionStore

        return SessionStore


class EntryToken(models.Model):
    """Lets one agency user into one client's portal, once, within 30 seconds; its hash only is kept."""

    digest = models.CharField(max_length=64, primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user} -> {self.client}"
