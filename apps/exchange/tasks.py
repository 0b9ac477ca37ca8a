from __future__ import annotations

import uuid

from celery import shared_task

from apps.exchange.imports import jobs, resuming
from apps.tenancy.task_base import ClientTask


@shared_task(name="exchange.run_import", base=ClientTask)
def run_import(batch_id: str) -> None:
    jobs.work(uuid.UUID(batch_id))


@shared_task(name="exchange.resume_imports")
def resume_imports() -> None:
    resuming.resume_imports()
