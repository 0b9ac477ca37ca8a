"""Pages and elements nobody can ever be shown, and questions that contradict themselves about it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.surveys.checks.examined import Examined, Spot
from apps.surveys.checks.findings import Remark, error
from apps.surveys.checks.registry import register


@register
def reachability(examined: Examined) -> Iterator[Remark]:
    unreachable = set()
    for page in range(len(examined.pages)):
        found = _page(examined, page)
        if found:
            unreachable.add(page)
            yield found
    for spot in examined.spots:
        if spot.page not in unreachable:
            yield from _element(examined, spot)


def _page(examined: Examined, page: int) -> Remark | None:
    paths, pointer = examined.paths, f"/pages/{page}"
    if not paths.can_be(paths.conditions[page], page):
        return error("unreachable_page", pointer + "/visibleIf", _("This condition can never be true."))
    if paths.can_be(paths.visited(page), page):
        return None
    if "visibleIf" in examined.pages[page]:
        words = _("With what comes before it, this page can never be shown.")
        return error("unreachable_page", pointer + "/visibleIf", words)
    return error("unreachable_page", pointer, _("Every way through the survey jumps over this page."))


def _element(examined: Examined, spot: Spot) -> Iterator[Remark]:
    paths = examined.paths
    if "visibleIf" in spot.raw and not paths.can_be(paths.shown(spot), spot.page):
        is_own = not paths.can_be(paths.own[spot.pointer], spot.page)
        words = (
            _("This condition can never be true.")
            if is_own
            else _("With what comes before it, it can never be shown.")
        )
        if spot.raw.get("isRequired"):
            words = _("It must be answered, but can never be shown.")
        yield error("unreachable", spot.pointer + "/visibleIf", words)
    elif spot.pointer in paths.required:
        wanted = paths.both(paths.shown(spot), paths.required[spot.pointer])
        if not paths.can_be(wanted, spot.page):
            words = _("Whenever it is shown, this condition is false.")
            yield error("never_required", spot.pointer + "/requiredIf", words)
