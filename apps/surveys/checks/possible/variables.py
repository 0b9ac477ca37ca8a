"""What conditions look at, and the ways its value can make all comparisons with it true or false together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from apps.surveys.checks.possible.formulas import TRUE, Formula, Key
from apps.surveys.checks.possible.values import Inexact, candidates
from apps.surveys.logic import Leaf, Subject, evaluate
from apps.surveys.questionnaire import AnswerError, Question

Truths = tuple[bool, ...]
CARRIED = "choicesFrom"  # a question with such choices refuses what somebody else could choose


@dataclass(frozen=True, slots=True)
class Variable:
    """`options` are the truths of all comparisons for each kind of answer, `satisfying` those of answers a required
    question takes, `missing` those without an answer; no options at all where they cannot be told exactly.
    `behind` is all that decides whether it is shown.
    """

    order: int
    options: tuple[Truths, ...]
    satisfying: tuple[Truths, ...]
    missing: Truths
    page: int = -1
    shown: Formula = TRUE
    is_required: bool = False
    behind: frozenset[Key] = frozenset()

    @property
    def is_exact(self) -> bool:
        return bool(self.options)


def truths(leaves: Sequence[Leaf], value: Any) -> Truths:
    """Whether each comparison holds for this answer, by the evaluator of conditions itself."""
    answers = {"x": value}
    return tuple(evaluate(Leaf(leaf.op, leaf.value, question="x"), answers) for leaf in leaves)


def options_of(
    question: Question | None, row: str, subject: Subject, leaves: Sequence[Leaf], settings: dict[str, Any]
) -> tuple[tuple[Truths, ...], tuple[Truths, ...]]:
    """All options, and those a required question takes; none where they cannot be told exactly."""
    try:
        tried = list(candidates(subject, leaves, settings))
    except Inexact:
        return (), ()
    if question is not None and subject.kind != "group" and CARRIED not in settings:
        tried = list(_accepted(question, row, tried))
    found: dict[Truths, bool] = {}
    for value in tried:
        key = truths(leaves, value)
        found[key] = found.get(key, False) or _suffices(question, row, value)
    return tuple(found), tuple(key for key, suffices in found.items() if suffices)


def _accepted(question: Question, row: str, tried: Iterable[Any]) -> Iterable[Any]:
    for value in tried:
        try:
            answer = question.judge({row: value} if row else value)
        except AnswerError:
            continue
        if answer is not None:
            yield answer.get(row) if row else answer


def _suffices(question: Question | None, row: str, value: Any) -> bool:
    return question is None or bool(row) or isinstance(value, dict) or not question.missing(value)
