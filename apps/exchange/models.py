from __future__ import annotations

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


class Import(models.Model):
    """One file on its way in: mapped, tried, carried out row by row, and taken back as a whole."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        UNDOING = "undoing", _("being taken back")
        UNDONE = "undone", _("taken back")

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    file_name = models.CharField(max_length=200)
    stored_as = models.CharField(max_length=300)
    file_digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    survey_code = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    error = models.CharField(max_length=300, blank=True)
    created_by = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.file_name


class RejectedRow(models.Model):
    """A row of an import that was not stored, with every reason."""

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rejected_rows")
    row = models.PositiveIntegerField()
    cells = models.JSONField()
    problems = models.JSONField()  # [{"column", "code", "detail"}]

    class Meta:
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["batch", "row"], name="rejected_row_once")]

    def __str__(self) -> str:
        return f"row {self.row}"
