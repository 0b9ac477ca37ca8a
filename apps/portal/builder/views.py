"""The builder's page and the parts of it that are asked for one by one."""

from __future__ import annotations

import uuid

from csp.constants import SELF
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.accounts.roles import Role
from apps.portal.addresses import page
from apps.portal.builder import languages
from apps.portal.builder.fragments import revision_of, selected
from apps.portal.builder.palette import palette
from apps.portal.builder.problems import findings_of
from apps.portal.builder.publishing import publishing_of
from apps.portal.builder.workbench import Workbench
from apps.portal.pages import page_for
from apps.surveys.selectors import access_survey, draft_of


@page_for(Role.ANALYST)
def builder_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    bench = Workbench.asked(request, draft_of(access_survey(uid)))
    context = {
        "page_title": str(bench.draft.survey),
        "breadcrumbs": [
            (_("Surveys"), page("surveys")),
            (str(bench.draft.survey), page("survey", bench.draft.survey.uid)),
        ],
        "languages": languages.spoken(bench.questionnaire, bench.document, bench.language),
        "further_languages": languages.further(bench.questionnaire, bench.language),
        "palette": palette(),
        **bench.panel(),
    }
    response = render(request, "portal/builder/page.html", context)
    response._csp_update = {"frame-src": [SELF]}
    return response


@page_for(Role.ANALYST)
def builder_panel(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The properties of what is selected."""
    bench = Workbench.asked(request, draft_of(access_survey(uid)))
    return selected(request, bench, revision_of(request.GET))


@page_for(Role.ANALYST)
def builder_findings(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What the checks say of the draft as it is stored now."""
    bench = Workbench.asked(request, draft_of(access_survey(uid)))
    return render(request, "portal/builder/findings.html", findings_of(bench))


@page_for(Role.ANALYST)
def builder_publish(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What publishing would do: what changes for respondents, what breaks a trend, what still forbids it."""
    bench = Workbench.asked(request, draft_of(access_survey(uid)))
    survey = bench.draft.survey
    context = {
        "page_title": _("Publish “%(title)s”") % {"title": survey},
        "breadcrumbs": [(_("Surveys"), page("surveys")), (str(survey), page("builder", survey.uid))],
        "survey": survey,
        **findings_of(bench),
        **publishing_of(survey),
    }
    return render(request, "portal/builder/publish.html", context)
