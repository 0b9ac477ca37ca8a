"""Pages that say why there is nothing to answer, or why something was not stored."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from apps.common.errors import CxError
from apps.responses.public.languages import chosen_language
from apps.responses.public.rendering.brands import brand_of
from apps.responses.public.rendering.notices import notice_page
from apps.responses.public.replies import reply
from apps.responses.public.visits import visit_of
from apps.surveys.models import Survey
from apps.surveys.selectors import Running, published
from apps.tenancy.middleware import ClientRequest

NOT_YET, GONE = 403, 410


def unknown_notice(request: ClientRequest) -> HttpResponse:
    language = notice_language(request)
    with translation.override(language):
        title, words = (
            _("There is no such survey"),
            _("Check the link you were given for a spelling mistake."),
        )
    return reply(notice_page(brand_of(request.client), language, title=title, words=words), language, 404)


def closed_notice(request: ClientRequest, running: Running, *, lost: bool = False) -> HttpResponse:
    """Closed, or not yet open, with the day; a draft and an import look like nothing at all."""
    if running.version_id is None or running.is_import or running.state == Survey.State.DRAFT:
        return unknown_notice(request)
    language = notice_language(request, running)
    with translation.override(language):
        if running.opens_at and running.opens_at > timezone.now() and running.state == Survey.State.PUBLISHED:
            title, status = _("This survey is not open yet"), NOT_YET
            words = _("It opens on %(day)s at %(time)s.") % _moment(running.opens_at, request)
        else:
            title, status = _("This survey is closed"), GONE
            words = _closed_words(running, request)
        if lost:
            words += " " + _("Your answers were not stored.")
    return reply(notice_page(brand_of(request.client), language, title=title, words=words), language, status)


def stored_already_notice(request: ClientRequest, code: str, language: str) -> HttpResponse:
    with translation.override(language):
        body = notice_page(
            brand_of(request.client),
            language,
            title=_("Your answers were stored already"),
            words=_("They arrived the first time you sent them. What was changed afterwards was not added."),
            link=reverse("survey_page", args=[code]),
            link_words=_("Start a new answer"),
        )
    return reply(body, language, 409)


def refusal_notice(request: ClientRequest, code: str, error: CxError) -> HttpResponse:
    language = notice_language(request)
    with translation.override(language):
        body = notice_page(
            brand_of(request.client),
            language,
            title=_("Nothing was stored"),
            words=str(error.detail),
            link=reverse("survey_page", args=[code]),
            link_words=_("Open the survey again"),
        )
    return reply(body, language, error.status)


def notice_language(request: ClientRequest, running: Running | None = None) -> str:
    """Among the survey's languages, else among those of the product."""
    version_id = running.version_id if running else None
    ours = [request.client.language, *(code for code, _name in settings.LANGUAGES)]
    languages = published(version_id).questionnaire.languages if version_id else ours
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    return chosen_language(languages, visit_of(request).language, accepted=accepted)


def _closed_words(running: Running, request: ClientRequest) -> str:
    if running.closes_at and running.closes_at <= timezone.now():
        return _("It took answers until %(day)s at %(time)s.") % _moment(running.closes_at, request)
    return _("It takes no more answers. Thank you for your interest.")


def _moment(moment: datetime, request: ClientRequest) -> dict[str, str]:
    """In the client's time zone, in the reader's way."""
    here = moment.astimezone(request.client.zone)
    return {"day": formats.date_format(here, "DATE_FORMAT"), "time": here.strftime("%H:%M")}
