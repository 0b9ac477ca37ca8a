"""Dynamic panel: a group of questions asked once for each item, or for each choice made before (a loop)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apps.surveys.logic import Subject
from apps.surveys.questionnaire.choice import Choice
from apps.surveys.questionnaire.choices import ChoiceQuestion
from apps.surveys.questionnaire.describing import Group, Setting, Summary, Words
from apps.surveys.questionnaire.elements import Cell, Element, FormData, Question
from apps.surveys.questionnaire.errors import AnswerError, Fault
from apps.surveys.questionnaire.panel_items import ITEM, ItemForm, ItemJudge, Surroundings
from apps.surveys.questionnaire.panel_reading import read_inside, read_source
from apps.surveys.questionnaire.reading import Reader
from apps.surveys.questionnaire.texts import NO_TEXT, Text
from apps.surveys.questionnaire.types.registry import register

MOST_ITEMS = 50
USUAL_ITEMS = 10
_COUNT = re.compile(r"[0-9]{1,3}")


@register
@dataclass(frozen=True, kw_only=True)
class PanelQuestion(Question):
    """Answered with a list of {question: answer}; items nobody filled in are left out.

    With `items_from` there is one item for each choice made there, which it holds under "item". `possible` are all
    the choices that could be made, `around` what is known of one respondent: `within` sets it.
    """

    type: ClassVar[str] = "paneldynamic"
    type_title: ClassVar[Words] = gettext_lazy("Group that repeats")
    group: ClassVar[Group] = "panel"
    editor: ClassVar[tuple[Setting, ...]] = (
        Setting("elements", "elements", gettext_lazy("Questions for each item")),
        Setting(
            "itemsFrom",
            "question",
            gettext_lazy("Repeat for each choice of"),
            gettext_lazy("An earlier question with choices. Without it respondents add items themselves."),
        ),
        Setting("minPanelCount", "integer", gettext_lazy("Fewest items"), low=0, high=MOST_ITEMS),
        Setting("maxPanelCount", "integer", gettext_lazy("Most items"), low=1, high=MOST_ITEMS),
        Setting("itemTitle", "text", gettext_lazy("Title of an item"), gettext_lazy("May hold {item}.")),
        Setting("addText", "text", gettext_lazy("Words on the button that adds")),
        Setting("removeText", "text", gettext_lazy("Words on the button that removes")),
    )
    summary: ClassVar[Summary] = "none"

    elements: tuple[Element, ...] = ()
    fewest: int = 0
    most: int = USUAL_ITEMS
    item_title: Text = NO_TEXT
    add_text: Text = NO_TEXT
    remove_text: Text = NO_TEXT
    items_from: str = ""
    possible: tuple[Choice, ...] = ()
    around: Surroundings | None = field(default=None, compare=False)

    @classmethod
    def read(cls, reader: Reader, common: Mapping[str, Any]) -> Self:
        fewest = reader.integer("minPanelCount", 0, 0, MOST_ITEMS) or 0
        most = reader.integer("maxPanelCount", max(USUAL_ITEMS, fewest), 1, MOST_ITEMS) or USUAL_ITEMS
        if fewest > most:
            reader.fault("maxPanelCount", "range", _("There must be room for the fewest items."))
        return cls(
            elements=read_inside(reader, cls.type),
            fewest=fewest,
            most=most,
            item_title=reader.text("itemTitle", 300),
            add_text=reader.text("addText", 100),
            remove_text=reader.text("removeText", 100),
            items_from=read_source(reader),
            **common,
        )

    @classmethod
    def starter(cls) -> dict[str, Any]:
        return {"elements": [{"type": "text", "name": "question1"}]}

    def after(self, earlier: Mapping[str, Element | None]) -> Self:
        """Knowing what stands before it: the choices there could be items for, or be carried into its questions."""
        source, inside = earlier.get(self.items_from), list[Element]()
        known = {**earlier, **dict.fromkeys(element.name for element in self.elements)}
        for element in self.elements:
            known[element.name] = found = element.after(known)
            inside.append(found)
        possible = source.offered if isinstance(source, ChoiceQuestion) else ()
        return replace(self, elements=tuple(inside), possible=possible)

    def within(self, around: Surroundings) -> Self:
        return replace(self, around=around)

    def settings(self) -> dict[str, Any]:
        return {
            "elements": [element.dump() for element in self.elements],
            "minPanelCount": self.fewest or None,
            "maxPanelCount": self.most if self.most != max(USUAL_ITEMS, self.fewest) else None,
            "itemTitle": self.item_title.dump(),
            "addText": self.add_text.dump(),
            "removeText": self.remove_text.dump(),
            "itemsFrom": self.items_from or None,
        }

    def shown(self, language: str) -> dict[str, Any]:
        own = {
            "is_required": self.must_be_answered or (self.items_from != "" and self._asks_something),
            "add_text": self.add_text.in_language(language),
            "remove_text": self.remove_text.in_language(language),
        }
        return {**super().shown(language), **own}

    def texts(self) -> Iterator[Text]:
        yield from (*super().texts(), self.item_title, self.add_text, self.remove_text)
        for element in self.elements:
            yield from element.texts()

    @property
    def sources(self) -> dict[str, str]:
        return {"/itemsFrom": self.items_from} if self.items_from else {}

    @property
    def inner(self) -> tuple[Element, ...]:
        return self.elements

    @property
    def inner_questions(self) -> tuple[Question, ...]:
        return tuple(element for element in self.elements if isinstance(element, Question))

    @property
    def must_be_answered(self) -> bool:
        return self.is_required or self.fewest > 0

    @property
    def _asks_something(self) -> bool:
        return any(question.must_be_answered for question in self.inner_questions)

    # Items in a form

    def item_prefix(self, index: int) -> str:
        return f"{self.field}.{index}."

    def count_in(self, form: FormData) -> int:
        """How many items a form shows: what it says, within bounds; at first as many as must be."""
        text = form.get(self.field) or ""
        said = int(text) if isinstance(text, str) and _COUNT.fullmatch(text) else 0
        bound = max(len(self.possible), 1) if self.items_from else self.most
        return min(max(said, 0 if self.items_from else max(1, self.fewest)), bound)

    def posted_fields(self, form: FormData) -> list[str]:
        names = [self.field]
        for index in range(self.count_in(form)):
            prefix = self.item_prefix(index)
            inside = [name for q in self.inner_questions for name in q.posted_fields(ItemForm(form, prefix))]
            names += [prefix + name for name in (ITEM, *inside)]
        return names

    def from_form(self, form: FormData) -> Any:
        """One object for each item the form shows, empty ones too, so that each keeps its number."""
        found = [self._item_from(ItemForm(form, self.item_prefix(i))) for i in range(self.count_in(form))]
        return found if any(found) else None

    def _item_from(self, form: ItemForm) -> dict[str, Any]:
        found = {question.name: question.from_form(form) for question in self.inner_questions}
        if self.items_from:
            text = form.get(ITEM)
            found[ITEM] = next((c.value for c in self.possible if str(c.value) == text), text) or None
        return {name: raw for name, raw in found.items() if raw is not None}

    # Judging

    def judge(self, raw: Any) -> list[dict[str, Any]] | None:
        if raw is not None and (not isinstance(raw, list) or not all(isinstance(i, dict) for i in raw)):
            raise AnswerError("type", _("Give a list with an object for each item."))
        if len(raw or ()) > (len(self.possible) if self.items_from else self.most):
            text = ngettext("Give at most %(n)s item.", "Give at most %(n)s items.", self.most)
            raise AnswerError("too_many", text % {"n": len(self.possible) if self.items_from else self.most})
        found, faults = self._judge_loop(raw or []) if self.items_from else self._judge_list(raw or [])
        if faults:
            raise AnswerError(faults[0].code, faults[0].message, others=faults)
        if 0 < len(found) < self.fewest:
            text = ngettext("Give at least %(n)s item.", "Give at least %(n)s items.", self.fewest)
            raise AnswerError("too_few", text % {"n": self.fewest})
        return found or None

    def _judge_list(self, raw: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Fault]]:
        found, faults = [], []
        for index, item in enumerate(raw):
            if any(value is not None for value in item.values()):
                answers, wrong = self.judge_of_items.judge(item, index)
                faults += wrong
                if ITEM in item and not any(q.name == ITEM for q in self.inner_questions):
                    faults.append(
                        Fault("unknown_question", _("There is no such question."), path=(str(index), ITEM))
                    )
                if answers:
                    found.append(answers)
        return found, faults

    def _judge_loop(self, raw: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[Fault]]:
        """Items of choices no longer made are left out, like the answers to hidden questions."""
        places: dict[Any, int] = {}
        faults = []
        for index, item in enumerate(raw):
            value = item.get(ITEM)
            if type(value) not in (str, int) or not any(_same(value, c.value) for c in self.possible):
                faults.append(
                    Fault("unknown_item", _("This is not one of the answers."), path=(str(index), ITEM))
                )
            elif value in places:
                faults.append(Fault("duplicate", _("This item is there twice."), path=(str(index), ITEM)))
            else:
                places[value] = index
        found = []
        for choice in self.looped:
            index = places.get(choice.value, len(raw))
            answers, wrong = self.judge_of_items.judge(raw[index] if index < len(raw) else {}, index)
            faults += wrong
            if answers:
                found.append({ITEM: choice.value, **answers})
        return found, faults

    @property
    def judge_of_items(self) -> ItemJudge:
        return ItemJudge(self.elements, self.around or Surroundings())

    @property
    def looped(self) -> tuple[Choice, ...]:
        """The choices there are items for, in their order; all that could be, as long as nobody is known."""
        if self.around is None:
            return self.possible
        answer = self.around.answers.get(self.items_from)
        chosen = answer if isinstance(answer, list) else [answer]
        by_value = {choice.value: choice for choice in self.possible}
        return tuple(by_value[value] for value in chosen if value is not None and value in by_value)

    @property
    def has_nothing_to_ask(self) -> bool:
        """Whether it is a loop over choices of which none was made: it is not asked then."""
        return self.items_from != "" and not self.looped

    # Stored answers

    def subjects(self) -> dict[str, Subject]:
        return {self.name: Subject("group")}

    def item_label(self, item: Mapping[str, Any], index: int, language: str) -> str:
        """What an item is about: its choice, else its number."""
        label = next((c.label(language) for c in self.possible if _same(c.value, item.get(ITEM))), None)
        return label or str(item.get(ITEM, index + 1))

    @property
    def _columns_of_items(self) -> range:
        return range(len(self.possible) if self.items_from else self.most)

    def columns(self, language: str) -> dict[str, str]:
        title, found = self.label(language), {}
        for index in self._columns_of_items:
            start, place = f"{self.name}.{index + 1}", f"{title} {index + 1}"
            if self.items_from:
                found[f"{start}.{ITEM}"] = place
            for question in self.inner_questions:
                own = question.columns(language)
                found |= {f"{start}.{key}": f"{place}: {heading}" for key, heading in own.items()}
        return found

    def cells(self, answer: Any) -> dict[str, Cell]:
        found: dict[str, Cell] = {}
        for index, item in enumerate((answer or [])[: len(self._columns_of_items)]):
            start = f"{self.name}.{index + 1}"
            if self.items_from:
                found[f"{start}.{ITEM}"] = item.get(ITEM)
            for question in self.inner_questions:
                if question.name in item:
                    cells = question.cells(item[question.name])
                    found |= {f"{start}.{key}": cell for key, cell in cells.items()}
        return found

    def display(self, answer: Any, language: str) -> str:
        return "\n".join(self._item_words(item, index, language) for index, item in enumerate(answer))

    def _item_words(self, item: Mapping[str, Any], index: int, language: str) -> str:
        words = [
            f"{question.label(language)}: {question.display(item[question.name], language)}"
            for question in self.inner_questions
            if question.name in item
        ]
        return f"{self.item_label(item, index, language)}. {'; '.join(words)}"


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)
