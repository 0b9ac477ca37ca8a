from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from apps.kpis import services, sweeping
from apps.tenancy.services import claim_period
from apps.tenancy.task_base import ClientTask


@shared_task(name="kpis.drain", base=ClientTask)
def drain() -> None:
    services.drain()


@shared_task(name="kpis.sweep")
def sweep() -> None:
    sweeping.wake_clients_with_work()


@shared_task(name="kpis.verify_all")
def verify_all() -> None:
    if claim_period("kpis.verify_all", timezone.now().date().isoformat()):
        sweeping.send_to_all_clients("kpis.verify")


@shared_task(name="kpis.verify", base=ClientTask)
def verify() -> None:
    services.verify_rollups()
