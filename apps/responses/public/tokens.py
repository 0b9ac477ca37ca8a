"""The token a survey page carries: which version it shows, and the id under which its answers will be stored.

Signed for one survey of one client, so it opens nothing elsewhere. The id is a UUID version 7 and tells when the
page was made. Nothing about it expires: what it allows, one submission, is used up by being used.
"""

from __future__ import annotations

import hashlib
import hmac
import time
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache

from django.core.signing import BadSignature, Signer
from django.utils.encoding import force_bytes

from apps.common.ids import new_uuid

LENGTH = 32  # bytes: two UUIDs


@dataclass(frozen=True)
class PageToken:
    version_id: uuid.UUID
    submission_id: uuid.UUID
    text: str

    @property
    def age(self) -> float:
        """Seconds since the page was made."""
        return time.time() - (self.submission_id.int >> 80) / 1000


def new_token(schema: str, code: str, version_id: uuid.UUID) -> PageToken:
    submission_id = new_uuid()
    value = urlsafe_b64encode(version_id.bytes + submission_id.bytes).decode().rstrip("=")
    return PageToken(version_id, submission_id, f"{value}:{_signature(schema, code, value)}")


def read_token(schema: str, code: str, text: str | None) -> PageToken | None:
    """The token in this text; None unless it was made here, for this survey."""
    try:
        value = _signer(schema, code).unsign(text or "")
        raw = urlsafe_b64decode(value + "=")
    except (BadSignature, ValueError):
        return None
    if len(raw) != LENGTH:
        return None
    return PageToken(uuid.UUID(bytes=raw[:16]), uuid.UUID(bytes=raw[16:]), text or "")


def _signature(schema: str, code: str, value: str) -> str:
    """What the signer gives, without deriving its key again for every page."""
    digest = hmac.digest(_key(schema, code), value.encode(), "sha256")
    return urlsafe_b64encode(digest).decode().rstrip("=")


@lru_cache(maxsize=1024)
def _key(schema: str, code: str) -> bytes:
    """As django.utils.crypto.salted_hmac derives it."""
    signer = _signer(schema, code)
    return hashlib.sha256(force_bytes(signer.salt) + b"signer" + force_bytes(signer.key)).digest()


@lru_cache(maxsize=1024)
def _signer(schema: str, code: str) -> Signer:
    return Signer(salt=f"responses.page:{schema}:{code}")
