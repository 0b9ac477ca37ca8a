from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.ids import new_uuid
from apps.common.texts import in_language

CODE = RegexValidator(
    r"^[a-z0-9][a-z0-9_-]{0,63}\Z", _("Use small letters, digits, hyphens and underscores.")
)


class Stage(models.Model):
    """A phase of the relationship, from first awareness until the customer parts with the product."""

    code = models.CharField(max_length=64, unique=True, validators=[CODE])
    name = models.JSONField()  # {language: text}
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.name)


class Channel(models.Model):
    """Where an interaction happens: web, store, phone..."""

    code = models.CharField(max_length=64, unique=True, validators=[CODE])
    name = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return in_language(self.name)


class TouchpointQuerySet(models.QuerySet["Touchpoint"]):
    def live(self) -> TouchpointQuerySet:
        return self.filter(archived_at=None)


class Touchpoint(models.Model):
    """An interaction or encounter that can change what a customer thinks of the brand, intended or not.

    Archived, never deleted: the ledger's cells name it by its id.
    """

    class Mode(models.TextChoices):
        PHYSICAL = "physical", _("physical")
        DIGITAL = "digital", _("digital")
        PHYGITAL = "phygital", _("phygital")

    uid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    code = models.CharField(max_length=64, unique=True, validators=[CODE])
    name = models.JSONField()
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="touchpoints")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="touchpoints")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.DIGITAL)
    intended = models.BooleanField(default=True)
    owned = models.BooleanField(default=True)
    owner = models.CharField(max_length=120, blank=True)
    operational_purpose = models.CharField(max_length=300, blank=True)
    relationship_purpose = models.CharField(max_length=300, blank=True)
    weight = models.DecimalField(
        max_digits=6, decimal_places=2, default=1, validators=[MinValueValidator(0), MaxValueValidator(1000)]
    )
    target = models.DecimalField(
        max_digits=3,
        decimal_places=1,
        null=True,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
    )  # on 0-10; the client's own where absent
    created_at = models.DateTimeField(auto_now_add=True)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = TouchpointQuerySet.as_manager()

    class Meta:
        ordering = ["stage__position", "code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gte=0), name="touchpoint_weight"),
            models.CheckConstraint(
                condition=models.Q(target=None) | models.Q(target__range=(0, 10)), name="touchpoint_target"
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.name)
