"""The session store: loads and deletes only rows of the schema the request is in."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

from apps.accounts.models import Session


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Any:
        try:
            return Session.objects.get(
                session_key=self.session_key, schema=connection.schema_name, expire_date__gt=timezone.now()
            )
        except (Session.DoesNotExist, ValueError):
            self._session_key = None
            return None

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.schema = connection.schema_name
        return row

    def exists(self, session_key: str) -> bool:
        return self.model.objects.filter(session_key=session_key).exists()

    def delete(self, session_key: str | None = None) -> None:
        """Signing out on one host never ends a session of another, whatever cookie was sent."""
        key = session_key or self.session_key
        if key is not None:
            Session.objects.filter(session_key=key, schema=connection.schema_name).delete()
