"""Refusals of operations, said of the body they were made from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from apps.common.errors import FieldProblem
from apps.surveys.editing import EditRefused
from apps.surveys.errors import UnknownQuestion

STEPS = re.compile(r"^/operations(/\d+)?")


@contextmanager
def said_of_the_body(*, is_named: bool = False) -> Iterator[None]:
    """Pointers lead to `question` instead of `element`. `is_named`: the address names it, so unknown is 404."""
    try:
        yield
    except EditRefused as refusal:
        problems = [_in_body(problem) for problem in refusal.errors]
        unknown = [problem.pointer for problem in problems if problem.code == "unknown_element"]
        if is_named and "/question" in unknown:
            raise UnknownQuestion from refusal
        raise EditRefused(errors=problems) from refusal


def _in_body(problem: FieldProblem) -> FieldProblem:
    pointer = STEPS.sub("", problem.pointer)
    if pointer.startswith("/element"):
        pointer = "/question" + pointer.removeprefix("/element")
    return FieldProblem(pointer, problem.code, problem.detail)
