"""The question bank: questions kept for the next surveys, and where they come from."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.templatetags.cx import figure
from apps.portal.addresses import changed, page
from apps.portal.builder.tree import type_words
from apps.portal.pages import page_for
from apps.surveys.bank import keep_question, remove_from_bank
from apps.surveys.models import BankQuestion, Survey
from apps.surveys.questionnaire.document import read_draft
from apps.surveys.selectors import access_bank_question, access_survey

ON_A_PAGE = 50


@page_for(Role.VIEWER)
def bank_page(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("q", "").replace("\0", "").strip()[:100]
    kept = BankQuestion.objects.filter(title__icontains=search) if search else BankQuestion.objects.all()
    shown = Paginator(kept, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": _("Question bank"),
        "lede": _(
            "Questions that have proved themselves, ready for the next survey: the builder offers them."
        ),
        "breadcrumbs": [(_("Surveys"), page("surveys"))],
        "search": search,
        "kept": [(question, type_words(question.element.get("type", ""))) for question in shown],
        "shown": shown,
        "more_url": changed(request.GET, page=shown.next_page_number()) if shown.has_next() else "",
        "before_url": changed(request.GET, page=shown.previous_page_number()) if shown.has_previous() else "",
        "count_text": ngettext("%(n)s question", "%(n)s questions", kept.count())
        % {"n": figure(kept.count())},
        "surveys": [(survey.uid, str(survey)) for survey in Survey.objects.filter(is_import=False)[:500]],
        "may_change": request.actor.may(Role.ANALYST),
    }
    return render(request, "portal/bank/list.html", context)


@page_for(Role.ANALYST)
def fill_bank_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The questions of one survey, to choose which are kept."""
    survey = access_survey(uid)
    if request.method == "POST":
        return _keep(request, survey)
    context = {
        "page_title": _("Keep questions"),
        "lede": _("Chosen questions are copied into the question bank as they are in the draft now."),
        "breadcrumbs": [(_("Surveys"), page("surveys")), (_("Question bank"), page("question_bank"))],
        "survey": survey,
        "questions": _questions(survey),
    }
    return render(request, "portal/bank/fill.html", context)


@page_for(Role.ANALYST)
@require_POST
def remove_bank_question_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    question = access_bank_question(str(uid))
    remove_from_bank(question, actor=request.actor)
    messages.success(
        request,
        _("“%(title)s” is no longer kept. Surveys that use it keep their copy.") % {"title": question},
    )
    return redirect("question_bank")


def _keep(request: HttpRequest, survey: Survey) -> HttpResponse:
    known = {name for name, _title, _type in _questions(survey)}
    chosen = [name for name in request.POST.getlist("question") if name in known]
    if not chosen:
        messages.error(request, _("Choose at least one question."))
        return redirect("fill_bank", uid=survey.uid)
    for name in chosen:
        keep_question(survey, name, actor=request.actor)
    said = ngettext("%(n)s question is kept.", "%(n)s questions are kept.", len(chosen))
    messages.success(request, said % {"n": figure(len(chosen))})
    return redirect("question_bank")


def _questions(survey: Survey) -> list[tuple[str, str, Any]]:
    elements = read_draft(survey.draft).elements
    language = get_language() or "en"
    return [(name, element.label(language), type_words(element.type)) for name, element in elements.items()]
