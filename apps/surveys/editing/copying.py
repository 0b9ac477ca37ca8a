"""Copies under fresh names. All else is kept, whatever the settings of a type may be."""

from __future__ import annotations

from apps.surveys.editing.places import Json, Work, copied, free_name
from apps.surveys.editing.references import Names, followed


def copy_of_element(work: Work, element: Json, holder: Json) -> Json:
    """A copy to stand in `holder`. Where it speaks of itself it means the copy."""
    name = free_name(element["name"], work.names_in(holder))
    copy: Json = followed(copied(element), Names(questions={element["name"]: name}))
    return {**copy, "name": name}


def copy_of_page(work: Work, page: Json) -> Json:
    taken = work.names_in(page)
    fresh: dict[str, str] = {}
    for element in page["elements"]:
        fresh[element["name"]] = free_name(element["name"], taken | set(fresh.values()))
    name = free_name(page["name"], work.page_names())
    copy: Json = followed(copied(page), Names(questions=fresh))
    elements = [{**element, "name": fresh[element["name"]]} for element in copy["elements"]]
    return {**copy, "name": name, "elements": elements}
