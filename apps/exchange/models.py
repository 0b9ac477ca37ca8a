from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.ids import new_uuid


class ApiKey(models.Model):
    """A client's key to its REST API. Its hash only is kept; the key itself is shown once."""

    class Scope(models.TextChoices):
        READ = "read", _("read")
        WRITE = "write", _("read and write")
        ADMIN = "admin", _("everything")

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    name = models.CharField(max_length=80)
    hint = models.CharField(max_length=12)  # how the key begins, to tell keys apart
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=5, choices=Scope.choices)
    created_by = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}...)"


class ImportQuerySet(models.QuerySet["Import"]):
    def at_work(self) -> ImportQuerySet:
        return self.filter(state__in=Import.WORKING)


class Import(models.Model):
    """One file on its way in: mapped, tried, carried out row by row, and taken back as a whole.

    ``rows_done`` moves in the same transaction as the rows themselves, so whoever continues after a kill starts
    exactly behind the last row that counts.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("taken back")

    WORKING = (State.CHECKING, State.RUNNING, State.UNDOING)

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=300)
    file_digest = models.CharField(max_length=64)  # SHA-256 of the file as it came
    shape = models.JSONField(default=dict)  # how the stored table is read, see imports.shape
    mapping = models.JSONField(default=dict)
    plan = models.JSONField(default=dict)  # what a look through the whole file settled, see imports.planning
    report = models.JSONField(default=dict)  # of the dry run, see imports.checking
    survey_code = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)  # rows without any score or text
    rejected = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)  # since the last progress
    error = models.CharField(max_length=300, blank=True)
    created_by = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class RejectedRow(models.Model):
    """A row of an import that was not stored, with every reason."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rejected_rows")
    row = models.PositiveIntegerField()
    cells = models.JSONField()
    problems = (
        models.JSONField()
    )  # [{"column", "code", "value", "details"}], put into words by imports.problems

    class Meta:
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="rejected_row_once")]

    def __str__(self) -> str:
        return f"row {self.row}"
