from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.errors import CxError, NotFound
from apps.common.forms import show_refusal
from apps.kpis.reading import one_snapshot
from apps.portal.addresses import page
from apps.portal.forms.surveylist import SurveyListForm
from apps.portal.forms.surveys import ScheduleForm, TemplateForm
from apps.portal.pages import page_for
from apps.portal.preview import preview
from apps.portal.qr import qr_file, qr_inline
from apps.portal.surveylist import survey_facts, survey_lines, template_lines
from apps.surveys.errors import NotPublishable
from apps.surveys.models import Survey
from apps.surveys.questionnaire import load, read_draft
from apps.surveys.selectors import access_survey
from apps.surveys.services import close_survey, create_survey, publish_survey, schedule_survey
from apps.surveys.templates_library import SurveyTemplate, template

MOST_COPIES = 8


@page_for(Role.VIEWER)
def surveys_page(request: HttpRequest) -> HttpResponse:
    form = SurveyListForm(request.GET)
    with one_snapshot():
        lines = survey_lines(form.search, form.state)
        context = {
            "page_title": _("Surveys"),
            "lede": _("What you ask, where, and whether it takes answers."),
            "form": form,
            "lines": lines,
            "has_any": bool(lines) or Survey.objects.exists(),
            "may_change": request.actor.may(Role.ANALYST),
        }
    return render(request, "portal/surveys/list.html", context)


@page_for(Role.ANALYST)
def new_survey_page(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("New survey"),
        "lede": _(
            "Begin blank, from a template, from a file or from a copy; nothing is published before you say so."
        ),
        "breadcrumbs": [(_("Surveys"), page("surveys"))],
        "templates": template_lines(get_language() or "en"),
        "surveys": Survey.objects.filter(is_import=False).order_by("-updated_at")[:MOST_COPIES],
    }
    return render(request, "portal/surveys/new.html", context)


@page_for(Role.ANALYST)
def survey_from_template_page(request: HttpRequest, key: str) -> HttpResponse:
    chosen = _template(key)
    form = TemplateForm(request.POST or None, template=chosen)
    is_posted = request.method == "POST"
    if is_posted and (form.is_valid() or not form.fields):
        places = form.touchpoints() if form.fields else {}
        try:
            survey = create_survey(chosen.document(places), actor=request.actor)
        except CxError as refusal:
            form.add_error(None, refusal.detail)
        else:
            messages.success(request, _("The survey is a draft. Read it through, then publish it."))
            return redirect("survey", uid=survey.uid)
    language = get_language() or "en"
    context = {
        "page_title": chosen.name.get(language, chosen.name["en"]),
        "lede": chosen.summary.get(language, chosen.summary["en"]),
        "breadcrumbs": [(_("Surveys"), page("surveys")), (_("New survey"), page("new_survey"))],
        "form": form,
        "needs_touchpoints": bool(chosen.touchpoint_slots),
        "pages": preview(load(chosen.document()), language),
        "cancel_url": page("new_survey"),
    }
    return render(request, "portal/surveys/from_template.html", context)


@page_for(Role.VIEWER)
def survey_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One survey: how people reach it, when it is open, what it asks, which versions there were."""
    return _survey_page(request, access_survey(uid))


@page_for(Role.ANALYST)
@require_POST
def publish_survey_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What keeps a draft from being published stands on the page that asks whether to publish it."""
    try:
        version = publish_survey(access_survey(uid), actor=request.actor)
    except NotPublishable as refusal:
        messages.error(request, refusal.detail)
        return redirect("builder_publish", uid=uid)
    messages.success(request, _("Version %(number)s takes answers now.") % {"number": version.number})
    return redirect("survey", uid=uid)


@page_for(Role.ANALYST)
@require_POST
def close_survey_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    close_survey(access_survey(uid), actor=request.actor)
    messages.success(request, _("The survey takes no more answers. Publishing opens it again."))
    return redirect("survey", uid=uid)


@page_for(Role.ANALYST)
@require_POST
def schedule_survey_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    survey = access_survey(uid)
    form = ScheduleForm(request.POST, survey=survey)
    if form.is_valid():
        try:
            schedule_survey(survey, actor=request.actor, **form.cleaned_data)
        except CxError as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The times are saved."))
            return redirect("survey", uid=uid)
    return _survey_page(request, survey, form)


@page_for(Role.VIEWER)
def survey_qr(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    survey = access_survey(uid)
    response = HttpResponse(qr_file(link_of(request, survey)), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{survey.code}.svg"'
    return response


def link_of(request: HttpRequest, survey: Survey) -> str:
    """The public address, on the client's primary host whatever host this page was opened on."""
    address: str = request.client.url + reverse("survey_page", args=[survey.code])
    return address


def _survey_page(request: HttpRequest, survey: Survey, form: ScheduleForm | None = None) -> HttpResponse:
    language, link = get_language() or "en", link_of(request, survey)
    with one_snapshot():
        context = {
            "page_title": str(survey),
            "breadcrumbs": [(_("Surveys"), page("surveys"))],
            "survey": survey,
            **survey_facts(survey),
            "pages": preview(read_draft(survey.draft), language),
        }
    context |= {
        "form": form or ScheduleForm(survey=survey),
        "link": link,
        "qr": qr_inline(link, _("QR code of the survey's address")),
        "responses_url": page("responses", survey=survey.code, period="all"),
        "may_change": request.actor.may(Role.ANALYST),
    }
    return render(request, "portal/surveys/page.html", context)


def _template(key: str) -> SurveyTemplate:
    try:
        return template(key)
    except KeyError as error:
        raise NotFound from error
