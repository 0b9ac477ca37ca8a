"""Texts of other tools as ours: languages by their codes, markup taken out where we keep plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

import nh3

from apps.surveys.questionnaire.html import clean
from apps.surveys.questionnaire.texts import LANGUAGE

Texts = dict[str, str]
LONGEST = 2000  # characters of a title
LONGEST_RICH = 20_000
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/h[1-6]|/tr)[^<>]{0,200}>", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\f\v\u00a0]+")
_LINES = re.compile(r" ?\n[ \n]*")
_NAMES = {
    "english": "en", "italian": "it", "italiano": "it", "french": "fr", "français": "fr", "german": "de",
    "deutsch": "de", "spanish": "es", "español": "es", "portuguese": "pt", "arabic": "ar", "russian": "ru",
    "chinese": "zh", "dutch": "nl", "polish": "pl", "romanian": "ro", "turkish": "tr",
}  # fmt: skip
_CODES = {"zh-s": "zh-Hans", "zh-t": "zh-Hant", "pb": "pt-BR", "en_us": "en-US"}


def language_code(name: Any) -> str:
    """The code of a language given by code or by name, "English (en)" too; "" where there is none."""
    wanted = str(name).strip()
    inside = re.search(r"\(([A-Za-z-]{2,20})\)\s*$", wanted)
    wanted = (inside[1] if inside else wanted).replace("_", "-")
    if wanted.lower() in _NAMES:
        return _NAMES[wanted.lower()]
    if wanted.lower() in _CODES:
        return _CODES[wanted.lower()]
    main, _, rest = wanted.partition("-")
    code = main.lower() + ("-" + rest if rest else "")
    return code if LANGUAGE.fullmatch(code) else ""


def plain(text: Any, limit: int = LONGEST) -> str:
    """One text without markup, spaces tidied, cut at the limit."""
    words = _UNSTORABLE.sub("", str(text))[: 20 * limit]
    if _MARKUP.search(words):
        words = html.unescape(nh3.clean(_BREAKS.sub("\n", words), tags=set()))
    words = _LINES.sub("\n", _SPACE.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    return words if len(words) <= limit else words[: limit - 1] + "…"


def rich(text: Any) -> str:
    kept = clean(_UNSTORABLE.sub("", str(text))[:LONGEST_RICH]).strip()
    return kept if len(kept) <= LONGEST_RICH else plain(kept, LONGEST_RICH // 2)


def has_markup(text: Any) -> bool:
    """Whether taking the markup out loses something a reader would see."""
    return (
        re.search(r"<(?:img|table|iframe|video|audio|script|style|a|ul|ol)\b", str(text), re.IGNORECASE)
        is not None
    )


def plain_texts(texts: Mapping[str, Any], limit: int = LONGEST) -> Texts:
    found = {language: plain(text, limit) for language, text in texts.items() if text is not None}
    return {language: text for language, text in found.items() if text}


def rich_texts(texts: Mapping[str, Any]) -> Texts:
    found = {language: rich(text) for language, text in texts.items() if text is not None}
    return {language: text for language, text in found.items() if text}
