from __future__ import annotations

from django.db import models

from apps.common.ids import new_uuid


class Entry(models.Model):
    """Who did what, when, for which client. Append-only; no foreign keys, so it outlives what it tells of."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    client_id = models.UUIDField(null=True, blank=True, db_index=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=64, blank=True)
    actor_label = models.CharField(max_length=254, blank=True)
    event = models.CharField(max_length=60)
    target = models.CharField(max_length=254, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label} {self.event} {self.target}"
