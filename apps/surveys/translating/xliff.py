"""Texts as XLIFF 1.2, the exchange format every translation tool reads (OASIS, 2008)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from apps.surveys.questionnaire.texts import LANGUAGE, is_storable
from apps.surveys.translating.travelling import Brought, decoded, portable, refused, sorted_out
from apps.surveys.translating.units import source_language, units

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
DONE, TO_DO = "translated", "needs-translation"


def write_xliff(document: Mapping[str, Any], language: str, name: str) -> str:
    """`name` is the survey's code: it stands as the file's original."""
    source = source_language(document)
    root = ElementTree.Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    file = ElementTree.SubElement(
        root,
        "file",
        {"original": name, "datatype": "plaintext", "source-language": source, "target-language": language},
    )
    body = ElementTree.SubElement(file, "body")
    for unit in units(document):
        place = ElementTree.SubElement(body, "trans-unit", {"id": unit.key, "xml:space": "preserve"})
        ElementTree.SubElement(place, "source").text = portable(unit.source(source))
        text = portable(unit.texts.get(language, ""))
        ElementTree.SubElement(place, "target", {"state": DONE if text else TO_DO}).text = text
        where = " / ".join(part for part in (unit.page, unit.owner, unit.setting) if part)
        ElementTree.SubElement(place, "note").text = where
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def read_xliff(data: bytes, document: Mapping[str, Any]) -> Brought:
    """The translations in an XLIFF 1.2 file. Raises UnreadableFile.

    A document type is refused, and with it entities that would grow or reach out.
    """
    text = decoded(data)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refused("/file", "doctype", _("The file declares a document type, which XLIFF never needs."))
    try:
        root = ElementTree.fromstring(text.partition("?>")[2] if text.startswith("<?xml") else text)  # noqa: S314
    except (ElementTree.ParseError, ValueError) as error:
        raise refused("/file", "xml", _("This is not XML: %(why)s.") % {"why": error}) from error
    file = root.find(f"{{{NAMESPACE}}}file")
    language = "" if file is None else file.get("target-language", "")
    if file is None or not LANGUAGE.fullmatch(language):
        raise refused("/file", "xliff", _("This is not XLIFF 1.2 with a target language."))
    if language == source_language(document):
        raise refused("/file", "language", _("Its target is the language the survey is written in."))
    found = Brought(language=language)
    for unit in file.iter(f"{{{NAMESPACE}}}trans-unit"):
        key, translation = unit.get("id", ""), _text(unit, "target")
        if not is_storable(translation):
            words = _("“%(key)s” holds characters that cannot be stored.") % {"key": key[:100]}
            raise refused("/file", "characters", words)
        if key and translation.strip():
            found.texts[key] = translation
            found.sources[key] = _text(unit, "source")
    return sorted_out(found, document)


def _text(unit: ElementTree.Element, name: str) -> str:
    part = unit.find(f"{{{NAMESPACE}}}{name}")
    return "" if part is None else "".join(part.itertext())
