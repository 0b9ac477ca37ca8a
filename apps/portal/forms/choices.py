"""What the filters offer to choose from: (value, label), human texts sorted as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from apps.kpis.models import Dimension, Member
from apps.kpis.selectors import NO_TOUCHPOINT
from apps.surveys.models import Survey
from apps.touchpoints.models import Channel, Stage, Touchpoint

MEMBERS_OFFERED = 60  # of one dimension; any other can be reached from the breakdown of a figure

Choice = tuple[str, str]


def named(rows: Iterable[Stage | Channel]) -> list[Choice]:
    return [(row.code, str(row)) for row in rows]


def touchpoint_choices() -> list[Choice]:
    """Archived ones too: their answers are still there. Empty without any."""
    offered = [(t.code, str(t)) for t in Touchpoint.objects.all()]
    none = (NO_TOUCHPOINT, _("No touchpoint"))
    return [("", _("All touchpoints")), *offered, none] if offered else []


def survey_choices() -> list[Choice]:
    surveys = Survey.objects.exclude(version=None).only("code", "title")
    return sorted(((survey.code, str(survey)) for survey in surveys), key=lambda pair: pair[1].casefold())


def groups(chosen: str, unstated: Sequence[Choice]) -> list[tuple[str, list[Choice]]]:
    """Members under the name of their dimension, as "name:member"; the chosen one stays on offer."""
    found: dict[str, list[str]] = {
        name: [] for name in Dimension.objects.filter(is_builtin=False).values_list("name", flat=True)
    }
    members = Member.objects.filter(dimension__is_builtin=False)
    for name, value in members.values_list("dimension__name", "value"):
        found[name].append(value)
    return [(name, _members(name, values, chosen, unstated)) for name, values in found.items()]


def _members(name: str, values: list[str], chosen: str, unstated: Sequence[Choice]) -> list[Choice]:
    wanted = chosen.removeprefix(f"{name}:")
    offered = values[:MEMBERS_OFFERED]
    if wanted in values and wanted not in offered:
        offered = [*offered, wanted]
    pairs = [*((value, value) for value in offered), *unstated]
    return [(f"{name}:{value}", label) for value, label in pairs]
