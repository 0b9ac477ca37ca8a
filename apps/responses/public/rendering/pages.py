"""One page of a survey with everything that was answered so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.conf import settings
from django.http.request import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from apps.responses.public import floods
from apps.responses.public.languages import own_name
from apps.responses.public.rendering.brands import Brand
from apps.responses.public.rendering.elements import elements_met
from apps.responses.public.rendering.repeats import Inside, PanelSheet, Repeats, inner_steps
from apps.responses.public.turning import Shown, shown_with
from apps.responses.uploads.services import files_of
from apps.surveys.logic import NOBODY, Respondent, dump_page
from apps.surveys.piping import Values, pipe, pipe_shown
from apps.surveys.questionnaire import AnswerProblem, Element, Page, Question, raw_from_form
from apps.surveys.questionnaire.attachments import AttachmentQuestion
from apps.surveys.questionnaire.types.paneldynamic import PanelQuestion
from apps.surveys.selectors import Published

TEMPLATE = "responses/page.html"


@dataclass(frozen=True)
class Sheet:
    """A page of a survey on its way to a respondent.

    `form` is what was posted so far; `opened` names questions its answers brought up; `notice` is a line on top.
    """

    survey: Published
    page: Page
    language: str
    brand: Brand
    token: str
    form: QueryDict = field(default_factory=QueryDict)
    respondent: Respondent = NOBODY
    problems: Sequence[AnswerProblem] = ()
    opened: Sequence[str] = ()
    notice: str = ""
    is_test: bool = False


class Item(NamedTuple):
    """What the template of one element takes."""

    template: str
    element: dict[str, Any]
    field: str
    value: Any
    error: str
    row_errors: dict[str, str]
    is_hidden: bool
    is_waiting: bool = False
    repeats: Repeats | None = None


def page_html(sheet: Sheet, template: str = TEMPLATE) -> str:
    """What was typed is shown as it was typed, but for NUL, which no page may hold.

    Another `template` extends the usual one, as the builder's does.
    """
    with translation.override(sheet.language):
        return render_to_string(template, _context(sheet)).replace("\0", "\ufffd")


def _context(sheet: Sheet) -> dict[str, Any]:
    questionnaire = sheet.survey.questionnaire
    raw = raw_from_form(questionnaire, sheet.form)
    shown = shown_with(questionnaire, raw, sheet.respondent)
    pages = shown.pages
    number = pages.index(sheet.page) + 1 if sheet.page in pages else 1
    values = values_of(shown, sheet.language)
    items = list(_items(sheet, shown, raw, values))
    return {
        "page_title": pipe(questionnaire.title.in_language(sheet.language), values),
        "brand": sheet.brand,
        "form_id": "survey",
        "languages": language_list(questionnaire.languages, sheet.language),
        "page_number": number,
        "page_count": len(pages) if questionnaire.show_progress else 0,
        "privacy": pipe_shown(questionnaire.privacy_html(sheet.language), values),
        "logic": _logic(sheet, shown, [item.element["name"] for item in items if item.is_waiting]),
        "description": pipe(questionnaire.description.in_language(sheet.language), values),
        "page": sheet.page.name,
        "part_title": pipe(sheet.page.title.in_language(sheet.language), values),
        "part_description": pipe(sheet.page.description.in_language(sheet.language), values),
        "is_first": number == 1,
        "items": items,
        "is_multipart": any(isinstance(e, AttachmentQuestion) for e in sheet.page.elements),
        "has_repeats": any(item.repeats for item in items),
        "errors": _summary(items),
        "opened": [
            (item.field, item.element["title"]) for item in items if item.element["name"] in sheet.opened
        ],
        "asked": " ".join(item.element["name"] for item in items if not item.is_hidden),
        "carried": _carried(sheet),
        "has_more": shown.may_go_on(sheet.page),
        "language": sheet.language,
        "token": sheet.token,
        "trap": floods.TRAP,
        "least_seconds": settings.PAGE_LEAST_SECONDS,
        "notice": sheet.notice,
        "is_test": sheet.is_test,
    }


def language_list(languages: Sequence[str], active: str, query: str = "") -> list[tuple[str, str, str, bool]]:
    """`query` is the rest of the address; of two languages in it the last counts."""
    rest = f"{query}&" if query else ""
    return [(code, own_name(code), f"?{rest}lang={code}", code == active) for code in languages]


def values_of(shown: Shown, language: str) -> Values:
    """What can be put into the texts of a respondent who answered so far."""
    return Values(
        shown.questionnaire,
        language,
        answers=shown.judged.answers,
        params=shown.respondent.params,
        invitation=shown.respondent.invitation,
        calculated=shown.judged.walk.calculated,
    )


def _items(sheet: Sheet, shown: Shown, raw: Mapping[str, Any], values: Values) -> Iterator[Item]:
    errors, row_errors = _errors(sheet.problems)
    respondent, language = sheet.respondent, sheet.language
    answers = shown.judged.answers
    found = elements_met(sheet.page, shown.questionnaire, answers, respondent=respondent, language=language)
    for met in found:
        element = met.element
        told = pipe_shown(element.shown(language), values)
        if element.name in shown.required:
            told["is_required"] = True
        if isinstance(element, AttachmentQuestion):
            told["files"] = _files(sheet, element)
        yield Item(
            template=element.template,
            element=told,
            field=element.field if isinstance(element, Question) else f"q-{element.name}",
            value=raw.get(element.name),
            error=errors.get(element.name, ""),
            row_errors=row_errors.get(element.name, {}),
            is_hidden=met.is_waiting or element.name not in shown.names,
            is_waiting=met.is_waiting,
            repeats=_repeats(sheet, element, raw, row_errors, values),
        )


def _files(sheet: Sheet, question: AttachmentQuestion) -> list[dict[str, Any]]:
    """The files sent already that the form names."""
    named = [text for text in sheet.form.getlist(question.upload_field) if text]
    found = files_of(sheet.respondent.seed, named) if named else {}
    return [
        {"id": one, "name": found[one].name, "size": found[one].size}
        for one in dict.fromkeys(named)
        if one in found
    ]


def _repeats(
    sheet: Sheet,
    element: Element,
    raw: Mapping[str, Any],
    errors: Mapping[str, Mapping[str, str]],
    values: Values,
) -> Repeats | None:
    if not isinstance(element, PanelQuestion):
        return None
    wrong = errors.get(element.name, {})
    seed = sheet.respondent.seed
    return PanelSheet(element, sheet.form, raw.get(element.name), wrong, values, seed).repeats()


def _errors(problems: Sequence[AnswerProblem]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The first words for each question, and those for rows of a matrix."""
    whole: dict[str, str] = {}
    rows: dict[str, dict[str, str]] = {}
    for problem in problems:
        row = problem.pointer.split("/")[3:]  # /answers/<question>/<row>
        if row:
            rows.setdefault(problem.question, {}).setdefault("/".join(row), problem.detail)
        else:
            whole.setdefault(problem.question, problem.detail)
    return whole, rows


