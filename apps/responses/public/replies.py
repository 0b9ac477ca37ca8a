"""What every answer to a respondent's browser has in common."""

from __future__ import annotations

from django.http import HttpResponse

from apps.surveys.selectors import Published


def reply(body: bytes | str, language: str, status: int = 200) -> HttpResponse:
    """Kept by the browser alone and only for its Back button, which finds the same form with the same token."""
    response = HttpResponse(body, status=status)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Language"] = language
    response.headers["Vary"] = "Accept-Language"
    return response


def reply_with_form(survey: Published, body: bytes | str, language: str, status: int = 200) -> HttpResponse:
    """A page with the survey's form. Browsers follow a form beyond this site, and fetch pictures from there, only
    where the policy names the target.
    """
    response = reply(body, language, status)
    questionnaire = survey.questionnaire
    wanted = {"form-action": questionnaire.redirect_origins, "img-src": questionnaire.image_origins}
    update = {directive: list(origins) for directive, origins in wanted.items() if origins}
    if update:
        response._csp_update = update
    return response
