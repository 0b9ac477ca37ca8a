"""The Celery app. Tasks are registered by name; work for a client carries the client's id in a header."""

import os
import ssl
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_embedded_init, worker_process_init
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cxplatform.settings")

from django.conf import settings

from cxplatform.orphans import end_with_parent

app = Celery("cxplatform", task_cls="apps.tenancy.task_base:PlatformTask")
app.conf.update(
    broker_url=settings.REDIS_URL,
    # kombu would take any certificate.
    broker_use_ssl={"ssl_cert_reqs": ssl.CERT_REQUIRED} if settings.REDIS_URL.startswith("rediss:") else None,
    broker_connection_retry_on_startup=True,
    # Correctness never depends on the broker (a sweep finds the work), so a lost message costs seconds only.
    broker_transport_options={
        "visibility_timeout": 600,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 1,
        "socket_keepalive": True,
        "global_keyprefix": "cx:",
    },
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=300,
    task_default_queue="default",
    task_queues=[Queue("default"), Queue("slow")],
    task_routes={name: {"queue": "slow"} for name in ("exchange.*", "tenancy.provision", "kpis.verify")},
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    timezone="UTC",
    beat_schedule={
        "sweep": {"task": "kpis.sweep", "schedule": 5.0, "options": {"expires": 5}},
        "summaries": {"task": "agency.refresh_summaries", "schedule": 60.0, "options": {"expires": 60}},
        "resume": {"task": "tenancy.resume_jobs", "schedule": 30.0, "options": {"expires": 30}},
        "imports": {"task": "exchange.resume_imports", "schedule": 30.0, "options": {"expires": 30}},
        "verify": {"task": "kpis.verify_all", "schedule": crontab(hour=2, minute=30)},
        "uploads": {"task": "responses.clear_uploads_everywhere", "schedule": crontab(minute=40)},
        "sessions": {"task": "accounts.clear_sessions", "schedule": crontab(hour=3, minute=10)},
    },
)
# Celery would close the database connection before and after each task, and pay for a sign-in each time. Ours stay:
# PlatformTask drops one that died.
app.conf["CELERY_DB_REUSE_MAX"] = 10_000
app.autodiscover_tasks()


@worker_process_init.connect
@beat_embedded_init.connect
def end_with_the_worker(**_: Any) -> None:
    """What a killed worker leaves behind would go on beside its successor."""
    end_with_parent(os.getppid())
