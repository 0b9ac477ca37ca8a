"""The ledger and its rollup.

Invariant, true in every snapshot and for every cell: aggregate(Score) = Histogram + sum(ScoreDelta).
Cells are named by plain integers without foreign keys; 0 stands for "none" (touchpoint, channel) or
"everyone" (member), because an upsert never matches on NULL.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.ids import new_uuid
from apps.common.texts import in_language
from apps.kpis.statistics import Scale

NONE = 0  # a score without touchpoint or channel
EVERYONE = 0  # the member that stands for all of them
POSITIONS = range(11)
MOST_DIMENSIONS = 8  # of the client's own, beside the built-in ``survey``
MOST_MEMBERS = 1000  # of one dimension; the rest is ``OTHER``
OTHER = "other"
SURVEY = "survey"


class Metric(models.TextChoices):
    NPS = "nps", _("NPS")
    CSAT = "csat", _("CSAT")
    CES = "ces", _("CES")
    TOUCHPOINT = "touchpoint", _("touchpoint score")
    ATTRIBUTE = "attribute", _("attribute")


class MetricDefinition(models.Model):
    """What exactly a metric is: its scale, direction and top-k. Two definitions are never pooled."""

    uid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    metric = models.CharField(max_length=12, choices=Metric.choices)
    code = models.CharField(max_length=130, blank=True)  # which attribute; empty for the others
    scale_min = models.PositiveSmallIntegerField()
    scale_max = models.PositiveSmallIntegerField()
    high_is_good = models.BooleanField(default=True)
    top_k = models.PositiveSmallIntegerField(default=0)  # CSAT: how many top positions count as satisfied
    version = models.PositiveSmallIntegerField(default=1)
    wording = models.JSONField(default=dict)
    is_primary = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["metric", "code", "-is_primary", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["metric", "code", "scale_min", "scale_max", "high_is_good", "top_k", "version"],
                name="definition_once",
            ),
            models.UniqueConstraint(
                fields=["metric", "code"], condition=models.Q(is_primary=True), name="definition_one_primary"
            ),
            models.CheckConstraint(
                condition=models.Q(scale_min__lt=models.F("scale_max"), scale_max__lte=10),
                name="definition_scale",
            ),
        ]

    def __str__(self) -> str:
        words = in_language(self.wording) or self.code or self.get_metric_display()
        return f"{words} {self.scale_min}-{self.scale_max}"

    @property
    def scale(self) -> Scale:
        return Scale(self.scale_min, self.scale_max, self.high_is_good, self.top_k or None)


class Dimension(models.Model):
    """A way the client cuts its numbers: store, product, team... ``survey`` is built in."""

    name = models.CharField(max_length=40, unique=True)
    is_builtin = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-is_builtin", "id"]

    def __str__(self) -> str:
        return self.name


class Member(models.Model):
    """One value of a dimension. Never deleted: scores carry its id."""

    dimension = models.ForeignKey(Dimension, on_delete=models.PROTECT, related_name="members")
    value = models.CharField(max_length=200)

    class Meta:
        ordering = ["value"]
        constraints = [models.UniqueConstraint(fields=["dimension", "value"], name="member_once")]

    def __str__(self) -> str:
        return self.value


class Ledger(models.Model):
    """One row. Every drain takes it FOR SHARE, a repair FOR UPDATE: so writers never wait for a repair."""

    rebuilt_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    verified_differences = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"ledger, verified {self.verified_at}"


class Cell(models.Model):
    """What a score is counted under."""

    day = models.DateField()  # the client's local day, fixed when posted
    definition_id = models.BigIntegerField()
    touchpoint_id = models.BigIntegerField(default=NONE)
    channel_id = models.BigIntegerField(default=NONE)

    class Meta:
        abstract = True


class Score(Cell):
    """A fact: the number one metric question or record yielded. Written and removed by kpis.services only."""

    value = models.PositiveSmallIntegerField()
    members = ArrayField(models.BigIntegerField(), default=list)
    source_id = models.UUIDField()  # the response or record it came from
    item = models.CharField(max_length=130)  # the question, or question.row

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source_id", "item"], name="score_once"),
            models.CheckConstraint(condition=models.Q(value__lte=10), name="score_value"),
        ]
        indexes = [
            models.Index(fields=["definition_id", "touchpoint_id", "day"], name="score_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.item}={self.value}"


class ScoreDelta(Cell):
    """A change of the rollup that is committed but not yet drained: +1 or -1 of one score."""

    value = models.PositiveSmallIntegerField()
    members = ArrayField(models.BigIntegerField(), default=list)
    sign = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"{self.sign:+d} at {self.value}"


class Histogram(Cell):
    """How many scores of each value a cell has. Signed: a -1 may be drained before its +1."""

    member_id = models.BigIntegerField(default=EVERYONE)
    n0 = models.IntegerField(default=0)
    n1 = models.IntegerField(default=0)
    n2 = models.IntegerField(default=0)
    n3 = models.IntegerField(default=0)
    n4 = models.IntegerField(default=0)
    n5 = models.IntegerField(default=0)
    n6 = models.IntegerField(default=0)
    n7 = models.IntegerField(default=0)
    n8 = models.IntegerField(default=0)
    n9 = models.IntegerField(default=0)
    n10 = models.IntegerField(default=0)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["definition_id", "member_id", "day", "touchpoint_id", "channel_id"],
                name="histogram_cell",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.definition_id} {self.touchpoint_id}"
