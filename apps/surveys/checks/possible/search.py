"""Can a formula be true at all? A search through the options of what it looks at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from apps.surveys.checks.possible.formulas import Formula, Key, World
from apps.surveys.checks.possible.variables import Truths, Variable

MOST_TRIED = 3_000


class Undecided(Exception):
    """There are too many combinations to try."""


def is_possible(formula: Formula, variables: Mapping[Key, Variable], *, page: int) -> bool:
    """Whether some way to answer makes the formula true on this page, as exact as the variables are.

    Answers are tried in the order of the document, so that a hidden question counts as missing and one that must be
    answered on an earlier page does not. True where it cannot be decided.
    """
    chosen = _needed(formula, variables)
    try:
        return _Search(formula, [(key, variables[key]) for key in chosen], page).found(0)
    except Undecided:
        return True


def _needed(formula: Formula, variables: Mapping[Key, Variable]) -> list[Key]:
    """All it depends on, by way of what hides a question too, first to last."""
    direct = formula.keys()
    found = direct.union(*(variables[key].behind for key in direct))
    return sorted((k for k in found if variables[k].is_exact), key=lambda k: (variables[k].order, k))


class _Search:
    def __init__(self, formula: Formula, chosen: Sequence[tuple[Key, Variable]], page: int) -> None:
        self.formula = formula
        self.chosen = chosen
        self.page = page
        self.world = World()
        self.tried = 0

    def found(self, depth: int) -> bool:
        self.tried += 1
        if self.tried > MOST_TRIED:
            raise Undecided
        self.world.visited.clear()
        truth = self.formula.truth(self.world)
        if truth is not None or depth == len(self.chosen):
            return truth is not False
        key, variable = self.chosen[depth]
        for option in self._options(variable):
            self.world.known[key] = option
            if self.found(depth + 1):
                return True
            del self.world.known[key]
        return False

    def _options(self, variable: Variable) -> Sequence[Truths]:
        shown = variable.shown.truth(self.world)
        if shown is False:
            return (variable.missing,)
        if shown is True and variable.is_required and variable.page < self.page:
            return variable.satisfying or variable.options
        return (*variable.options, variable.missing)
