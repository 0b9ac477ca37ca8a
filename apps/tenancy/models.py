from __future__ import annotations

import zoneinfo
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from apps.common.ids import new_uuid, short_code

RESERVED_SLUGS = frozenset(
    [
        "public",
        "www",
        "api",
        "admin",
        "static",
        "media",
        "mail",
        "app",
        "demo",
        "agency",
        "accounts",
        "information-schema",
        "information_schema",
    ]
)
SLUG = RegexValidator(r"^[a-z][a-z0-9-]{1,40}\Z", _("Use 2 to 41 small letters, digits and hyphens."))
COLOUR = RegexValidator(r"^#[0-9a-f]{6}\Z", _("Use a colour such as #0b6e6e."))


def check_slug(slug: str) -> None:
    SLUG(slug)
    if slug in RESERVED_SLUGS or slug.startswith("pg-"):
        raise ValidationError(_("This name is reserved."), code="reserved")


def check_time_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Unknown time zone; use a name such as Europe/Rome."), code="time_zone")


def new_schema_name() -> str:
    """Random, so that a deleted client's name is never adopted by the next one."""
    return "c_" + short_code(16)


def default_languages() -> list[str]:
    return ["en", "it"]


class ClientQuerySet(models.QuerySet["Client"]):
    def ready(self) -> ClientQuerySet:
        return self.filter(state=Client.State.READY)


class Client(TenantMixin):
    """One client company of the agency: one PostgreSQL schema, one portal, one walled garden."""

    class State(models.TextChoices):
        CREATING = "creating", _("being created")
        READY = "ready", _("ready")
        SUSPENDED = "suspended", _("suspended")

    auto_create_schema = False  # created by tenancy.services.provisioning, which can be resumed

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    schema_name = models.CharField(max_length=63, unique=True, default=new_schema_name, editable=False)
    slug = models.CharField(max_length=41, unique=True, validators=[check_slug])
    name = models.CharField(max_length=120)
    industry = models.CharField(max_length=60, blank=True)
    time_zone = models.CharField(max_length=60, default="Europe/Rome", validators=[check_time_zone])
    language = models.CharField(max_length=10, default="en")
    languages = models.JSONField(default=default_languages)
    brand_colour = models.CharField(max_length=7, default="#0b5c6b", validators=[COLOUR])
    small_number = models.PositiveSmallIntegerField(default=10, validators=[MinValueValidator(2)])
    target = models.DecimalField(max_digits=3, decimal_places=1, default=7)  # of touchpoint scores, 0-10
    state = models.CharField(max_length=12, choices=State.choices, default=State.CREATING)
    state_detail = models.CharField(max_length=300, blank=True)
    admin_email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[Any] = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(small_number__gte=2), name="client_small_number"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)


class Domain(DomainMixin):
    """A host name that names a client. Links in mails use the primary one, never the Host header."""

    def __str__(self) -> str:
        return str(self.domain)


class PeriodClaim(models.Model):
    """Two beats, or one beat twice, run a period's job once: whoever inserts the row does it."""

    job = models.CharField(max_length=60)
    period = models.CharField(max_length=40)
    claimed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "period"], name="period_claim_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.period}"
