"""Data from elsewhere: a file comes in, its columns are mapped, every row is tried, then stored, or taken back."""

from __future__ import annotations

import uuid
from itertools import islice

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.errors import CxError
from apps.common.templatetags.cx import figure
from apps.exchange.imports.errors import InvalidMapping
from apps.exchange.imports.files import largest_file, too_large
from apps.exchange.imports.limits import HEAD
from apps.exchange.imports.notes import load_notes
from apps.exchange.imports.planning import FILE_NOTES, is_planned, notes_of
from apps.exchange.imports.rejected import rejected_lines
from apps.exchange.imports.reporting import job_of, problem_lines, report_of
from apps.exchange.imports.services import (
    access_import,
    choose_mapping,
    receive_file,
    start_import,
    undo_import,
)
from apps.exchange.imports.shape import Record
from apps.exchange.imports.uploads import LimitedUpload
from apps.exchange.imports.work import table_of
from apps.exchange.models import Import
from apps.portal.addresses import changed, page
from apps.portal.downloads import csv_download
from apps.portal.forms.confirming import ConfirmForm
from apps.portal.forms.imports import MappingForms, UploadForm
from apps.portal.pages import page_for

ON_A_PAGE = 50
REJECTED_SHOWN = 50


@page_for(Role.ANALYST)
def imports_page(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("q", "").strip()
    found = (
        Import.objects.filter(file_name__icontains=search.replace("\0", ""))
        if search
        else Import.objects.all()
    )
    start = _number(request.GET.get("from"))
    shown = list(found[start : start + ON_A_PAGE + 1])
    count = found.count()
    older = changed(request.GET, **{"from": str(start + ON_A_PAGE)}) if len(shown) > ON_A_PAGE else ""
    newer = changed(request.GET, **{"from": str(max(0, start - ON_A_PAGE))}) if start else ""
    context = {
        "page_title": _("Data"),
        "lede": _("Ratings collected elsewhere, brought in as files; each can be taken back as a whole."),
        "imports": shown[:ON_A_PAGE],
        "search": search,
        "count_text": ngettext("%(count)s import", "%(count)s imports", count) % {"count": figure(count)},
        "older_url": older,
        "newer_url": newer,
    }
    return render(request, "portal/imports/list.html", context)


@csrf_exempt  # the token is looked at in _new_import, once the handler that limits the upload is in place
@page_for(Role.ANALYST)
def new_import_page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        request.upload_handlers = [LimitedUpload(request)]
    return _new_import(request)


@csrf_protect
def _new_import(request: HttpRequest) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if any(getattr(handler, "was_cut_off", False) for handler in request.upload_handlers):
            form.add_error("file", too_large())
        elif form.is_valid():
            file = form.cleaned_data["file"]
            try:
                batch = receive_file(file.chunks(), file.name, actor=request.actor)
            except CxError as refusal:
                form.add_error("file", refusal.detail)
            else:
                return redirect("map_import", batch_id=batch.pk)
    context = {
        "page_title": _("Import a file"),
        "lede": _("CSV or XLSX, one row for each answer, with the names of the columns in the first row."),
        "breadcrumbs": [(_("Data"), page("imports"))],
        "form": form,
        "limit_text": _("CSV or XLSX, up to %(most)s MB") % {"most": largest_file() // 1024**2},
    }
    return render(request, "portal/imports/upload.html", context, status=400 if form.errors else 200)


@page_for(Role.ANALYST)
def map_import_page(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    batch = access_import(batch_id)
    head = list(islice(table_of(batch).records(), HEAD))
    header = batch.shape["header"]
    samples = {name: _samples(head, i) for i, name in enumerate(header)}
    forms = MappingForms(
        header,
        document=batch.mapping,
        data=request.POST if request.method == "POST" else None,
        samples=samples,
    )
    if request.method == "POST" and forms.is_valid():
        document = forms.document()
        try:
            choose_mapping(batch, document, actor=request.actor)
        except InvalidMapping as refusal:
            forms.add_problems(document, refusal.errors)
        else:
            return redirect("import", batch_id=batch.pk)
    context = {
        "page_title": _("What do the columns of %(name)s mean?") % {"name": batch.file_name},
        "lede": _("This is a proposal. Nothing is stored before every row was checked and you agreed."),
        "breadcrumbs": [(_("Data"), page("imports"))],
        "batch": batch,
        "forms": forms,
        "has_errors": request.method == "POST",
        "header": header[:ON_A_PAGE],
        "head": [(number, cells[:ON_A_PAGE]) for number, cells in head],
        "notes": load_notes(batch.plan[FILE_NOTES]),
    }
    return render(
        request, "portal/imports/mapping.html", context, status=400 if request.method == "POST" else 200
    )


@page_for(Role.ANALYST)
def import_page(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """Wherever it stands: at work, checked, done, failed, taken back."""
    batch = access_import(batch_id)
    if batch.state == Import.State.UPLOADED:
        return redirect("map_import", batch_id=batch.pk)
    return _import_page(request, batch)


def _import_page(request: HttpRequest, batch: Import, form: ConfirmForm | None = None) -> HttpResponse:
    word = word_of(batch)
    context = {
        "page_title": batch.file_name,
        "breadcrumbs": [(_("Data"), page("imports"))],
        "batch": batch,
        "job": job_of(batch, page_url=page("import", batch.pk), poll_url=page("import_progress", batch.pk)),
        "is_working": batch.state in Import.WORKING,
        "notes": notes_of(batch),
        "report": report_of(batch),
        "rejected": problem_lines(batch, REJECTED_SHOWN),
        "may_continue": batch.state == Import.State.FAILED and is_planned(batch),
        "may_map": batch.state in (Import.State.CHECKED, Import.State.FAILED) and not batch.rows_done,
        "may_undo": batch.state in (Import.State.RUNNING, Import.State.DONE)
        or (batch.state == Import.State.FAILED and batch.rows_done),
        "form": form or ConfirmForm(word=word),
        "word": word,
    }
    return render(request, "portal/imports/page.html", context, status=400 if form else 200)


@page_for(Role.ANALYST)
def import_progress(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """The block that htmx exchanges while the work goes on; at its end the page is loaded anew."""
    batch = access_import(batch_id)
    job = job_of(batch, page_url=page("import", batch.pk), poll_url=page("import_progress", batch.pk))
    response = render(request, "common/progress.html", {"job": job})
    if batch.state not in Import.WORKING:
        response["HX-Refresh"] = "true"
    return response


@page_for(Role.ANALYST)
@require_POST
def start_import_page(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    start_import(access_import(batch_id), actor=request.actor)
    return redirect("import", batch_id=batch_id)


@page_for(Role.ANALYST)
@require_POST
def undo_import_page(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    batch = access_import(batch_id)
    form = ConfirmForm(request.POST, word=word_of(batch))
    if not form.is_valid():
        return _import_page(request, batch, form)
    undo_import(batch, actor=request.actor)
    messages.success(request, _("The import is being taken back. No figure will count it any more."))
    return redirect("import", batch_id=batch_id)


@page_for(Role.ANALYST)
def rejected_rows(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    batch = access_import(batch_id)
    lines = rejected_lines(batch, get_language() or "en")
    return csv_download(lines, f"{request.client.slug}-rejected-{word_of(batch)}.csv")


def word_of(batch: Import) -> str:
    """What must be typed to take it back: the last letters of its id; the first ones are the time."""
    return str(batch.pk)[-8:]


def _samples(head: list[Record], position: int) -> list[str]:
    cells = [cells[position].strip() for _number, cells in head if position < len(cells)]
    return [cell[:60] for cell in dict.fromkeys(cells) if cell]


def _number(raw: str | None) -> int:
    return int(raw) if raw and raw.isascii() and raw.isdigit() and len(raw) < 7 else 0
