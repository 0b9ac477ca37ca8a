"""Kinds of files respondents may send: by the end of the name, confirmed by how the content begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

HEAD = 4096  # bytes that are enough to tell

MEGABYTE = 1024 * 1024
HARD_LIMIT_MB = 20


class FileKind(NamedTuple):
    content_type: str
    begins: Callable[[bytes], bool]


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(marks)


def _riff(mark: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == mark


def _box(*brands: bytes) -> Callable[[bytes], bool]:
    """ISO base media files: MP4, QuickTime, HEIF."""
    return lambda head: head[4:8] == b"ftyp" and head[8:12].startswith(brands)


def _is_text(head: bytes) -> bool:
    return b"\0" not in head


_ZIP, _OLE = _starts(b"PK\x03\x04"), _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_JPEG = FileKind("image/jpeg", _starts(b"\xff\xd8\xff"))
_OPEN = "application/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_HEIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")

KINDS = {
    ".pdf": FileKind("application/pdf", lambda head: b"%PDF-" in head[:1024]),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".png": FileKind("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ".gif": FileKind("image/gif", _starts(b"GIF87a", b"GIF89a")),
    ".webp": FileKind("image/webp", _riff(b"WEBP")),
    ".heic": FileKind("image/heic", _box(*_HEIF)),
    ".txt": FileKind("text/plain", _is_text),
    ".csv": FileKind("text/csv", _is_text),
    ".docx": FileKind(_OFFICE + "wordprocessingml.document", _ZIP),
    ".xlsx": FileKind(_OFFICE + "spreadsheetml.sheet", _ZIP),
    ".pptx": FileKind(_OFFICE + "presentationml.presentation", _ZIP),
    ".odt": FileKind(_OPEN + "text", _ZIP),
    ".ods": FileKind(_OPEN + "spreadsheet", _ZIP),
    ".doc": FileKind("application/msword", _OLE),
    ".xls": FileKind("application/vnd.ms-excel", _OLE),
    ".mp4": FileKind("video/mp4", _box(b"")),
    ".mov": FileKind("video/quicktime", _box(b"qt")),
    ".m4a": FileKind("audio/mp4", _box(b"")),
    ".mp3": FileKind("audio/mpeg", _starts(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")),
    ".wav": FileKind("audio/wav", _riff(b"WAVE")),
}
USUAL = (".jpg", ".jpeg", ".png", ".heic", ".pdf")


def ending_of(name: str) -> str:
    """The end of a file's name, such as `.pdf`; empty where it has none."""
    _base, dot, ending = name.rpartition(".")
    return f".{ending.lower()}" if dot else ""


def kind_of(name: str, head: bytes, accepts: tuple[str, ...]) -> FileKind | None:
    """The kind of a file by its name and its first bytes; None unless it is one of those accepted."""
    ending = ending_of(name)
    kind = KINDS.get(ending) if ending in accepts else None
    return kind if kind and kind.begins(head) else None
