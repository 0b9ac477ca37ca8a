from __future__ import annotations

from celery import shared_task

from apps.agency import services


@shared_task(name="agency.refresh_summaries")
def refresh_summaries() -> None:
    services.refresh_summaries()
