"""The items of a panel as its template takes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from apps.surveys.logic import dump
from apps.surveys.piping import Values, pipe, pipe_shown
from apps.surveys.questionnaire import Element, Question
from apps.surveys.questionnaire.choices import ChoiceQuestion, has_nothing_to_offer
from apps.surveys.questionnaire.elements import FormData
from apps.surveys.questionnaire.panel_items import ITEM
from apps.surveys.questionnaire.types.paneldynamic import PanelQuestion


class Inside(NamedTuple):
    """What the template of one element inside a panel takes."""

    template: str
    element: dict[str, Any]
    field: str
    value: Any
    error: str
    row_errors: dict[str, str]
    is_hidden: bool


class Part(NamedTuple):
    """One item. `item` is the choice a loop is about, empty elsewhere."""

    field: str
    title: str
    item: Any
    items: list[Inside]


class Repeats(NamedTuple):
    parts: list[Part]
    may_add: bool
    may_remove: bool


@dataclass(frozen=True)
class PanelSheet:
    """A panel on its way to a respondent: what was posted, what is wrong, what can be put into its texts."""

    panel: PanelQuestion
    form: FormData
    raw: Any
    errors: Mapping[str, str]
    values: Values
    seed: str

    def repeats(self) -> Repeats:
        if self.panel.items_from:
            return Repeats([self._part(*found) for found in self._looped()], may_add=False, may_remove=False)
        count = self.panel.count_in(self.form)
        given = self.raw if isinstance(self.raw, list) else []
        parts = [self._part(i, given[i] if i < len(given) else {}, i) for i in range(count)]
        fewest = max(1, self.panel.fewest)
        return Repeats(parts, may_add=count < self.panel.most, may_remove=count > fewest)

    def _looped(self) -> Iterator[tuple[int, dict[str, Any], int]]:
        """(new number, answers, number they were posted under) of each choice made."""
        posted = enumerate(self.raw if isinstance(self.raw, list) else ())
        by_item = {str(item.get(ITEM)): (i, item) for i, item in posted}
        for number, choice in enumerate(self.panel.looped):
            index, item = by_item.get(str(choice.value), (len(by_item), {}))
            yield number, {**item, ITEM: choice.value}, index

    def _part(self, number: int, raw: dict[str, Any], index: int) -> Part:
        found, _faults = self.panel.judge_of_items.judge(raw, number)
        language = self.values.language
        own = {
            f"panel.{question.name}": question.display(found[question.name], language)
            for question in self.panel.inner_questions
            if question.name in found
        }
        blank = {f"panel.{question.name}": "" for question in self.panel.inner_questions}
        values = self.values.within({**blank, **own, ITEM: self.panel.item_label(raw, number, language)})
        title = pipe(self.panel.item_title.in_language(language), values)
        usual = values.own[ITEM] if self.panel.items_from else _("Item %(number)s") % {"number": number + 1}
        return Part(
            field=f"{self.panel.field}.{number}",
            title=title or usual,
            item=raw.get(ITEM, ""),
            items=[
                self._inside(element, self.panel.item_prefix(number), raw, found, str(index), values)
                for element in self.panel.elements
                if element.is_drawn
            ],
        )

    def _inside(
        self,
        element: Element,
        prefix: str,
        raw: Mapping[str, Any],
        found: Mapping[str, Any],
        index: str,
        values: Values,
    ) -> Inside:
        judge, is_waiting = self.panel.judge_of_items, False
        is_hidden = not judge.is_shown(element, found)
        if isinstance(element, Question):
            element = judge.offering(element, found)
            is_waiting = has_nothing_to_offer(element)
        if isinstance(element, ChoiceQuestion):
            element = element.arranged(self.seed + prefix, values.language)
        start = f"{index}/{element.name}"
        return Inside(
            template=element.template,
            element=pipe_shown(element.shown(values.language), values),
            field=f"{prefix}q-{element.name}",
            value=raw.get(element.name),
            error=self.errors.get(start, ""),
            row_errors={
                key.removeprefix(start + "/"): words
                for key, words in self.errors.items()
                if key.startswith(start + "/")
            },
            is_hidden=is_hidden or is_waiting,
        )


def inner_steps(element: Element) -> list[dict[str, Any]]:
    """What the browser needs to show, hide and require the questions of each item; empty where nothing depends."""
    steps = [_step(inner) for inner in element.inner]
    return steps if any(len(step) > 1 for step in steps) else []


def _step(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {"name": element.name}
    if element.visible_if:
        found["visibleIf"] = [dump(element.visible_if)]
    if isinstance(element, Question) and element.required_if:
        found["requiredIf"] = dump(element.required_if)
    return found
