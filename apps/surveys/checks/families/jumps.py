"""Rules that lead on from a page: where to, whether they are ever taken, and what never ends."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.surveys.checks.examined import Examined
from apps.surveys.checks.findings import Remark, error, hint
from apps.surveys.checks.possible.formulas import Formula
from apps.surveys.checks.registry import register


@register
def rules(examined: Examined) -> Iterator[Remark]:
    for p, page in enumerate(examined.pages):
        closed = False  # by a rule without a condition
        for r, rule in enumerate(page.get("next", ())):
            pointer = f"/pages/{p}/next/{r}"
            yield from _target(examined, p, str(rule.get("to", "")), pointer)
            if closed:
                yield error(
                    "unreachable_rule", pointer, _("The rule before it always holds, so this one never does.")
                )
            elif not examined.paths.can_be(_taken(examined, p, r), p + 1):
                yield error("unreachable_rule", pointer + "/if", _("This condition can never be true here."))
            closed = closed or "if" not in rule


def _taken(examined: Examined, page: int, rule: int) -> Formula:
    paths = examined.paths
    return paths.both(paths.visited(page), paths.taken(page, rule))


def _target(examined: Examined, page: int, to: str, pointer: str) -> Iterator[Remark]:
    kind, _colon, name = to.partition(":")
    if kind == "page":
        names = [raw["name"] for raw in examined.pages]
        if name not in names:
            yield error("unknown_page", pointer + "/to", _("There is no page “%(name)s”.") % {"name": name})
        elif names.index(name) <= page:
            yield error("backward", pointer + "/to", _("A rule can only lead to a page further on."))
    elif kind == "ending" and name not in {ending["name"] for ending in examined.document.get("endings", ())}:
        yield error("unknown_ending", pointer + "/to", _("There is no ending “%(name)s”.") % {"name": name})


@register
def endings(examined: Examined) -> Iterator[Remark]:
    """An ending is come to by a rule that names it, or by its own condition."""
    named = {rule.get("to") for page in examined.pages for rule in page.get("next", ())}
    for e, ending in enumerate(examined.document.get("endings", ())):
        if f"ending:{ending['name']}" in named:
            continue
        if "visibleIf" not in ending:
            yield hint("unreachable_ending", f"/endings/{e}", _("Nothing leads to this ending."))
        elif not examined.paths.can_be(examined.paths.endings[e], len(examined.pages)):
            words = _("This condition can never be true.")
            yield error("unreachable_ending", f"/endings/{e}/visibleIf", words)


@register
def empty_pages(examined: Examined) -> Iterator[Remark]:
    for p, page in enumerate(examined.pages):
        if not page["elements"]:
            yield hint(
                "empty_page", f"/pages/{p}", _("There is nothing on this page; respondents never see it.")
            )
