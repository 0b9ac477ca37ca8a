"""Random SurveyJS surveys with answers to them, for its own engine to judge."""

from __future__ import annotations

import random
from typing import Any

KINDS = ["rating", "number", "radio", "check", "bool", "text", "date", "matrix", "ranking"]
CHOICES = ["red", "green", "Blue 2", 4, 11]
DAYS = ["2026-01-05", "2026-03-01", "2026-11-30"]
ROWS = ["taste", "price"]
SHAPES: dict[str, dict[str, Any]] = {
    "rating": {"type": "rating", "rateMin": 0, "rateMax": 10},
    "number": {"type": "text", "inputType": "number"},
    "radio": {"type": "radiogroup", "choices": CHOICES},
    "check": {"type": "checkbox", "choices": CHOICES},
    "bool": {"type": "boolean"},
    "text": {"type": "comment"},
    "date": {"type": "text", "inputType": "date"},
    "matrix": {"type": "matrix", "columns": [1, 2, 3, 4, 5], "rows": ROWS},
    "ranking": {"type": "ranking", "choices": ["red", "green", "blue"]},
}


def spelled(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(spelled(item) for item in value) + "]"
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


class Maker:
    """Makes surveys out of one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def survey(self, size: int = 11) -> dict[str, Any]:
        pages: list[dict[str, Any]] = []
        earlier: list[tuple[str, str]] = []
        for i in range(size):
            if i % 5 == 0:
                pages.append({"name": f"p{i}", "elements": []})
                if i and self.random.random() < 0.5:
                    pages[-1]["visibleIf"] = self.condition(earlier)
            kind = KINDS[i % len(KINDS)]
            element = {**SHAPES[kind], "name": f"{kind}{i}"}
            if earlier and self.random.random() < 0.75:
                element["visibleIf"] = self.condition(earlier)
            if self.random.random() < 0.15:
                inner = {"type": "panel", "name": f"panel{i}", "elements": [element]}
                element = {**inner, **({"visibleIf": self.condition(earlier)} if earlier else {})}
            pages[-1]["elements"].append(element)
            earlier.append((kind, f"{kind}{i}"))
        return {"title": "Made up", "pages": pages}

    def condition(self, earlier: list[tuple[str, str]], depth: int = 0) -> str:
        if depth < 2 and self.random.random() < 0.4:
            parts = [self.condition(earlier, depth + 1) for _ in range(self.random.choice([2, 2, 3]))]
            joined = self.random.choice([" and ", " or ", " && ", " || "]).join(parts)
            return self.random.choice([f"({joined})", f"!({joined})", f"({joined})"])
        kind, name = self.random.choice(earlier)
        if self.random.random() < 0.15:
            return f"{{{name}}} {self.random.choice(['empty', 'notempty'])}"
        return str(getattr(self, f"_{kind}")(f"{{{name}}}", name))

    def _rating(self, name: str, bare: str) -> str:
        return f"{name} {self.random.choice(['=', '<>', '!=', '<', '<=', '>', '>='])} {self.random.randint(0, 10)}"

    def _number(self, name: str, bare: str) -> str:
        if self.random.random() < 0.2:
            return f"{self.random.randint(0, 30)} {self.random.choice(['<', '>='])} {name}"
        if self.random.random() < 0.3:
            return f"{name} * 2 + 3 {self.random.choice(['>', '<='])} {self.random.randint(0, 60)}"
        return self._rating(name, bare)

    def _radio(self, name: str, bare: str) -> str:
        value = self.random.choice([*CHOICES, "RED", "4"])
        if self.random.random() < 0.3:
            return f"{name} anyof {spelled(self.random.sample(CHOICES, 2))}"
        return f"{name} {self.random.choice(['=', '<>'])} {spelled(value)}"

    def _check(self, name: str, bare: str) -> str:
        kind = self.random.random()
        if kind < 0.2:
            return f"{{{bare}.length}} {self.random.choice(['>=', '=', '<'])} {self.random.randint(1, 3)}"
        if kind < 0.5:
            return f"{name} {self.random.choice(['contains', 'notcontains'])} {spelled(self.random.choice(CHOICES))}"
        op = self.random.choice(["anyof", "allof", "=", "<>", "noneof"])
        return f"{name} {op} {spelled(self.random.sample(CHOICES, self.random.randint(1, 3)))}"

    def _ranking(self, name: str, bare: str) -> str:
        return f"{name} {self.random.choice(['contains', 'notcontains'])} 'green'"

    def _bool(self, name: str, bare: str) -> str:
        return self.random.choice([f"{name} = true", f"{name} <> true", f"{name} = false", name, f"!{name}"])

    def _text(self, name: str, bare: str) -> str:
        return f"{name} {self.random.choice(['=', '<>', 'contains', 'notcontains'])} {self.random.choice(WORDS)!r}"

    def _date(self, name: str, bare: str) -> str:
        return f"{name} {self.random.choice(['=', '<', '>', '>='])} '{self.random.choice(DAYS)}'"

    def _matrix(self, name: str, bare: str) -> str:
        return self._rating(f"{{{bare}.{self.random.choice(ROWS)}}}", bare)

    def answers(self, survey: dict[str, Any]) -> dict[str, Any]:
        """To three questions of four, shown or not."""
        found = {}
        for page in survey["pages"]:
            for outer in page["elements"]:
                for element in outer.get("elements", [outer]):
                    if self.random.random() < 0.75:
                        found[element["name"]] = self._answer(element)
        return found

    def _answer(self, element: dict[str, Any]) -> Any:
        kind = element["name"].rstrip("0123456789")
        made = {
            "rating": lambda: self.random.randint(0, 10),
            "number": lambda: self.random.randint(0, 30),
            "radio": lambda: self.random.choice(CHOICES),
            "check": lambda: [c for c in CHOICES if self.random.random() < 0.5] or [CHOICES[0]],
            "bool": lambda: self.random.random() < 0.5,
            "text": lambda: self.random.choice(WORDS),
            "date": lambda: self.random.choice(DAYS),
            "matrix": lambda: {row: self.random.randint(1, 5) for row in self.random.sample(ROWS, 1)},
            "ranking": lambda: self.random.sample(["red", "green", "blue"], 3),
        }  # fmt: skip
        return made[kind]()


WORDS = ["fine", "not Fine at all", "slow", "12"]
