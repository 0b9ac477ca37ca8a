"""Texts of a survey beside their translations; tables and XLIFF for translators."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.errors import CxError, NotFound
from apps.common.templatetags.cx import figure
from apps.exchange.surveys.uploads import LimitedTextsUpload
from apps.portal.addresses import changed, page
from apps.portal.builder.languages import further, language_name
from apps.portal.downloads import csv_download
from apps.portal.forms.translations import ON_A_PAGE, TextsForm, TranslationFileForm
from apps.portal.pages import page_for
from apps.surveys.errors import DraftConflict
from apps.surveys.models import Survey
from apps.surveys.questionnaire.document import read_draft
from apps.surveys.questionnaire.texts import LANGUAGE
from apps.surveys.selectors import access_survey
from apps.surveys.translating import read_csv, read_xliff, source_language, write_csv, write_xliff
from apps.surveys.translating.travelling import MOST_BYTES
from apps.surveys.translations import Translation, bring_in, translate, translation_of

TEXT, FITS = "text ", "fits "  # what the names of the fields begin with, before the key of a text


@page_for(Role.VIEWER)
def translations_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The languages a survey speaks, and how complete each is."""
    survey = access_survey(uid)
    questionnaire = read_draft(survey.draft)
    own = source_language(survey.draft)
    found = [translation_of(survey, code) for code in questionnaire.languages if code != own]
    context = {
        **_frame(survey, _("Languages")),
        "lede": _("What respondents can choose to read, and how complete it is."),
        "own": language_name(own),
        "texts": len(translation_of(survey, "de" if own != "de" else "en").lines),
        "languages": [_spoken(translation) for translation in found],
        "further": further(questionnaire, own),
        "may_change": request.actor.may(Role.ANALYST),
        "file_form": TranslationFileForm(),
    }
    return render(request, "portal/translations/languages.html", context)


@page_for(Role.ANALYST)
def begin_translation_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """From the choice of a language to its page."""
    access_survey(uid)
    code = request.GET.get("other") or request.GET.get("language", "")
    if not LANGUAGE.fullmatch(code):
        messages.error(request, _("This is not the code of a language, such as “en”."))
        return redirect("translations", uid=uid)
    return redirect("translation", uid=uid, language=code)


@page_for(Role.ANALYST)
def translation_page(request: HttpRequest, uid: uuid.UUID, language: str) -> HttpResponse:
    survey = access_survey(uid)
    if request.method == "POST":
        return _save(request, survey, language)
    return _texts_page(request, survey, language)


