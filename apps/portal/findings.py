"""What got better, what got worse, what is only noise: three sentences that lead the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.common.templatetags.cx import figure
from apps.kpis.overview import Finding, Reading
from apps.kpis.scorecard import Row
from apps.kpis.statistics import Verdict
from apps.portal.addresses import page
from apps.portal.words import moved_words, p_words, shape_of

NAMED = 2  # findings a sentence names; the others are counted


@dataclass(frozen=True)
class Sentence:
    tone: str  # better, worse or noise
    icon: str
    label: str
    text: SafeString | str


def sentences(findings: Sequence[Finding], query: str) -> list[Sentence]:
    """``query`` is that of the filters, for the links."""
    if not findings:
        words = _(
            "There is nothing to compare with yet: too few answers in this period or in the one before."
        )
        return [Sentence("noise", "flat", _("No comparison"), words)]
    worse = [f for f in findings if f.verdict == Verdict.WORSE]
    better = [f for f in findings if f.verdict == Verdict.BETTER]
    chance = [f for f in findings if f.verdict == Verdict.CHANCE]
    return [
        Sentence(
            "worse",
            "down",
            _("Worse"),
            _moved(worse, query) if worse else _("Nothing got worse beyond what chance explains."),
        ),
        Sentence(
            "better",
            "up",
            _("Better"),
            _moved(better, query) if better else _("Nothing got better beyond what chance explains."),
        ),
        Sentence("noise", "flat", _("Only noise"), _noise(chance, len(findings), query)),
    ]


def _moved(findings: Sequence[Finding], query: str) -> SafeString:
    named = format_html_join("; ", "{}", ((_one(f, query),) for f in findings[:NAMED]))
    rest = len(findings) - NAMED
    if rest <= 0:
        return format_html("{}.", named)
    more = ngettext("and %(count)s more", "and %(count)s more", rest) % {"count": rest}
    return format_html("{}; {}.", named, more)


def _one(finding: Finding, query: str) -> SafeString:
    difference, value, digits = _figures(finding)
    words = _("{name} rose by {by} to {value}") if difference > 0 else _("{name} fell by {by} to {value}")
    return format_html(
        words, name=_link(finding.subject, query), by=figure(abs(difference), digits), value=value
    )


def _noise(chance: Sequence[Finding], of: int, query: str) -> SafeString | str:
    if not chance:
        return _("All differences of this period are larger than chance explains.")
    first = next((f for f in chance if isinstance(f.subject, Reading)), chance[0])
    difference, _value, digits = _figures(first)
    words = ngettext(
        "The one difference there is could be chance: {name}, {moved} ({p}).",
        "{count} of {of} differences, judged together, could be chance, such as {name}, {moved} ({p}).",
        of,
    )
    return format_html(
        words,
        count=len(chance),
        of=of,
        name=_link(first.subject, query),
        moved=moved_words(difference, digits),
        p=p_words(first.change.p or 0.0),
    )


def _figures(finding: Finding) -> tuple[float, str, int]:
    """The difference, the value it led to, and decimals; touchpoints on the common axis."""
    subject, difference = finding.subject, finding.change.difference or 0.0
    if isinstance(subject, Row):
        return on_common_axis(subject, difference), figure(subject.common.value, 1), 1
    shape = shape_of(subject.definition)
    return difference, shape.with_unit(subject.kpi.value), shape.digits


def on_common_axis(row: Row, difference: float) -> float:
    """A difference in the scale's own units as one on 0-10, where up is better."""
    scale = row.definition.scale
    return difference * 10 / scale.span * (1 if scale.high_is_good else -1)


def _link(subject: Reading | Row, query: str) -> SafeString:
    if isinstance(subject, Row):
        address = page("touchpoint", subject.touchpoint.uid, query=query)
        return format_html('<a href="{}">{}</a>', address, str(subject.touchpoint))
    address = page("kpi", subject.definition.metric, query=query)
    return format_html('<a href="{}">{}</a>', address, shape_of(subject.definition).label)
