from __future__ import annotations

from django.db import models

from apps.tenancy.models import Client


class ClientSummary(models.Model):
    """One client's figures as of ``refreshed_at``, so that the console never visits every schema."""

    client = models.OneToOneField(Client, on_delete=models.CASCADE, primary_key=True, related_name="summary")
    figures = models.JSONField(default=dict)
    last_response_at = models.DateTimeField(null=True)
    responses_30_days = models.PositiveIntegerField(default=0)
    refreshed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "client summaries"

    def __str__(self) -> str:
        return f"{self.client} at {self.refreshed_at:%Y-%m-%d %H:%M}"
