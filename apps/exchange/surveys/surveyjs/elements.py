"""The elements of a page or a panel of SurveyJS, in order; panels within a page are laid flat."""

from __future__ import annotations

from collections.abc import Callable

from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.surveyjs.context import Reading

Handler = Callable[[Reading, Document, Raw], None]
HANDLERS: dict[str, Handler] = {}
"""By the file's type of element; the modules that hold them put them in."""
DEEPEST = 10  # panels within panels


def elements(
    reading: Reading,
    place: Document,
    raw: Raw,
    keys: tuple[str, ...] = ("elements", "questions"),
    depth: int = 1,
) -> None:
    for child in raw.children(*keys):
        element(reading, place, child, depth)


def element(reading: Reading, place: Document, raw: Raw, depth: int = 1) -> None:
    kind = raw.string("type") or "text"
    if kind == "panel":
        _panel(reading, place, raw, depth)
    elif raw.get("visible") is False and not raw.string("visibleIf"):
        reading.drafting.report.add(raw.path, "question", raw.string("name"), "dropped", "hidden_question")
        return
    elif kind in HANDLERS:
        HANDLERS[kind](reading, place, raw)
    else:
        reading.drafting.report.add(raw.path, "question", raw.string("name"), "dropped", "no_type", type=kind)
        return
    reading.leftovers(raw)


def _panel(reading: Reading, place: Document, raw: Raw, depth: int) -> None:
    if depth > DEEPEST:
        reading.drafting.report.add(
            raw.path, "page", raw.string("name"), "dropped", "too_long", is_logic=True
        )
        return
    before = len(place["elements"])
    title, description = reading.texts(raw.get("title")), reading.texts(raw.get("description"))
    name = raw.string("name")
    if title or description:
        heading = {language: f"<h3>{_escaped(text)}</h3>" for language, text in title.items()}
        for language, text in description.items():
            heading[language] = heading.get(language, "") + f"<p>{_escaped(text)}</p>"
        reading.drafting.element(
            place, "html", f"{name or 'panel'}_title", raw.at("title"), what=next(iter(title.values()), name),
            fate="equivalent", note="as_statement", html=heading,
        )  # fmt: skip
    reading.drafting.report.add(raw.path, "page", name, "approximated", "flattened")
    elements(reading, place, raw, depth=depth + 1)
    inside = place["elements"][before:]
    reading.condition(raw, inside, ("visibleIf",))
    if raw.string("requiredIf"):
        reading.condition(raw, [e for e in inside if e["type"] != "html"], ("requiredIf",))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
