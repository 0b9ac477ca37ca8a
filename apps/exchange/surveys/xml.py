"""XML walked through as it comes, without a document type: no entities, no outside, bounded in depth and number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from apps.exchange.surveys.errors import SurveyFileTooLarge, UnreadableSurvey
from apps.exchange.surveys.limits import MOST_XML_DEPTH, MOST_XML_NODES

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Chars = Callable[[str], None]


def walk(data: bytes, start: Start, end: End, chars: Chars) -> None:
    """Names come without their prefix. Raises UnreadableSurvey or SurveyFileTooLarge."""
    counts = {"depth": 0, "nodes": 0}

    def started(name: str, attributes: dict[str, str]) -> None:
        counts["depth"] += 1
        counts["nodes"] += 1 + len(attributes)
        if counts["depth"] > MOST_XML_DEPTH:
            raise UnreadableSurvey(_("The XML is nested too deeply."))
        if counts["nodes"] > MOST_XML_NODES:
            raise SurveyFileTooLarge(_("The file holds more entries than a questionnaire has."))
        start(name.rpartition(":")[2], attributes)

    def ended(name: str) -> None:
        counts["depth"] -= 1
        end(name.rpartition(":")[2])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = chars
    parser.StartDoctypeDeclHandler = _refused
    parser.EntityDeclHandler = _refused
    parser.ExternalEntityRefHandler = _refused
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadableSurvey(_("The file is not valid XML: %(why)s.") % {"why": error}) from error
    except (LookupError, ValueError) as error:
        raise UnreadableSurvey(_("The file is in an encoding we do not read. Save it as UTF-8.")) from error


def _refused(*_anything: Any) -> int:
    raise UnreadableSurvey(
        _("The file defines a document type or entities of its own; such files are not read.")
    )
