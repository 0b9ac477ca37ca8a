"""What conditions and expressions can look at: answers, and what is known of the respondent besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Source = Literal["question", "param", "invitation", "calculated"]
SOURCES: tuple[Source, ...] = ("question", "param", "invitation", "calculated")


@dataclass(frozen=True, slots=True)
class Respondent:
    """What is known of somebody before the first answer.

    `params` come from the address, `invitation` from the invitation; `seed`, the submission id, decides every
    random order.
    """

    params: Mapping[str, str] = field(default_factory=dict)
    invitation: Mapping[str, str] = field(default_factory=dict)
    seed: str = ""


NOBODY = Respondent()
Asked = Mapping[str, str] | Respondent | None
"""What functions take that once took only the parameters of the address."""


def respondent_of(asked: Asked) -> Respondent:
    if isinstance(asked, Respondent):
        return asked
    return Respondent(params=asked) if asked else NOBODY


@dataclass(slots=True)
class Known:
    """The accepted answers so far, the values calculated from them, and the respondent's own."""

    answers: Mapping[str, Any]
    params: Mapping[str, str]
    invitation: Mapping[str, str]
    calculated: Mapping[str, Any]

    def value(self, source: Source, name: str) -> Any:
        """None where there is none."""
        if source == "question":
            return answer_of(name, self.answers)
        if source == "param":
            return self.params.get(name)
        return (self.invitation if source == "invitation" else self.calculated).get(name)


def answer_of(reference: str, answers: Mapping[str, Any]) -> Any:
    """The answer to `name`, or to the row `matrix.row`; None if there is none."""
    name, dot, row = reference.partition(".")
    answer = answers.get(name)
    if not dot:
        return answer
    return answer.get(row) if isinstance(answer, Mapping) else None
