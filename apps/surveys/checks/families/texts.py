"""What stands in braces in a text: an earlier answer, a parameter, a calculated value."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.surveys.checks.documents import texts_in
from apps.surveys.checks.examined import Examined, Spot
from apps.surveys.checks.findings import Remark, error, hint
from apps.surveys.checks.registry import register
from apps.surveys.piping import names_in

FREE = ("param:", "invitation:")  # known only when somebody comes


@register
def references(examined: Examined) -> Iterator[Remark]:
    redirects = [
        (f"/endings/{e}/redirect", {"": ending["redirect"]})
        for e, ending in enumerate(examined.document.get("endings", ()))
        if "redirect" in ending
    ]
    for pointer, texts in [*texts_in(examined.document), *redirects]:
        names = dict.fromkeys(name for text in texts.values() for name in names_in(text))
        for name in names:
            code = _fault(examined, name, pointer)
            if code:
                say = hint if code == "same_page_text" else error
                yield say(code, pointer, _words(code) % {"name": name})


def _words(code: str) -> str:
    return {
        "unknown_in_text": _("There is nothing “{%(name)s}” could stand for."),
        "later_in_text": _("“{%(name)s}” is not answered yet when this text is shown."),
        "same_page_text": _("“{%(name)s}” is on the same page: it is only read once the page was sent."),
    }[code]


def _fault(examined: Examined, name: str, pointer: str) -> str:
    if name.startswith(FREE):
        return ""
    if name.startswith("calculated:"):
        calculated = {value["name"] for value in examined.document.get("calculatedValues", ())}
        return "" if name.partition(":")[2] in calculated else "unknown_in_text"
    steps = pointer.split("/")
    page = int(steps[2]) if steps[1] == "pages" else len(examined.pages)
    if len(steps) > 4 and _is_of_panel(examined, name, int(steps[2]), int(steps[4])):
        return ""
    owner = examined.owners.get(name)
    if owner is None:
        return "unknown_in_text"
    return _timing(examined.outer[owner], page, int(steps[4]) if len(steps) > 4 else -1)


def _timing(asked: Spot, page: int, element: int) -> str:
    """Whether the answer is there when a text of this page, or of an element on it, is shown."""
    if asked.page < page:
        return ""
    position = int(asked.pointer.rpartition("/")[2])
    return "same_page_text" if asked.page == page and position < element else "later_in_text"


def _is_of_panel(examined: Examined, name: str, page: int, element: int) -> bool:
    """In the texts of a panel: the item it is repeated for, and its own questions."""
    panel = examined.pages[page]["elements"][element]
    own = {inner["name"] for inner in panel.get("elements", ())}
    prefix, _dot, rest = name.partition(".")
    return bool(own) and (name == "item" or (prefix == "panel" and rest.partition(".")[0] in own))
