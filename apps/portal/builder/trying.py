"""The page of a draft as respondents would see it, in a frame of the builder. Nothing of it is stored."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt

from apps.accounts.roles import Role
from apps.portal.pages import page_for
from apps.responses.public import turning
from apps.responses.public.files import with_stand_ins
from apps.responses.public.rendering import Sheet, page_html
from apps.responses.public.rendering.brands import brand_of
from apps.responses.public.rendering.endings import redirect_of
from apps.responses.public.rendering.pages import language_list, values_of
from apps.responses.public.repeating import repeated
from apps.surveys.logic import NOBODY, Respondent
from apps.surveys.piping import pipe, pipe_shown
from apps.surveys.questionnaire import Element, Page, Question, Questionnaire
from apps.surveys.selectors import Draft, Published, access_survey, draft_of

NO_VERSION = uuid.UUID(int=0)
CANVAS = "portal/builder/canvas.html"
TRIAL = "portal/builder/trial.html"


@csrf_exempt  # the respondent's form has no token of ours, and nothing is changed here
@page_for(Role.ANALYST)
@xframe_options_sameorigin
def builder_preview(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """``?edit=1`` shows all of one page, whatever the conditions say; else the draft runs as a respondent meets it."""
    draft = draft_of(access_survey(uid))
    languages = draft.questionnaire.languages
    wish = request.POST.get("lang-to") or request.POST.get("lang") or request.GET.get("lang", "")
    language = wish if wish in languages else draft.questionnaire.language
    with translation.override(language):
        draw = _canvas if request.GET.get("edit") else _trial
        response = HttpResponse(draw(request, draft, language))
    response._csp_replace = {"frame-ancestors": [SELF]}  # type: ignore[attr-defined]
    response._csp_update = {"img-src": list(draft.questionnaire.image_origins)}
    return response


def _canvas(request: HttpRequest, draft: Draft, language: str) -> str:
    """One page with all that may ever stand on it."""
    pages = tuple(_unconditional(page) for page in draft.questionnaire.pages)
    page = next((page for page in pages if page.name == request.GET.get("page")), pages[0] if pages else None)
    if page is None or not page.elements:
        return _note(request, draft, language, "portal/builder/canvas_empty.html")
    shown = replace(draft.questionnaire, pages=pages, endings=(), calculations=(), pages_order="")
    return page_html(_sheet(request, draft, shown, page, language), CANVAS)


def _trial(request: HttpRequest, draft: Draft, language: str) -> str:
    """Every answer travels in the form, as on the public page; so does what decides random orders."""
    questionnaire = draft.questionnaire
    if not questionnaire.questions:
        return _note(request, draft, language, "portal/builder/canvas_empty.html")
    seed = request.POST.get("token", "")[:40] or uuid.uuid4().hex
    respondent = Respondent(seed=seed)
    if request.method != "POST":
        page = turning.opening_page(questionnaire, respondent)
        return page_html(_sheet(request, draft, questionnaire, page, language, respondent), TRIAL)
    form = repeated(questionnaire, with_stand_ins(questionnaire, request))
    turn = turning.take_turn(questionnaire, form, respondent)
    if turn.page is None:
        return _end(request, draft, language, turn.raw, respondent)
    sheet = _sheet(request, draft, questionnaire, turn.page, language, respondent)
    return page_html(replace(sheet, form=form, problems=turn.problems, opened=turn.opened), TRIAL)


def _end(request: HttpRequest, draft: Draft, language: str, raw: Any, respondent: Respondent) -> str:
    """The ending these answers lead to."""
    questionnaire = draft.questionnaire
    shown = turning.shown_with(questionnaire, raw, respondent)
    ending = questionnaire.ending(shown.judged.walk.ending)
    values = values_of(shown, language)
    words = ending.html(language) if ending else questionnaire.thank_you_html(language)
    context = {
        "heading": pipe(ending.title.in_language(language), values) if ending else "",
        "thanks": pipe_shown(words, values),
        "is_screen_out": ending is not None and ending.is_screen_out,
        "redirect": redirect_of(questionnaire, ending.name, values) if ending else "",
        "again": f"{request.path}?{urlencode({'lang': language})}",
    }
    return _note(request, draft, language, "portal/builder/trial_end.html", **context)


def _note(request: HttpRequest, draft: Draft, language: str, template: str, **more: Any) -> str:
    context = {
        "page_title": draft.questionnaire.title.in_language(language),
        "brand": brand_of(request.client),
        "languages": language_list(draft.questionnaire.languages, language),
        **more,
    }
    return render_to_string(template, context, request)


def _sheet(
    request: HttpRequest,
    draft: Draft,
    shown: Questionnaire,
    page: Page,
    language: str,
    respondent: Respondent = NOBODY,
) -> Sheet:
    survey = Published(
        version_id=NO_VERSION,
        survey_id=draft.survey.pk,
        code=draft.survey.code,
        number=0,
        member=0,
        questionnaire=shown,
        bindings={},
    )
    brand = brand_of(request.client)
    return Sheet(survey, page, language, brand, token=respondent.seed, respondent=respondent)


def _unconditional(page: Page) -> Page:
    """The page with everything that may ever stand on it."""
    return replace(
        page, visible_if=None, next=(), elements=tuple(_always(element) for element in page.elements)
    )


def _always(element: Element) -> Element:
    if isinstance(element, Question):
        return replace(element, visible_if=None, required_if=None)
    return replace(element, visible_if=None)
