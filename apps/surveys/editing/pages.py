"""Operations on pages."""

from __future__ import annotations

from django.utils.translation import gettext as _

from apps.surveys.editing.copying import copy_of_page
from apps.surveys.editing.done import Done
from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.fields import Fields
from apps.surveys.editing.places import Json, Work, free_name
from apps.surveys.editing.references import Names, followed
from apps.surveys.editing.settings import put
from apps.surveys.questionnaire.reading import NAME


def add_page(work: Work, fields: Fields) -> Done:
    """After the page `after`, else at the end."""
    after = fields.maybe_text("after")
    index = len(work.pages) if after is None else work.page(after, "after")[0] + 1
    name = free_name(f"page{len(work.pages) + 1}", work.page_names())
    work.pages.insert(index, {"name": name, "elements": []})
    return Done(name, {"page": name}, f"/pages/{index}")


def change_page(work: Work, fields: Fields) -> Done:
    """Settings of a page; a new `name` is followed by every rule that leads to it."""
    old = fields.text("page")
    index, page = work.page(old)
    settings = dict(fields.object("settings"))
    name = settings.pop("name", old)
    touched = put(page, settings, work.document["language"], fixed=("elements",))
    if name != old:
        _rename(work, page, name)
        touched.append("name")
    return Done(name, {**_about(page), "settings": touched}, f"/pages/{index}", "/settings")


def _rename(work: Work, page: Json, name: object) -> None:
    if not isinstance(name, str) or not NAME.fullmatch(name):
        rule = _("Give a name: a letter, then letters, digits, _ and -, at most 64 in all.")
        raise EditRefused("/settings/name", rule, code="name")
    if name in work.page_names():
        raise EditRefused("/settings/name", _("Another page has this name."), code="duplicate")
    old, page["name"] = page["name"], name
    work.document = followed(work.document, Names(pages={old: name}))


def move_page(work: Work, fields: Fields) -> Done:
    """To the place `to`, counted from 0; further than the end is the end."""
    index, page = work.page(fields.text("page"))
    work.pages.insert(max(0, fields.index("to")), work.pages.pop(index))
    return Done(page["name"], _about(page))


def remove_page(work: Work, fields: Fields) -> Done:
    """With all that stands on it. What referred to its questions stays, for the checks to report."""
    index, page = work.page(fields.text("page"))
    del work.pages[index]
    near = work.pages[min(index, len(work.pages) - 1)]["name"] if work.pages else None
    return Done(near, {**_about(page), "elements": len(page["elements"])})


def duplicate_page(work: Work, fields: Fields) -> Done:
    """Right after it, under fresh names; what its questions say of each other, the copies say of the copies."""
    index, page = work.page(fields.text("page"))
    copy = copy_of_page(work, page)
    work.pages.insert(index + 1, copy)
    return Done(copy["name"], _about(page), f"/pages/{index + 1}")


def _about(page: Json) -> Json:
    return {"page": page["name"], "title": page.get("title", {})}
