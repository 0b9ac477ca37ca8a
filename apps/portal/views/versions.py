from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.kpis.reading import one_snapshot
from apps.portal.addresses import page
from apps.portal.forms.versions import OtherVersionForm
from apps.portal.pages import page_for
from apps.portal.versions import comparison, version_lines
from apps.surveys.models import Survey
from apps.surveys.selectors import access_survey
from apps.surveys.versions import access_version, restore_version


@page_for(Role.VIEWER)
def versions_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    survey = access_survey(uid)
    with one_snapshot():
        lines = version_lines(survey)
    context = {
        "page_title": _("Versions"),
        "lede": _(
            "What was published when, and what has changed since. Answers stay with the version they were given to."
        ),
        "breadcrumbs": _breadcrumbs(survey),
        "survey": survey,
        "lines": lines,
        "has_changes": survey.version is not None and survey.version.document != survey.draft,
        "may_change": request.actor.may(Role.ANALYST) and not survey.is_import,
    }
    return render(request, "portal/versions/list.html", context)


@page_for(Role.VIEWER)
def compare_versions_page(request: HttpRequest, uid: uuid.UUID, number: int) -> HttpResponse:
    """From this version to another or to the draft, older first."""
    survey = access_survey(uid)
    version = access_version(survey, number)
    numbers = [n for n in survey.versions.values_list("number", flat=True) if n != number]
    form = OtherVersionForm(request.GET, numbers)
    may_change = request.actor.may(Role.ANALYST) and not survey.is_import
    before, after = str(number), form.chosen
    if after.isdecimal() and int(after) < number:
        before, after = after, before
    found = comparison(survey, before, after, may_edit=may_change)
    context = {
        "page_title": _("From %(before)s to %(after)s")
        % {"before": found["before_words"], "after": found["after_words"]},
        "breadcrumbs": [*_breadcrumbs(survey), (_("Versions"), page("versions", survey.uid))],
        "survey": survey,
        "version": version,
        "form": form,
        "may_change": may_change,
        **found,
    }
    return render(request, "portal/versions/compare.html", context)


@page_for(Role.ANALYST)
@require_POST
def restore_version_page(request: HttpRequest, uid: uuid.UUID, number: int) -> HttpResponse:
    survey = access_survey(uid)
    restore_version(survey, number, actor=request.actor)
    words = _(
        "Version %(number)s is the draft again. Undo brings back what was there; nothing is published yet."
    )
    messages.success(request, words % {"number": number})
    return redirect("builder", uid=uid)


def _breadcrumbs(survey: Survey) -> list[tuple[str, str]]:
    return [(_("Surveys"), page("surveys")), (str(survey), page("survey", survey.uid))]
