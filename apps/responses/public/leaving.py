"""Where a respondent goes once the answers are stored: an ending of the survey, or the address it sends them to."""

from __future__ import annotations

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.urls import reverse

from apps.responses.models import Response
from apps.responses.public.rendering import thanks_page
from apps.responses.public.rendering.brands import brand_of
from apps.responses.public.rendering.endings import after, is_personal, redirect_of
from apps.responses.public.visits import Visit
from apps.surveys.logic import Respondent
from apps.surveys.selectors import Published
from apps.tenancy.middleware import ClientRequest

ENDING, RECEIPT = "ending", "of"  # of the address of a thank-you page


def leave(
    request: ClientRequest, survey: Published, response: Response, respondent: Respondent, language: str
) -> HttpResponse:
    """On to the ending these answers led to."""
    questionnaire = survey.questionnaire
    found = questionnaire.ending(response.ending)
    if found and found.redirect:
        values = after(questionnaire, response.answers, respondent, language)
        return redirect_to(redirect_of(questionnaire, response.ending, values))
    query = {"lang": language}
    if response.ending:
        query[ENDING] = response.ending
    if is_personal(survey.version_id, response.ending):
        query[RECEIPT] = _receipt(request.client.schema_name, survey.code, response.pk)
        query = {**respondent.params, **query}
    return redirect_to(thanks_address(survey.code, query))


def thanks_address(code: str, query: dict[str, str]) -> str:
    address = reverse("survey_thanks", args=[code])
    return f"{address}?{urlencode(query)}" if query else address


def thanks_html(
    request: ClientRequest, code: str, version_id: uuid.UUID, visit: Visit, language: str
) -> bytes:
    """The page of the ending the address names; the usual one where it names none of this survey's."""
    response = _received(request.client.schema_name, code, visit.params.get(RECEIPT, ""))
    ending = response.ending if response else visit.params.get(ENDING, "")
    return thanks_page(
        response.version_id if response else version_id,
        language,
        brand_of(request.client),
        ending=ending,
        answers=response.answers if response else None,
        respondent=Respondent(visit.params, seed=str(response.submission_id) if response else ""),
    )


def redirect_to(address: str) -> HttpResponse:
    response = HttpResponse(status=303)
    response.headers["Location"] = address
    return response


def _receipt(schema: str, code: str, response_id: uuid.UUID) -> str:
    return _signer(schema, code).sign(urlsafe_b64encode(response_id.bytes).decode().rstrip("="))


def _received(schema: str, code: str, receipt: str) -> Response | None:
    """The response this receipt was made for; None for any other text, and once it is erased."""
    if not receipt:
        return None
    try:
        raw = urlsafe_b64decode(_signer(schema, code).unsign(receipt) + "==")
    except (BadSignature, ValueError):
        return None
    found: Response | None = Response.objects.kept().filter(pk=uuid.UUID(bytes=raw)).first()
    return found


@lru_cache(maxsize=1024)
def _signer(schema: str, code: str) -> Signer:
    return Signer(salt=f"responses.receipt:{schema}:{code}")
