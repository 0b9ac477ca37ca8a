from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.templatetags.cx import figure
from apps.kpis.reading import one_snapshot
from apps.portal.addresses import changed, page
from apps.portal.downloads import csv_download
from apps.portal.forms.confirming import ConfirmForm
from apps.portal.forms.responses import ResponseFilterForm
from apps.portal.pages import page_for
from apps.portal.responses import lines_of, response_facts, score_lines
from apps.portal.views.overview import today
from apps.responses.export import csv_lines
from apps.responses.filtering import matching
from apps.responses.models import Response
from apps.responses.paging import page_of
from apps.responses.selectors import access_response, answers_in_words, listed, posted_scores
from apps.responses.services import erase_response, restore_response


@page_for(Role.VIEWER)
def responses_page(request: HttpRequest) -> HttpResponse:
    with one_snapshot():
        form = _form(request)
        wanted = form.wanted()
        found = matching(wanted).select_related("survey")
        count = found.count()
        shown = page_of(found, request.GET.get("cursor", ""))
        lines = lines_of(listed(shown.responses))
        has_any = bool(lines) or Response.objects.exists()
    words = ngettext("%(count)s response", "%(count)s responses", count) % {"count": figure(count)}
    context = {
        "page_title": _("Responses"),
        "lede": _("Who said what: every figure opens down to here."),
        "form": form,
        "is_filtered": form.is_narrowed or form.filters().is_narrowed,
        "metric": wanted.metric,
        "lines": lines,
        "has_any": has_any,
        "count_text": words,
        "newer_url": changed(request.GET, cursor=shown.newer) if shown.newer else "",
        "older_url": changed(request.GET, cursor=shown.older) if shown.older else "",
        "export_url": page("export_responses", query=form.query()),
    }
    return render(request, "portal/responses/list.html", context)


@page_for(Role.VIEWER)
def export_responses(request: HttpRequest) -> HttpResponse:
    """What the list shows, as a file."""
    found = matching(_form(request).wanted())
    lines = csv_lines(found, request.client, get_language() or "en")
    return csv_download(lines, f"{request.client.slug}-responses-{today(request).isoformat()}.csv")


@page_for(Role.VIEWER)
def response_page(request: HttpRequest, response_id: uuid.UUID) -> HttpResponse:
    """Questions and answers in words, and the scores they posted."""
    return _response_page(request, access_response(response_id, is_erased=None))


@page_for(Role.ANALYST)
@require_POST
def erase_response_page(request: HttpRequest, response_id: uuid.UUID) -> HttpResponse:
    response = access_response(response_id)
    form = ConfirmForm(request.POST, word=word_of(response))
    if not form.is_valid():
        return _response_page(request, response, form)
    erase_response(response, actor=request.actor)
    messages.success(request, _("The response is erased. No figure counts it any more."))
    return redirect("response", response_id=response_id)


@page_for(Role.ANALYST)
@require_POST
def restore_response_page(request: HttpRequest, response_id: uuid.UUID) -> HttpResponse:
    restore_response(access_response(response_id, is_erased=True), actor=request.actor)
    messages.success(request, _("The response counts again, on the day it counted before."))
    return redirect("response", response_id=response_id)


def word_of(response: Response) -> str:
    """What must be typed to erase it: the last letters of its id; the first ones are the time."""
    return str(response.pk)[-8:]


def _form(request: HttpRequest) -> ResponseFilterForm:
    may_see_erased = request.actor.may(Role.ANALYST)
    return ResponseFilterForm(request.GET, today=today(request), may_see_erased=may_see_erased)


def _response_page(request: HttpRequest, response: Response, form: ConfirmForm | None = None) -> HttpResponse:
    with one_snapshot():
        scores = posted_scores([response.pk]).get(response.pk, [])
        answers = answers_in_words(response, get_language() or "en")
    context = {
        "page_title": _("Response of %(day)s") % {"day": date_format(response.day)},
        "breadcrumbs": [(_("Responses"), page("responses"))],
        "response": response,
        "answers": answers,
        "has_files": any(item.files for item in answers),
        "scores": score_lines(scores),
        "facts": response_facts(response),
        "form": form or ConfirmForm(word=word_of(response)),
        "word": word_of(response),
        "may_change": request.actor.may(Role.ANALYST),
    }
    return render(request, "portal/responses/page.html", context, status=400 if form else 200)
