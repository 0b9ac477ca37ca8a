"""Surveys of other tools: a file becomes a draft, a report says what became of each element."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.errors import CxError
from apps.common.templatetags.cx import figure
from apps.exchange.surveys.exporting import export_survey
from apps.exchange.surveys.limits import MOST_BYTES
from apps.exchange.surveys.report import FATES
from apps.exchange.surveys.selectors import conversion_of, fates
from apps.exchange.surveys.services import acknowledge_conversion, import_survey
from apps.exchange.surveys.uploads import LimitedSurveyUpload
from apps.portal.addresses import changed, page
from apps.portal.forms.formats import ConversionForm, SurveyFileForm
from apps.portal.pages import page_for
from apps.surveys.selectors import access_survey

ON_A_PAGE = 100


@csrf_exempt  # the token is looked at in _import_survey, once the handler that limits the upload is in place
@page_for(Role.ANALYST)
def import_survey_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        request.upload_handlers = [LimitedSurveyUpload(request)]
    return _import_survey(request)


@csrf_protect
def _import_survey(request: HttpRequest) -> HttpResponse:
    form = SurveyFileForm()
    if request.method == "POST":
        form = SurveyFileForm(request.POST, request.FILES)
        if any(getattr(handler, "was_cut_off", False) for handler in request.upload_handlers):
            form.add_error("file", _too_large())
        elif form.is_valid():
            file = form.cleaned_data["file"]
            try:
                conversion = import_survey(file.read(), file.name, actor=request.actor)
            except CxError as refusal:
                form.add_error("file", " ".join((refusal.detail, *(e.detail for e in refusal.errors[:3]))))
            else:
                messages.success(
                    request, _("The survey is a draft. This is what became of each part of the file.")
                )
                return redirect("conversion", uid=conversion.survey.uid)
    context = {
        "page_title": _("Bring in a survey"),
        "lede": _(
            "A questionnaire from another tool becomes a draft here, with its logic and its languages."
        ),
        "breadcrumbs": [(_("Surveys"), page("surveys")), (_("New survey"), page("new_survey"))],
        "form": form,
        "limit_text": _("JSON, XLSX, LSS or QSF, up to %(most)s MB") % {"most": MOST_BYTES // 1024**2},
    }
    return render(request, "portal/surveys/import.html", context, status=400 if form.errors else 200)


def _too_large() -> str:
    return _("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024**2}


@page_for(Role.VIEWER)
def conversion_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What became of each element of the file a survey came from."""
    survey = access_survey(uid)
    found = conversion_of(survey)
    form = ConversionForm(request.GET)
    lines = found.lines_of(form.chosen, form.only_logic)
    start = _number(request.GET.get("from"))
    more = changed(request.GET, **{"from": str(start + ON_A_PAGE)}) if len(lines) > start + ON_A_PAGE else ""
    context = {
        "page_title": _("What became of the file"),
        "breadcrumbs": [(_("Surveys"), page("surveys")), (str(survey), page("survey", survey.uid))],
        "survey": survey,
        "found": found,
        "fates": [(fate, words, found.counts.get(fate, 0)) for fate, words in fates()],
        "form": form,
        "lines": lines[start : start + ON_A_PAGE],
        "count_text": ngettext("%(count)s element", "%(count)s elements", len(lines))
        % {"count": figure(len(lines))},
        "more_url": more,
        "before_url": changed(request.GET, **{"from": str(max(0, start - ON_A_PAGE))}) if start else "",
        "dropped_logic": found.lines_of(FATES[-1], only_logic=True),
        "may_change": request.actor.may(Role.ANALYST),
    }
    return render(request, "portal/surveys/conversion.html", context)


@page_for(Role.ANALYST)
@require_POST
def acknowledge_conversion_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    acknowledge_conversion(access_survey(uid), actor=request.actor)
    messages.success(request, _("Noted with your name. The survey can be published."))
    return redirect("conversion", uid=uid)


@page_for(Role.VIEWER)
def export_survey_page(request: HttpRequest, uid: uuid.UUID, format_name: str) -> HttpResponse:
    written = export_survey(access_survey(uid), format_name)
    response = HttpResponse(written.body, content_type=written.content_type)
    response["Content-Disposition"] = f'attachment; filename="{written.file_name}"'
    return response


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0
