"""Routes as the browser's twin takes them, read back for the authority."""

from apps.surveys.logic import Calculation, Exit, Leg, Rule, Step, condition, read_expression, route


def expression(raw):
    faults = []
    found = read_expression(raw, "", lambda *fault: faults.append(fault))
    assert faults == []
    return found


def read_route(raw):
    """Calculations are placed anew, so they may all stand in front."""
    legs = [
        Leg(page["name"], tuple(_step(s, page["name"]) for s in page["elements"]), _rules(page))
        for page in raw["pages"]
    ]
    exits = [
        Exit(e["name"], _maybe(e.get("visibleIf")), e.get("isScreenOut", False))
        for e in raw.get("endings", ())
    ]
    steps = [raw, *(step for page in raw["pages"] for step in page["elements"])]
    found = {c["name"]: expression(c["expression"]) for step in steps for c in step.get("calculate", ())}
    return route(legs, exits, [Calculation(*pair) for pair in found.items()])


def _step(raw, page):
    conditions = tuple(condition(c) for c in raw.get("visibleIf", ()))
    return Step(
        raw["name"], page, conditions, _maybe(raw.get("requiredIf")), is_drawn=raw.get("isDrawn", True)
    )


def _rules(raw):
    return tuple(Rule(rule["to"], _maybe(rule.get("if"))) for rule in raw.get("next", ()))


def _maybe(raw):
    return None if raw is None else condition(raw)
