"""Identifiers: random ones that nobody can guess, made in Python (never by the database)."""

import secrets
import time
import uuid

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0/o, 1/l/i: codes are read aloud and typed


def new_uuid() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): ordered by time, so that indexes grow at one end; 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    number = (milliseconds << 80) | secrets.randbits(80)
    number = number & ~(0xF << 76) | (0x7 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return uuid.UUID(int=number)


def short_code(length: int = 10) -> str:
    """A code for a public address, about 5 bits a character."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
