from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language, get_language_bidi

from apps.accounts.roles import Role
from apps.common.errors import NotFound
from apps.portal.addresses import changed
from apps.portal.pages import page_for
from apps.portal.paper import paper_of
from apps.responses.public.languages import chosen_language, own_name
from apps.surveys.models import Survey
from apps.surveys.questionnaire import Questionnaire, read_draft
from apps.surveys.selectors import access_survey, published


@page_for(Role.VIEWER)
def print_survey_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The survey as a sheet of paper; its draft for those who may change it."""
    survey = access_survey(uid)
    is_draft = request.GET.get("draft") == "1" and request.actor.may(Role.ANALYST)
    questionnaire = _questionnaire(survey, is_draft)
    wish = request.GET.get("lang", "")
    language = chosen_language(questionnaire.languages, wish, get_language() or "")
    with translation.override(language):
        context = {
            "page_title": questionnaire.title.in_language(language),
            "survey": survey,
            "paper": paper_of(questionnaire, language),
            "language": language,
            "is_rtl": get_language_bidi(),
            "languages": [
                (own_name(code), changed(request.GET, lang=code), code == language)
                for code in questionnaire.languages
            ],
            "is_draft": is_draft,
        }
        page = render(request, "portal/print/page.html", context)
    if questionnaire.image_origins:  # pictures are fetched only where the policy names their host
        page._csp_update = {"img-src": list(questionnaire.image_origins)}
    return page


def _questionnaire(survey: Survey, is_draft: bool) -> Questionnaire:
    if is_draft:
        return read_draft(survey.draft)
    if survey.version_id is None:
        raise NotFound
    return published(survey.version_id).questionnaire
