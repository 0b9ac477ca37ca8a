"""The public page of a survey, on its client's host: no account, no cookie, no script needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from apps.accounts.permissions import open_to_all
from apps.common.errors import CxError, NotFound
from apps.responses.public import turning
from apps.responses.public.answering import answer
from apps.responses.public.languages import chosen_language
from apps.responses.public.leaving import thanks_html
from apps.responses.public.notices import closed_notice, refusal_notice, unknown_notice
from apps.responses.public.rendering import Sheet, first_page, first_page_varies, page_html
from apps.responses.public.rendering.brands import brand_of
from apps.responses.public.replies import reply, reply_with_form
from apps.responses.public.tokens import new_token
from apps.responses.public.visits import Visit, is_preview, visit_of
from apps.surveys.selectors import Published, published, running_survey
from apps.tenancy.middleware import ClientRequest

PageView = Callable[[ClientRequest, str], HttpResponse]


def public(*methods: str) -> Callable[[PageView], PageView]:
    """A page for respondents: no authority but the token in the form, and refusals as pages like the others."""

    def wrap(view: PageView) -> PageView:
        @csrf_exempt
        @open_to_all
        @wraps(view)
        def guarded(request: ClientRequest, code: str) -> HttpResponse:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            try:
                return view(request, code)
            except NotFound:
                return unknown_notice(request)
            except CxError as error:
                return refusal_notice(request, code, error)

        return guarded

    return wrap


@public("GET", "HEAD", "POST")
def survey_page(request: ClientRequest, code: str) -> HttpResponse:
    if request.method == "POST":
        return answer(request, code)
    running = running_survey(code)
    if running.is_import or not running.is_open():
        return closed_notice(request, running)
    survey = published(running.version_id)
    visit = visit_of(request)
    language = _language(request, survey, visit)
    token = new_token(request.client.schema_name, code, survey.version_id)
    brand = brand_of(request.client)
    if _is_plain(survey, visit):
        body = first_page(survey.version_id, language, brand).with_token(token.text)
        return reply_with_form(survey, body, language)
    respondent = visit.respondent(token)
    page = turning.opening_page(survey.questionnaire, respondent)
    is_test = is_preview(request, visit)
    sheet = Sheet(survey, page, language, brand, token.text, respondent=respondent, is_test=is_test)
    return reply_with_form(survey, page_html(sheet), language)


@public("GET", "HEAD")
def thanks(request: ClientRequest, code: str) -> HttpResponse:
    """An address of its own, so that reloading it sends nothing."""
    running = running_survey(code)
    if running.version_id is None or running.is_import:
        raise NotFound
    visit = visit_of(request)
    language = _language(request, published(running.version_id), visit)
    return reply(thanks_html(request, code, running.version_id, visit, language), language)


def _language(request: ClientRequest, survey: Published, visit: Visit) -> str:
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    return chosen_language(survey.questionnaire.languages, visit.language, accepted=accepted)


def _is_plain(survey: Published, visit: Visit) -> bool:
    """Whether this respondent's first page is everybody's."""
    varies = first_page_varies(survey.version_id)
    return not (varies.by_seed or visit.wants_test or (visit.params and varies.by_address))