@page_for(Role.VIEWER)
def export_texts_page(request: HttpRequest, uid: uuid.UUID, language: str, format_name: str) -> HttpResponse:
    survey = access_survey(uid)
    translation_of(survey, language)  # refuses what is no language, or the survey's own
    name = f"{survey.code}-{language}"
    if format_name == "csv":
        return csv_download([write_csv(survey.draft, language)], f"{name}.csv")
    if format_name != "xliff":
        raise NotFound
    response = HttpResponse(
        write_xliff(survey.draft, language, survey.code), content_type="application/xliff+xml"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.xlf"'
    return response


@csrf_exempt  # the token is looked at in _import_texts, once the handler that limits the upload is in place
@page_for(Role.ANALYST)
@require_POST
def import_texts_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    request.upload_handlers = [LimitedTextsUpload(request)]
    return _import_texts(request, uid)


@csrf_protect
def _import_texts(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    survey = access_survey(uid)
    form = TranslationFileForm(request.POST, request.FILES)
    if any(getattr(handler, "was_cut_off", False) for handler in request.upload_handlers):
        messages.error(request, _("The file is larger than %(most)s MB.") % {"most": MOST_BYTES // 1024**2})
        return redirect("translations", uid=uid)
    if not form.is_valid():
        messages.error(request, _("Choose a file first."))
        return redirect("translations", uid=uid)
    data = form.cleaned_data["file"].read()
    read = read_xliff if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" else read_csv
    try:
        found = read(data, survey.draft)
        bring_in(survey, found, revision=None, actor=request.actor)
    except CxError as refusal:
        details = [refusal.detail, *(problem.detail for problem in refusal.errors[:3])]
        messages.error(request, " ".join(dict.fromkeys(details)))
        return redirect("translations", uid=uid)
    count = len(found.texts)
    said = ngettext("%(n)s text taken over.", "%(n)s texts taken over.", count) % {"n": figure(count)}
    messages.success(request, said)
    if found.unknown:
        words = _("The survey no longer has these: %(keys)s.")
        messages.warning(request, words % {"keys": ", ".join(found.unknown[:10])})
    return redirect("translation", uid=uid, language=found.language)


def _save(request: HttpRequest, survey: Survey, language: str) -> HttpResponse:
    typed = {
        name[len(TEXT) :]: _clean(str(text)) for name, text in request.POST.items() if name.startswith(TEXT)
    }
    fits = [name[len(FITS) :] for name in request.POST if name.startswith(FITS)]
    written = {line.unit.key: line.text for line in translation_of(survey, language).lines}
    new = {key: text for key, text in typed.items() if key in written and text != written[key]}
    revision = request.POST.get("revision", "")
    try:
        stale = int(revision) if revision.isascii() and revision.isdecimal() and len(revision) < 10 else None
        translate(survey, language, new, revision=stale, actor=request.actor, confirmed=fits)
    except DraftConflict as conflict:
        messages.warning(request, f"{conflict.detail} {_('Look at your texts and save again.')}")
        return _texts_page(request, access_survey(survey.uid), language, typed=typed, status=409)
    except CxError as refusal:
        details = [refusal.detail, *(problem.detail for problem in refusal.errors[:5])]
        messages.error(request, " ".join(dict.fromkeys(details)))
        return _texts_page(request, access_survey(survey.uid), language, typed=typed, status=400)
    messages.success(request, _("Saved."))
    return redirect(f"{page('translation', survey.uid, language)}?{request.GET.urlencode()}")


def _texts_page(
    request: HttpRequest,
    survey: Survey,
    language: str,
    *,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    translation, form = translation_of(survey, language), TextsForm(request.GET)
    typed = typed or {}
    lines = [line for line in translation.lines if line.unit.key in typed or (not typed and form.shows(line))]
    start = _number(request.GET.get("from"))
    shown = lines if typed else lines[start : start + ON_A_PAGE]
    more = not typed and len(lines) > start + ON_A_PAGE
    context = {
        **_frame(survey, language_name(language)),
        "breadcrumbs": [
            (_("Surveys"), page("surveys")),
            (str(survey), page("survey", survey.uid)),
            (_("Languages"), page("translations", survey.uid)),
        ],
        "lede": _(
            "Every text of the survey beside its translation. The draft changes; what is published stays."
        ),
        "translation": translation,
        "spoken": _spoken(translation),
        "form": form,
        "lines": [(line, typed.get(line.unit.key, line.text)) for line in shown],
        "count_text": ngettext("%(n)s text", "%(n)s texts", len(lines)) % {"n": figure(len(lines))},
        "source_name": language_name(translation.source),
        "source_dir": _direction(translation.source),
        "target_dir": _direction(language),
        "more_url": changed(request.GET, **{"from": str(start + ON_A_PAGE)}) if more else "",
        "before_url": changed(request.GET, **{"from": str(max(0, start - ON_A_PAGE))}) if start else "",
        "preview_url": f"{reverse('builder', args=[survey.uid])}?lang={language}",
    }
    return render(request, "portal/translations/texts.html", context, status=status)


def _frame(survey: Survey, title: str) -> dict[str, Any]:
    crumbs = [(_("Surveys"), page("surveys")), (str(survey), page("survey", survey.uid))]
    return {"page_title": title, "survey": survey, "breadcrumbs": crumbs}


def _spoken(translation: Translation) -> dict[str, Any]:
    whole = len(translation.lines)
    return {
        "code": translation.language,
        "name": language_name(translation.language),
        "share": 100 * translation.done // whole if whole else 0,
        "done": translation.done,
        "whole": whole,
        "stale": translation.stale,
        "missing": whole - translation.done - translation.stale,
    }


def _clean(text: str) -> str:
    """A form sends line ends as CR LF, and no meaning with the space around a text."""
    return text.replace("\r\n", "\n").strip()


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "auto"


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0
