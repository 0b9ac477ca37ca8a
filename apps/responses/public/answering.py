"""What happens when a respondent presses a button on the public page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse
from django.http.request import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from apps.responses.errors import InvalidAnswers, SubmissionConflict, SurveyNotOpen
from apps.responses.models import Response
from apps.responses.public import floods, turning
from apps.responses.public.files import FileTaker
from apps.responses.public.languages import chosen_language
from apps.responses.public.leaving import leave, redirect_to, thanks_address
from apps.responses.public.notices import closed_notice, stored_already_notice
from apps.responses.public.posted import posted_form
from apps.responses.public.rendering import Sheet, page_html
from apps.responses.public.rendering.brands import brand_of
from apps.responses.public.repeating import repeated
from apps.responses.public.replies import reply_with_form
from apps.responses.public.tokens import PageToken, new_token, read_token
from apps.responses.public.visits import Visit, is_preview, visit_of
from apps.responses.services import record_response
from apps.responses.submissions import parse_submission
from apps.surveys.logic import Respondent
from apps.surveys.questionnaire import AnswerProblem
from apps.surveys.selectors import Published, published, running_survey
from apps.tenancy.middleware import ClientRequest


@dataclass(frozen=True)
class Posted:
    """One press of a button: the form, the version it was shown in, and where it came from."""

    request: ClientRequest
    form: QueryDict
    survey: Published
    token: PageToken
    visit: Visit
    language: str
    is_test: bool

    @property
    def respondent(self) -> Respondent:
        return self.visit.respondent(self.token)

    def reply(self, body: str, status: int) -> HttpResponse:
        return reply_with_form(self.survey, body, self.language, status)

    def sheet(self, page: Any, **extra: Any) -> Sheet:
        return Sheet(
            survey=self.survey,
            page=page,
            language=self.language,
            brand=brand_of(self.request.client),
            token=self.token.text,
            form=self.form,
            respondent=self.respondent,
            is_test=self.is_test,
            **extra,
        )


def answer(request: ClientRequest, code: str) -> HttpResponse:
    form = posted_form(request, code)
    if form.get(floods.TRAP):
        return redirect_to(thanks_address(code, {}))
    token = read_token(request.client.schema_name, code, form.get("token"))
    if token is None:
        return _renew(request, code, form)
    posted = _posted(request, form, token)
    with translation.override(posted.language):
        try:
            return _turned(posted)
        except SubmissionConflict:
            return stored_already_notice(request, code, posted.language)


def _turned(posted: Posted) -> HttpResponse:
    posted, problems = _with_files(posted)
    turn = turning.take_turn(posted.survey.questionnaire, posted.form, posted.respondent)
    if problems:
        turn = turning.held_back(posted.survey.questionnaire, turn, problems)
    if turn.page is None:
        return _send(posted, turn)
    sheet = posted.sheet(turn.page, problems=turn.problems, opened=turn.opened)
    return posted.reply(page_html(sheet), 400 if turn.problems else 200)


def _posted(request: ClientRequest, form: QueryDict, token: PageToken) -> Posted:
    survey = published(token.version_id)
    visit = visit_of(request)
    wishes = (form.get("lang-to") or "", form.get("lang") or "", visit.language)
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    language = chosen_language(survey.questionnaire.languages, *wishes, accepted=accepted)
    form = repeated(survey.questionnaire, form)
    return Posted(request, form, survey, token, visit, language, is_preview(request, visit))


def _with_files(posted: Posted) -> tuple[Posted, list[AnswerProblem]]:
    """What was posted, with its files kept and named in the form; and what is wrong with them."""
    taker = FileTaker(posted.request, posted.form, posted.survey, posted.token)
    taker.take()
    return replace(posted, form=taker.form), taker.problems


def _send(posted: Posted, turn: turning.Turn) -> HttpResponse:
    """Store it, unless a program seems to be at work: then the same form comes back, to be sent once more."""
    request, code = posted.request, posted.survey.code
    if floods.is_too_fast(posted.token):
        return _once_more(posted, _("That was quick. Please press the button once more."), 200)
    if floods.is_flooding(request, request.client.schema_name, code):
        words = _(
            "Many answers are arriving from your network. Yours are kept: please send again in a minute."
        )
        again = _once_more(posted, words, 429)
        again.headers["Retry-After"] = str(floods.MINUTE)
        return again
    try:
        response = _record(posted, turn.raw)
    except SurveyNotOpen:
        return closed_notice(request, running_survey(code), lost=True)
    return leave(request, posted.survey, response, posted.respondent, posted.language)


def _record(posted: Posted, raw: Mapping[str, Any]) -> Response:
    """A link with a channel nobody knows is the client's mistake, not the respondent's: stored without it."""
    payload = {
        "survey": posted.survey.code,
        "submission_id": str(posted.token.submission_id),
        "version": posted.survey.number,
        "answers": raw,
        "language": posted.language,
        "channel": posted.visit.channel or None,
        "dimensions": posted.visit.dimensions(),
        "test": posted.is_test,
    }
    submission = parse_submission(payload)
    options = {"source": Response.Source.PAGE, "declare_dimensions": False, "url_params": posted.respondent}
    try:
        outcome = record_response(submission, **options)
    except InvalidAnswers as error:
        if [problem.pointer for problem in error.errors] != ["/channel"]:
            raise
        outcome = record_response(replace(submission, channel=None), **options)
    assert outcome.response is not None  # noqa: S101 - record_response raises instead
    return outcome.response


def _once_more(posted: Posted, words: str, status: int) -> HttpResponse:
    """The page the button was on, as it was filled in."""
    questionnaire = posted.survey.questionnaire
    page = questionnaire.page(posted.form.get("page") or "") or questionnaire.pages[-1]
    return posted.reply(page_html(posted.sheet(page, notice=words)), status)


def _renew(request: ClientRequest, code: str, form: QueryDict) -> HttpResponse:
    """The token was damaged on the way: the answers are kept, under a new one."""
    running = running_survey(code)
    if running.is_import or not running.is_open() or running.version_id is None:
        return closed_notice(request, running, lost=True)
    token = new_token(request.client.schema_name, code, running.version_id)
    posted = _posted(request, form, token)
    with translation.override(posted.language):
        words = _("This page had to be renewed. Please look at your answers once more and send them again.")
        questionnaire = posted.survey.questionnaire
        page = questionnaire.page(form.get("page") or "") or questionnaire.pages[0]
        return posted.reply(page_html(posted.sheet(page, notice=words)), 400)
