from __future__ import annotations

import uuid

from celery import shared_task

from apps.tenancy import services


@shared_task(name="tenancy.provision")
def provision(client_id: str) -> None:
    services.provision(uuid.UUID(client_id))


@shared_task(name="tenancy.resume_jobs")
def resume_jobs() -> None:
    services.resume_unfinished_clients()
