"""What conditions and expressions look at, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from apps.surveys.logic import Subject
from apps.surveys.logic.known import Source
from apps.surveys.questionnaire import Question, Questionnaire

LONGEST = 60
FREE = Subject("param")


@dataclass(frozen=True)
class View:
    """A questionnaire as its conditions see it: titles in `language`; inside a panel its own questions go first."""

    questionnaire: Questionnaire
    language: str
    panel: str = ""

    def question(self, reference: str) -> Question | None:
        """By its name, or of a row by `name.row`; None if there is no such question."""
        name = reference.partition(".")[0]
        panel = self.questionnaire.elements.get(self.panel) if self.panel else None
        own = {element.name: element for element in getattr(panel, "elements", ())}
        found = own.get(name) or self.questionnaire.questions.get(name)
        return found if isinstance(found, Question) else None

    def subject(self, source: Source, name: str) -> Subject:
        question = self.question(name) if source == "question" else None
        return question.subjects().get(name, FREE) if question else FREE

    def look(self, source: Source, name: str) -> str:
        """“Would you recommend us?”, or what else is looked at."""
        if source == "param":
            return _("the parameter %(name)s") % {"name": quoted(name)}
        if source == "invitation":
            return _("%(name)s of the invitation") % {"name": quoted(name)}
        if source == "calculated":
            return _("the calculated value %(name)s") % {"name": quoted(name)}
        return quoted(self._label(name))

    def value(self, source: Source, name: str, value: Any) -> str:
        """A value as people know it: the text of a choice, yes and no, numbers as they are written here."""
        if isinstance(value, bool):
            return _("Yes") if value else _("No")
        question = self.question(name) if source == "question" else None
        label_of = getattr(question, "label_of", None)
        if label_of and self.subject(source, name).kind in ("choice", "choices"):
            return quoted(label_of(value, self.language))
        return number(value) if isinstance(value, int | float) else quoted(str(value))

    def _label(self, reference: str) -> str:
        question = self.question(reference)
        if question is None:
            return reference
        if "." in reference:
            return question.columns(self.language).get(reference, reference)
        return question.label(self.language)


def number(value: float) -> str:
    return str(formats.localize(value, use_l10n=True))


def quoted(text: str) -> str:
    return f"“{Truncator(text).chars(LONGEST)}”"
