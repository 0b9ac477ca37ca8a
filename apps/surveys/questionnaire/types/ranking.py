"""Ranking: the choices brought into an order, all of them or the best few."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.choices import ChoiceQuestion, Value, read_choices
from apps.surveys.questionnaire.describing import Setting, Summary, Words
from apps.surveys.questionnaire.elements import Cell, FormData
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.types.registry import register

MOST_RANKED = 50
_PLACED = re.compile(r"([1-9][0-9]?):(.+)", re.DOTALL)


@register
@dataclass(frozen=True, kw_only=True)
class RankingQuestion(ChoiceQuestion):
    """Answered with a list of values, the best first; with `most` only the best so many.

    In a form every choice has a select of places, all under one name; a place is posted as `2:value`.
    """

    type: ClassVar[str] = "ranking"
    type_title: ClassVar[Words] = gettext_lazy("Ranking")
    editor: ClassVar[tuple[Setting, ...]] = (
        *ChoiceQuestion.editor,
        Setting(
            "most",
            "integer",
            gettext_lazy("Rank only the best"),
            gettext_lazy("How many choices get a place at most. Without it all of them do."),
            low=1,
            high=MOST_RANKED,
        ),
    )
    summary: ClassVar[Summary] = "ranking"

    most: int | None = None

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        most, choices = reader.integer("most", None, 1, MOST_RANKED), read_choices(reader)
        if len(choices) > MOST_RANKED:
            detail = _("Nobody ranks so many: at most %(most)s choices.") % {"most": MOST_RANKED}
            reader.fault("choices", "too_many", detail)
        return cls(choices=choices, most=most, **common)

    def settings(self) -> dict[str, Any]:
        return {**super().settings(), "most": self.most}

    def shown(self, language: str) -> dict[str, Any]:
        found = super().shown(language)
        places = min(self.most or MOST_RANKED, len(found["choices"]))
        return {**found, "places": range(1, places + 1)}

    def from_form(self, form: FormData) -> Any:
        """By place: one value each, None for a gap, a list of values where one place was given twice."""
        by_place: dict[int, list[Any]] = {}
        strange = []
        for text in form.getlist(self.field):
            placed = _PLACED.fullmatch(text)
            if placed and int(placed[1]) <= len(self.values):
                by_place.setdefault(int(placed[1]), []).append(self.spelled(placed[2]))
            elif text:
                strange.append(text)
        last = max(by_place, default=0)
        found = [by_place.get(place, [None]) for place in range(1, last + 1)]
        return [*(at[0] if len(at) == 1 else at for at in found), *strange] or None

    def judge(self, raw: Any) -> list[Value] | None:
        if raw is None:
            return None
        if not isinstance(raw, list) or len(raw) > MOST_RANKED:
            raise AnswerError("type", _("Give a list of the answers, the best first."))
        if any(isinstance(at, list) for at in raw):
            raise AnswerError("same_place", _("Give every place only once."))
        ranked = [self.judge_value(value) for value in raw if value is not None]
        if len(set(ranked)) < len(ranked):
            raise AnswerError("duplicate", _("An answer has two places."))
        self._judge_count(len(ranked))
        return ranked or None

    def _judge_count(self, count: int) -> None:
        if self.most is None and 0 < count < len(self.values):
            raise AnswerError("incomplete", _("Give every answer a place."))
        if self.most is not None and count > self.most:
            text = ngettext("Rank at most %(n)s answer.", "Rank at most %(n)s answers.", self.most)
            raise AnswerError("too_many", text % {"n": self.most})

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("choices", self.values)}

    def columns(self, language: str) -> dict[str, str]:
        title = self.label(language)
        return {f"{self.name}.{c.value}": f"{title}: {c.label(language)}" for c in self.choices}

    def cells(self, answer: Any) -> dict[str, Cell]:
        places = {value: place for place, value in enumerate(answer or (), 1)}
        return {f"{self.name}.{value}": places.get(value) for value in self.values}

    def display(self, answer: Any, language: str) -> str:
        return ", ".join(
            f"{place}. {self.label_of(value, language)}" for place, value in enumerate(answer, 1)
        )
