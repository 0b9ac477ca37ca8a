"""Tokens in links that set a password: good for one user, one place, a few days, and until it is used."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from apps.accounts.here import here


class PlaceTokens(PasswordResetTokenGenerator):
    """A link mailed by one client is worth nothing at another."""

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{here().schema}"


tokens = PlaceTokens()
