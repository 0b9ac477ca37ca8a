"""Rules that are never taken, endings nobody comes to, pages with nothing on them."""

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
            if not examined.paths.leads_on(p, r):
                continue  # which the references of rules are about
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
