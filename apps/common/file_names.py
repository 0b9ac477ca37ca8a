"""What people call their files."""

from __future__ import annotations

LONGEST = 200


def shown_name(name: str, nameless: str) -> str:
    """What the sender calls the file, without folders and unprintable characters. Never used as a path."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in base if c.isprintable()).strip()
    return kept[-LONGEST:] or nameless
