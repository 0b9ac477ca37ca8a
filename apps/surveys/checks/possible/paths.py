"""The conditions and jumps of one draft as formulas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from apps.surveys.checks.possible.formulas import (
    FALSE,
    TRUE,
    UNKNOWN,
    Formula,
    Key,
    Look,
    Not,
    Visited,
    any_of,
    together,
)
from apps.surveys.checks.possible.search import is_possible
from apps.surveys.checks.possible.variables import Variable, options_of, truths
from apps.surveys.logic import Condition, Group, Leaf, Subject, condition
from apps.surveys.logic.routes import END, ENDING, PAGE

if TYPE_CHECKING:
    from apps.surveys.checks.examined import Examined, Spot


class Paths:
    """Formulas are built at once, because which options a question has depends on all comparisons with it."""

    def __init__(self, examined: Examined) -> None:
        self.examined = examined
        self._leaves: dict[Key, list[Leaf]] = defaultdict(list)
        self._names = {raw["name"]: p for p, raw in enumerate(examined.pages)}
        self._endings = {ENDING + raw["name"] for raw in examined.document.get("endings", ())}
        self._starts = self._first_orders()
        self._ends = [*self._starts[1:], len(examined.outer)]
        pages = enumerate(examined.pages)
        self.conditions = {p: self._formula(raw.get("visibleIf"), self._starts[p]) for p, raw in pages}
        self.own = {
            s.pointer: self._formula(s.raw.get("visibleIf"), s.order, s.panel) for s in examined.spots
        }
        self.required = {
            s.pointer: self._formula(s.raw["requiredIf"], s.order, s.panel)
            for s in examined.spots
            if "requiredIf" in s.raw
        }
        self.rules = {p: self._rules(p, raw) for p, raw in enumerate(examined.pages)}
        self.endings = [
            self._formula(ending.get("visibleIf"), len(examined.outer))
            for ending in examined.document.get("endings", ())
        ]
        self._visited: dict[int, Formula] = {}
        for page in range(len(examined.pages)):
            self._visited[page] = self._visit(page)

    def visited(self, page: int) -> Formula:
        found = self._visited[page]
        return TRUE if found is TRUE else Visited(page, self._visited)

    def shown(self, spot: Spot) -> Formula:
        panel = self.examined.outer.get(spot.panel)
        around = (self.own[panel.pointer],) if panel else ()
        return together(self.visited(spot.page), *around, self.own[spot.pointer])

    def taken(self, page: int, rule: int) -> Formula:
        """The rule is the first of its page that is true."""
        rules = self.rules[page]
        return together(*(Not(earlier) for _target, earlier in rules[:rule]), rules[rule][1])

    def both(self, first: Formula, second: Formula) -> Formula:
        return together(first, second)

    def can_be(self, formula: Formula, page: int) -> bool:
        return is_possible(formula, self._variables, page=page)

    def _first_orders(self) -> list[int]:
        found, order = [], 0
        for page in self.examined.pages:
            found.append(order)
            order += len(page["elements"])
        return found

    def _visit(self, page: int) -> Formula:
        """Its own condition holds, and no page before it is left by a rule that leads past it.

        Where pages are shuffled nobody knows which ones a rule leads past.
        """
        if "pagesOrder" in self.examined.document and not self.examined.pages[page].get("isFixed"):
            return together(self.conditions[page], UNKNOWN)
        passed = (
            Not(together(self.visited(p), self._asks_something(p), self.taken(p, r)))
            for p in range(page)
            for r, (target, _condition) in enumerate(self.rules[p])
            if target > page
        )
        return together(self.conditions[page], *passed)

    def _asks_something(self, page: int) -> Formula:
        """A page of which nothing is shown is passed without a stop."""
        own = [self.own[s.pointer] for s in self.examined.outer.values() if s.page == page]
        return TRUE if TRUE in own else any_of(tuple(own))

    def leads_on(self, page: int, rule: int) -> bool:
        return self.rules[page][rule][0] > page

    def _rules(self, page: int, raw: dict[str, Any]) -> list[tuple[int, Formula]]:
        """Each rule's target and condition. One that leads nowhere counts as none: it is never true."""
        found: list[tuple[int, Formula]] = []
        for rule in raw.get("next", ()):
            target = self._target(page, rule["to"])
            leads_on = target > page
            found.append((target, self._formula(rule.get("if"), self._ends[page]) if leads_on else FALSE))
        return found

    def _target(self, page: int, to: str) -> int:
        """The page it leads to, the number of pages for the end, and this very page for what is not there."""
        if not to.startswith(PAGE):
            return len(self.examined.pages) if to == END or to in self._endings else page
        return self._names.get(to.removeprefix(PAGE), page)

    def _formula(self, raw: Any, order: int, panel: str = "") -> Formula:
        return TRUE if raw is None else self._translated(condition(raw), order, panel)

    def _translated(self, found: Condition, order: int, panel: str) -> Formula:
        if isinstance(found, Group):
            parts = tuple(self._translated(part, order, panel) for part in found.parts)
            if found.kind == "all":
                return together(*parts)
            return any_of(parts) if found.kind == "any" else together(*(Not(part) for part in parts))
        key = self._key(found, order, panel)
        if key is None:
            return UNKNOWN
        leaves = self._leaves[key]
        bare = Leaf(found.op, found.value, question="x")
        if bare not in leaves:
            leaves.append(bare)
        return Look(key, leaves.index(bare))

    def _key(self, leaf: Leaf, order: int, panel: str) -> Key | None:
        """None for what can be anything: siblings in a panel, calculations; and for faults other checks name."""
        if leaf.param:
            return "param", leaf.param
        owner = self.examined.owners.get(leaf.question)
        if (
            owner is None
            or self.examined.outer[owner].order >= order
            or self._is_sibling(leaf.question, panel)
        ):
            return None
        subject = self.examined.questionnaire.questions[owner].subjects()[leaf.question]
        return ("question", leaf.question) if makes_sense(leaf, subject) else None

    def _is_sibling(self, reference: str, panel: str) -> bool:
        return bool(panel) and any(
            spot.panel == panel and spot.name == reference.partition(".")[0] for spot in self.examined.spots
        )

    @cached_property
    def _variables(self) -> dict[Key, Variable]:
        found: dict[Key, Variable] = {}
        for key in sorted(self._leaves, key=self._order):  # what hides a question stands before it
            found[key] = self._variable(key, self._leaves[key], found)
        return found

    def _order(self, key: Key) -> int:
        return -1 if key[0] == "param" else self.examined.outer[self.examined.owners[key[1]]].order

    def _variable(self, key: Key, leaves: list[Leaf], before: Mapping[Key, Variable]) -> Variable:
        kind, reference = key
        if kind == "param":
            options, _same = options_of(None, "", Subject("param"), leaves, {})
            return Variable(-1, options, options, truths(leaves, None))
        owner = self.examined.owners[reference]
        question, spot = self.examined.questionnaire.questions[owner], self.examined.outer[owner]
        subject, row = question.subjects()[reference], reference.partition(".")[2]
        options, satisfying = options_of(question, row, subject, leaves, spot.raw)
        shown = self.shown(spot)
        direct = shown.keys()
        return Variable(
            order=spot.order,
            options=options,
            satisfying=satisfying,
            missing=truths(leaves, None),
            page=spot.page,
            shown=shown,
            is_required=bool(spot.raw.get("isRequired")) and not row,
            behind=direct.union(*(before[other].behind for other in direct)),
        )


def makes_sense(leaf: Leaf, subject: Subject) -> bool:
    """Whether the comparison is one that answers could ever be put to."""
    if not subject.allows(leaf.op):
        return False
    if leaf.value is None:
        return True
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    return all(subject.fits(leaf.op, value) and subject.knows(leaf.op, value) for value in values)
