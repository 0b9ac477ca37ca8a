"""Whether everybody sees the same first page: only then is it rendered once and kept."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from apps.responses.public import turning
from apps.surveys.logic.expressions import looks_of
from apps.surveys.piping import names_in, references_of
from apps.surveys.questionnaire import Page, Questionnaire
from apps.surveys.questionnaire.choices import ChoiceQuestion
from apps.surveys.selectors import published


class Varies(NamedTuple):
    """What the first page differs by: the parameters of the address, the submission's own random order."""

    by_address: bool
    by_seed: bool


@lru_cache(maxsize=512)
def first_page_varies(version_id: uuid.UUID) -> Varies:
    questionnaire = published(version_id).questionnaire
    page = turning.opening_page(questionnaire, {})
    elements = [one for element in page.elements for one in (element, *element.inner)]
    is_shuffled = bool(questionnaire.pages_order or page.elements_order) or any(
        isinstance(e, ChoiceQuestion) and e.choices_order == "random" for e in elements
    )
    return Varies(_listens(questionnaire) or _speaks(questionnaire, page), is_shuffled)


def _listens(questionnaire: Questionnaire) -> bool:
    """Whether the logic looks at a parameter of the address, or a question takes its answer from there."""
    asked = any(source == "param" for source, _name in questionnaire.looks)
    return asked or any(question.listens_to_address for question in questionnaire.questions.values())


def _speaks(questionnaire: Questionnaire, page: Page) -> bool:
    """Whether a text of the first page holds a parameter of the address, or what is calculated from one."""
    pipes_own = {name for text in _around(questionnaire) for name in names_in(text)}
    said = pipes_own | references_of(page)
    from_address = {
        f"calculated:{calculation.name}"
        for calculation in questionnaire.calculations
        if any(source != "question" for source, _name in looks_of(calculation.expression))
    }
    return any(name.startswith("param:") or name in from_address for name in said)


def _around(questionnaire: Questionnaire) -> Iterator[str]:
    for text in (questionnaire.title, questionnaire.description, questionnaire.privacy):
        for _language, words in text.entries:
            yield words
