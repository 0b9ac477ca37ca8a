"""Beginning a survey: blank, or as a copy of another."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.portal.pages import page_for
from apps.surveys.drafts import duplicate_survey
from apps.surveys.selectors import access_survey
from apps.surveys.services import create_survey

MOST_TITLE = 300


@page_for(Role.ANALYST)
@require_POST
def blank_survey(request: HttpRequest) -> HttpResponse:
    """One empty page, in the reader's language."""
    language = get_language() or "en"
    title = request.POST.get("title", "").strip()[:MOST_TITLE] or _("New survey")
    document = {
        "title": {language: title},
        "language": language,
        "pages": [{"name": "page1", "elements": []}],
    }
    return redirect("builder", uid=create_survey(document, actor=request.actor).uid)


@page_for(Role.ANALYST)
@require_POST
def duplicate_survey_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    copy = duplicate_survey(access_survey(uid), actor=request.actor)
    messages.success(request, _("This is a copy: the survey it came from stays as it is."))
    return redirect("builder", uid=copy.uid)
