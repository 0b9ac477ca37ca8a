"""A questionnaire on paper: every question with room to answer, conditions and jumps in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.surveys.logic import Condition, Rule
from apps.surveys.piping import Values, pipe, pipe_shown
from apps.surveys.questionnaire import Element, Page, Question, Questionnaire
from apps.surveys.questionnaire.choices import ChoiceQuestion
from apps.surveys.questionnaire.types.checkbox import CheckboxQuestion
from apps.surveys.wording import condition_words, rule_words


@dataclass(frozen=True)
class Item:
    """``kind`` names the template that leaves room for the answer; statements have no number."""

    kind: str
    element: dict[str, Any]
    number: int | None = None
    is_required: bool = False
    notes: tuple[str, ...] = ()
    inner: tuple[Item, ...] = ()

    @property
    def template(self) -> str:
        return f"portal/print/kinds/{self.kind}.html"

    @property
    def scale(self) -> range:
        return range(self.element["rate_min"], self.element["rate_max"] + 1)


@dataclass(frozen=True)
class Sheet:
    """One page of the survey; it need not be one of paper."""

    title: str
    description: str
    notes: tuple[str, ...]
    items: tuple[Item, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    title: str
    description: str
    sheets: tuple[Sheet, ...]
    privacy: SafeString
    thanks: SafeString


@dataclass(frozen=True)
class _OnPaper(Values):
    """What stands where an answer would be filled in: on paper nobody can."""

    numbers: Mapping[str, int] = field(default_factory=dict)

    def get(self, reference: str) -> str | None:
        number = self.numbers.get(reference.partition(".")[0])
        return _("[your answer to %(number)s]") % {"number": number} if number else "[…]"


def paper_of(questionnaire: Questionnaire, language: str) -> Paper:
    """Texts in this language; call it with the reader's language overridden to it, so that all words agree."""
    return _Printer(questionnaire, language).paper()


class _Printer:
    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.questionnaire = questionnaire
        self.language = language
        self.numbers = _numbers(questionnaire)
        self.values = _OnPaper(questionnaire, language, numbers=self.numbers)

    def paper(self) -> Paper:
        found, language = self.questionnaire, self.language
        return Paper(
            title=pipe(found.title.in_language(language), self.values),
            description=pipe(found.description.in_language(language), self.values),
            sheets=tuple(self._sheet(page) for page in found.pages),
            privacy=pipe_shown(found.privacy_html(language), self.values),
            thanks=pipe_shown(found.thank_you_html(language), self.values),
        )

    def _sheet(self, page: Page) -> Sheet:
        words = self._words(page.visible_if)
        return Sheet(
            title=pipe(page.title.in_language(self.language), self.values),
            description=pipe(page.description.in_language(self.language), self.values),
            notes=(_("This part only if %(condition)s.") % {"condition": words},) if words else (),
            items=tuple(self._items(page.elements)),
            rules=tuple(self._rule(rule) for rule in page.next),
        )

    def _items(self, elements: tuple[Element, ...], panel: str = "") -> Iterator[Item]:
        for element in elements:
            if element.is_drawn:
                yield self._item(element, panel)

    def _item(self, element: Element, panel: str) -> Item:
        shown = _with_ends(element, pipe_shown(element.shown(self.language), self.values))
        inner = tuple(self._items(getattr(element, "elements", ()), element.name))
        return Item(
            kind=_kind(element, shown),
            element=shown,
            number=None if panel else self.numbers.get(element.name),
            is_required=isinstance(element, Question) and element.must_be_answered,
            notes=tuple(self._notes(element, panel)),
            inner=inner,
        )

    def _notes(self, element: Element, panel: str) -> Iterator[str]:
        if element.visible_if:
            yield _("Answer only if %(condition)s.") % {"condition": self._words(element.visible_if, panel)}
        if isinstance(element, Question) and element.required_if:
            words = self._words(element.required_if, panel)
            yield _("Please answer if %(condition)s.") % {"condition": words}
        if isinstance(element, ChoiceQuestion) and element.choices_from:
            yield self._carried(element)
        if isinstance(element, CheckboxQuestion):
            yield from _counts(element)
        if element.type == "paneldynamic":
            yield self._repeated(element)

    def _carried(self, question: ChoiceQuestion) -> str:
        source = question.choices_from
        number = self.numbers.get(source.question, "") if source else ""
        if source and source.mode == "unselected":
            return _("Only what you did not choose in %(number)s.") % {"number": number}
        if source and source.mode == "selected":
            return _("Only what you chose in %(number)s.") % {"number": number}
        return _("The answers of %(number)s again.") % {"number": number}

    def _repeated(self, element: Element) -> str:
        source = self.numbers.get(getattr(element, "items_from", ""))
        if source:
            return _("Please answer this for each of your choices in %(number)s.") % {"number": source}
        return _("Please answer this for each of them, on a further sheet if need be.")

    def _rule(self, rule: Rule) -> str:
        return pipe(rule_words(rule, self.questionnaire, self.language), self.values) + "."

    def _words(self, condition: Condition | None, panel: str = "") -> str:
        if condition is None:
            return ""
        return pipe(condition_words(condition, self.questionnaire, self.language, panel=panel), self.values)


def _numbers(questionnaire: Questionnaire) -> dict[str, int]:
    """Questions that are asked, counted through the whole survey."""
    asked = [name for name, question in questionnaire.questions.items() if question.is_drawn]
    return {name: number for number, name in enumerate(asked, 1)}


def _kind(element: Element, shown: dict[str, Any]) -> str:
    """What room its answer needs, by what its template is given."""
    if element.type in ("html", "consent", "ranking", "signature", "file"):
        return element.type
    if element.type == "paneldynamic":
        return "panel"
    if "choices" in shown:
        several = isinstance(element, CheckboxQuestion) and shown.get("is_multi", True)
        return "boxes" if several else "circles"
    if "rows" in shown:
        return "grid" if "rate_min" in shown else "blanks"
    if "rate_min" in shown:
        return "scale"
    if "step" in shown:
        return "slider"
    return "lines" if element.type == "comment" else "line"


def _with_ends(element: Element, shown: dict[str, Any]) -> dict[str, Any]:
    """The words a scale usually has at its ends, where the survey gives it none."""
    ends = {
        "nps": (_("Not at all likely"), _("Extremely likely")),
        "csat": (_("Very dissatisfied"), _("Very satisfied")),
        "ces": (_("Strongly disagree"), _("Strongly agree")),
    }.get(element.type)
    if ends is None:
        return shown
    low, high = shown.get("min_label") or ends[0], shown.get("max_label") or ends[1]
    return {**shown, "min_label": low, "max_label": high}


def _counts(question: CheckboxQuestion) -> Iterator[str]:
    if question.fewest:
        words = ngettext("Choose at least %(n)s answer.", "Choose at least %(n)s answers.", question.fewest)
        yield words % {"n": question.fewest}
    if question.most:
        words = ngettext("Choose at most %(n)s answer.", "Choose at most %(n)s answers.", question.most)
        yield words % {"n": question.most}
