from __future__ import annotations

from celery import shared_task

from apps.accounts import services


@shared_task(name="accounts.clear_sessions")
def clear_sessions() -> None:
    services.clear_expired_sessions()
