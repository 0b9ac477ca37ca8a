"""Random small questionnaires, sound or not, with random answers: for what must hold on every way."""

from __future__ import annotations

from random import Random
from typing import Any

NAMES = [f"q{i}" for i in range(8)]
VALUES: list[Any] = [0, 1, 2, 6, 10, "1", "a", "b", 2.5, True]
OPS = ("=", "!=", "<", "<=", ">", ">=", "contains", "notcontains", "empty", "notempty", "anyof", "allof")
ELEMENTS = [
    {"type": "nps"},
    {"type": "text", "inputType": "number"},
    {"type": "radiogroup", "choices": ["a", "b", 1]},
    {"type": "checkbox", "choices": ["a", "b", 1, 2]},
    {"type": "matrix", "rows": [{"name": "r1"}, {"name": "r2"}]},
    {"type": "comment"},
    {"type": "html", "html": "Hello"},
]
ANSWERS: list[Any] = [
    0,
    3,
    10,
    2.5,
    "a",
    "b",
    1,
    ["a"],
    ["b", 1],
    {"r1": 4},
    {"r1": 0, "r2": 9},
    "long",
    None,
    "",
    [],
]
PARAMS: list[dict[str, str]] = [{}, {"p": "1"}, {"p": "a"}]


class Maker:
    def __init__(self, random: Random) -> None:
        self.random = random

    def document(self) -> dict[str, Any]:
        names = iter(NAMES)
        pages = [self._page(i, names) for i in range(self.random.randint(1, 4))]
        return {
            "title": "Random",
            "pages": pages,
            "pagesOrder": self.random.choice(["", "", "random"]),
            "calculatedValues": [{"name": f"c{i}", "expression": self._expression(2)} for i in range(2)],
            "endings": [self._ending(i) for i in range(self.random.randint(0, 2))],
        }

    def answers(self) -> dict[str, Any]:
        """Of questions that may not be there, in kinds that may not fit."""
        return {name: self.random.choice(ANSWERS) for name in NAMES if self.random.random() < 0.7}

    def params(self) -> dict[str, str]:
        return self.random.choice(PARAMS)

    def _page(self, i: int, names: Any) -> dict[str, Any]:
        elements = [
            self._element(name) for name, _ in zip(names, range(self.random.randint(0, 3)), strict=False)
        ]
        page: dict[str, Any] = {"name": f"p{i}", "elements": elements, "isFixed": self.random.random() < 0.3}
        page["next"] = [self._rule() for _ in range(self.random.randint(0, 2))]
        return page | self._maybe("visibleIf", 0.2)

    def _element(self, name: str) -> dict[str, Any]:
        element = {**self.random.choice(ELEMENTS), "name": name, **self._maybe("visibleIf", 0.4)}
        if element["type"] == "html":
            return element
        return {**element, **self._maybe("requiredIf", 0.2), "isRequired": self.random.random() < 0.1}

    def _ending(self, i: int) -> dict[str, Any]:
        return {"name": f"e{i}", "isScreenOut": self.random.random() < 0.5, **self._maybe("visibleIf", 0.5)}

    def _rule(self) -> dict[str, Any]:
        to = self.random.choice(["end", "ending:e0", "ending:e1", "page:p0", "page:p1", "page:p2", "page:p3"])
        return {"to": to, **self._maybe("if", 0.8)}

    def _maybe(self, key: str, chance: float) -> dict[str, Any]:
        return {key: self._condition(2)} if self.random.random() < chance else {}

    def _condition(self, depth: int) -> dict[str, Any]:
        if depth and self.random.random() < 0.3:
            parts = [self._condition(depth - 1) for _ in range(self.random.randint(1, 2))]
            return {self.random.choice(["all", "any", "not"]): parts}
        op = self.random.choice(OPS)
        leaf = {**self._look(), "op": op}
        if op in ("empty", "notempty"):
            return leaf
        values = [v for v in VALUES if op not in ("<", "<=", ">", ">=") or v is not True]
        found = [self.random.choice(values) for _ in range(2)]
        return {**leaf, "value": found if op in ("anyof", "allof") else found[0]}

    def _look(self) -> dict[str, str]:
        return self.random.choice(
            [{"question": n} for n in NAMES]
            + [{"question": f"{n}.r1"} for n in NAMES[:3]]
            + [{"param": "p"}, {"calculated": "c0"}, {"calculated": "c1"}, {"invitation": "x"}]
        )

    def _expression(self, depth: int) -> Any:
        kinds = ["sum", "product", "min", "max", "average", "count", "subtract", "divide", "if"]
        if not depth or self.random.random() < 0.3:
            return self.random.choice([self._look(), self._look(), 0.1, 3, "a", "7"])
        kind = self.random.choice(kinds)
        parts = [self._expression(depth - 1) for _ in range(2)]
        if kind == "if":
            return {"if": self._condition(1), "then": parts[0], "else": parts[1]}
        return {kind: parts}
