from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.kpis.sweeping import send_to_all_clients
from apps.responses.uploads import clearing
from apps.tenancy.services import claim_period
from apps.tenancy.task_base import ClientTask


@shared_task(name="responses.clear_uploads_everywhere")
def clear_uploads_everywhere() -> None:
    if claim_period("responses.clear_uploads_everywhere", timezone.now().strftime("%Y-%m-%dT%H")):
        send_to_all_clients("responses.clear_uploads")


@shared_task(name="responses.clear_uploads", base=ClientTask)
def clear_uploads() -> None:
    clearing.clear_uploads()
