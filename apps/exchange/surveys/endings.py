"""Kinds of files that respondents may send, as endings we take; a file that names none means the usual ones."""

from __future__ import annotations

from apps.surveys.questionnaire.file_kinds import KINDS

PICTURES = tuple(ending for ending in (".png", ".jpg", ".jpeg", ".gif", ".webp") if ending in KINDS)


def taken(spelled: str) -> list[str]:
    """Those of a list of endings and kinds (".pdf, image/*") that we take, each once."""
    found: list[str] = []
    for one in spelled.lower().split(","):
        ending = one.strip()
        if ending == "image/*":
            found += PICTURES
        elif ending:
            found += [known for known in (ending, f".{ending}") if known in KINDS]
    return list(dict.fromkeys(found))


def of_kind(prefix: str) -> list[str]:
    """The endings of a kind of content: image, audio, video."""
    return [ending for ending, kind in KINDS.items() if kind.content_type.startswith(f"{prefix}/")]
