"""Whether anything may still come after a page, before it is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from apps.surveys.logic.conditions import Condition, looks
from apps.surveys.logic.evaluation import holds
from apps.surveys.logic.known import Known, Respondent
from apps.surveys.logic.routes import PAGE, Leg, Route, Step
from apps.surveys.logic.walking import Walk, leads_on


def may_go_on(route: Route, page: str, walk: Walk, respondent: Respondent) -> bool:
    """Whether a later page is shown, or may be once this page and those after it are answered."""
    prospect = _Prospect(route, route.places[page], walk, respondent)
    first = min(prospect.starts(), default=len(route.legs))
    return any(prospect.may_be_shown(step) for leg in route.legs[first:] for step in leg.steps)


@dataclass(frozen=True)
class _Prospect:
    route: Route
    here: int
    walk: Walk
    respondent: Respondent

    def starts(self) -> Iterator[int]:
        """The places of the pages that may be next."""
        leg: Leg = self.route.legs[self.here]
        for rule in leg.rules:
            if not leads_on(rule.to, self.here, self.route):
                continue
            if rule.condition is None or self._may_hold(rule.condition):
                if rule.to.startswith(PAGE):
                    yield self.route.places[rule.to.removeprefix(PAGE)]
                if rule.condition is None or not self._is_open(rule.condition):
                    return
        yield self.here + 1

    def may_be_shown(self, step: Step) -> bool:
        return step.is_drawn and all(self._may_hold(condition) for condition in step.conditions)

    def _may_hold(self, condition: Condition) -> bool:
        return self._is_open(condition) or holds(condition, self._known)

    def _is_open(self, condition: Condition) -> bool:
        """Whether it looks at what is not settled before this page is answered."""
        return any(
            name.partition(".")[0] in self._open_names if source == "question" else name in self._open_values
            for source, name in looks(condition)
            if source in ("question", "calculated")
        )

    @cached_property
    def _known(self) -> Known:
        who, walk = self.respondent, self.walk
        return Known(walk.answers, who.params, who.invitation, walk.calculated)

    @cached_property
    def _open_names(self) -> set[str]:
        return {step.name for leg in self.route.legs[self.here :] for step in leg.steps}

    @cached_property
    def _open_values(self) -> set[str]:
        """Calculated values stand with the last element they depend on."""
        steps = (step for leg in self.route.legs[self.here :] for step in leg.steps)
        return {one.name for step in steps for one in step.calculations}
