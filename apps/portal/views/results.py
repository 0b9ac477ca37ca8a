from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from apps.accounts.roles import Role
from apps.common.errors import NotFound
from apps.kpis.reading import one_snapshot
from apps.portal.addresses import page
from apps.portal.forms.results import ResultsForm
from apps.portal.pages import page_for
from apps.portal.results import cards_of
from apps.portal.views.overview import today
from apps.responses.summaries import results_of
from apps.surveys.selectors import access_survey


@page_for(Role.VIEWER)
def results_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What all responses to a survey answered, question by question."""
    survey = access_survey(uid)
    if survey.version is None:
        raise NotFound
    threshold = request.client.small_number
    with one_snapshot():
        form = ResultsForm(request.GET, today=today(request), survey=survey)
        filters = form.filters()
        results = results_of(
            survey,
            scope=filters.scope,
            version=form.version_chosen,
            threshold=threshold,
            language=get_language() or "en",
        )
    context = {
        "page_title": _("Results: %(survey)s") % {"survey": survey},
        "lede": _("What everybody answered, question by question. Tests and erased responses do not count."),
        "breadcrumbs": [(_("Surveys"), page("surveys")), (str(survey), page("survey", uid))],
        "survey": survey,
        "form": form,
        "filters": filters,
        "is_filtered": form.is_narrowed,
        "results": results,
        "cards": cards_of(results, threshold),
        "responses_url": page("responses", survey=survey.code, period="all"),
    }
    return render(request, "portal/results/page.html", context)