def _summary(items: Sequence[Item | Inside]) -> list[tuple[str, str, str]]:
    """(anchor, title, words) in the order of the page."""
    found = []
    for item in items:
        if item.error:
            found.append((item.field, item.element["title"], item.error))
        if isinstance(item, Item) and item.repeats:
            for part in item.repeats.parts:
                inside = _summary(part.items)
                found += [(anchor, f"{part.title}: {title}", words) for anchor, title, words in inside]
            continue
        titles = {row["name"]: row["title"] for row in item.element.get("rows", ())}
        for row, words in item.row_errors.items():
            found.append((f"{item.field}-{row}", titles.get(row, item.element["title"]), words))
    return found


def _carried(sheet: Sheet) -> list[tuple[str, str]]:
    """The fields of all other pages, exactly as they were posted."""
    here = {element.name for element in sheet.page.elements}
    others = (q for name, q in sheet.survey.questionnaire.questions.items() if name not in here)
    names = [name for question in others for name in question.posted_fields(sheet.form)]
    return [(name, value) for name in names for value in sheet.form.getlist(name) if value]


def _logic(sheet: Sheet, shown: Shown, waiting: Sequence[str]) -> dict[str, Any] | None:
    """What the browser needs to show, hide and require questions of this page; None where nothing depends on
    anything. What waits for another answer stays hidden.
    """
    told = dump_page(shown.route, sheet.page.name, shown.judged.walk)
    panels = {e.name: inner for e in sheet.page.elements if (inner := inner_steps(e))}
    if told is None and not panels:
        return None
    return {
        **(told or {"logic": {"pages": []}, "answers": shown.judged.answers}),
        "params": dict(sheet.respondent.params),
        "invitation": dict(sheet.respondent.invitation),
        "waits": list(waiting),
        "panels": panels,
    }
