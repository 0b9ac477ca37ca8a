"""Translations of a draft are written here, as one step of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from apps.common.errors import FieldProblem
from apps.surveys.drafts import locked, refuse_stale, store
from apps.surveys.errors import InvalidQuestionnaire
from apps.surveys.logic.problems import step
from apps.surveys.models import Survey
from apps.surveys.questionnaire.document import read_draft
from apps.surveys.questionnaire.texts import LANGUAGE, is_storable
from apps.surveys.translating import Brought, is_stale, put, source_language, units
from apps.surveys.translating.marks import digest
from apps.surveys.translating.travelling import MOST_PROBLEMS
from apps.surveys.translating.units import Unit


@dataclass(frozen=True)
class Line:
    """One text beside its translation."""

    unit: Unit
    source: str
    text: str
    is_stale: bool

    @property
    def state(self) -> str:
        """ "missing", "stale" or "done"."""
        return "missing" if not self.text else "stale" if self.is_stale else "done"


@dataclass(frozen=True)
class Translation:
    """All texts of a draft in one language, in the order in which respondents meet them."""

    language: str
    source: str
    revision: int
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        return sum(line.state == "done" for line in self.lines)

    @property
    def stale(self) -> int:
        return sum(line.state == "stale" for line in self.lines)


def translation_of(survey: Survey, language: str) -> Translation:
    """Raises InvalidQuestionnaire for a code that is no language."""
    source = source_language(survey.draft)
    _check_language(language, source)
    lines = tuple(
        Line(
            unit,
            unit.source(source),
            unit.texts.get(language, ""),
            is_stale(unit, language, survey.translated, source),
        )
        for unit in units(survey.draft)
    )
    return Translation(language, source, survey.revision, lines)


@transaction.atomic
def translate(
    survey: Survey,
    language: str,
    texts: Mapping[str, str],
    *,
    revision: int | None,
    actor: Any,
    sources: Mapping[str, str] | None = None,
    confirmed: Collection[str] = (),
) -> Survey:
    """Write these texts ({key: text}; an empty one takes the translation away) as one step of the draft.

    `sources` are what they were translated from, where that is known: a text made from another source is stored, and
    marked. `confirmed` keys fit their source as they are. Raises DraftConflict; InvalidQuestionnaire names keys.
    """
    survey = locked(survey)
    refuse_stale(survey, revision)
    source = source_language(survey.draft)
    _check_language(language, source)
    known = {unit.key: unit for unit in units(survey.draft)}
    _check_texts(texts, known)
    document = read_draft(put(survey.draft, language, texts)).dump()
    if document != survey.draft:
        changed = sum(known[key].texts.get(language, "") != text for key, text in texts.items())
        store(survey, document, {"op": "translate", "language": language, "texts": changed}, actor=actor)
    _mark(survey, language, source, sources or {}, {*texts} - {*(sources or {})} | {*confirmed})
    return survey


def bring_in(survey: Survey, found: Brought, *, revision: int | None, actor: Any) -> Survey:
    """What a translator sent back."""
    return translate(
        survey, found.language, found.texts, revision=revision, actor=actor, sources=found.sources
    )


def _mark(
    survey: Survey, language: str, source: str, sources: Mapping[str, str], fitting: Collection[str]
) -> None:
    marks = {key: dict(mark) for key, mark in survey.translated.items()}
    for unit in units(survey.draft):
        made_from = sources.get(unit.key)
        if unit.key in fitting or made_from == unit.source(source):
            marks.get(unit.key, {}).pop(language, None)
        elif made_from is not None and language in unit.texts:
            marks.setdefault(unit.key, {})[language] = digest(made_from)
    marks = {key: mark for key, mark in marks.items() if mark}
    if marks != survey.translated:
        survey.translated = marks
        survey.save(update_fields=["translated"])


def _check_texts(texts: Any, known: Collection[str]) -> None:
    if not isinstance(texts, Mapping):
        raise InvalidQuestionnaire(errors=[FieldProblem("/texts", "type", _("Give texts by their keys."))])
    unknown, wrong = _("The draft has no such text."), _("Give a text.")
    problems = [
        FieldProblem("/texts" + step(key), "unknown_text", unknown) for key in texts if key not in known
    ] + [
        FieldProblem("/texts" + step(key), "type", wrong)
        for key, text in texts.items()
        if not isinstance(text, str) or not is_storable(text)
    ]
    if problems:
        raise InvalidQuestionnaire(errors=problems[:MOST_PROBLEMS])


def _check_language(language: str, source: str) -> None:
    if not LANGUAGE.fullmatch(language):
        words = _("This is not the code of a language, such as “en”.")
        raise InvalidQuestionnaire(errors=[FieldProblem("/language", "language", words)])
    if language == source:
        words = _("The survey is written in this language: change its texts in the builder.")
        raise InvalidQuestionnaire(errors=[FieldProblem("/language", "source", words)])
