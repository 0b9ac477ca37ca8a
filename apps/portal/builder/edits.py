"""Changing the draft: one POST, one step."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from apps.accounts.roles import Role
from apps.common.errors import CxError
from apps.portal.builder.clauses import done, from_form
from apps.portal.builder.fields import SIMPLE
from apps.portal.builder.fragments import changed, everything, revision_of
from apps.portal.builder.places import KINDS, Json, Place, page_of, value_at
from apps.portal.builder.settings import setting_at
from apps.portal.builder.values import Unfinished, operation_of
from apps.portal.builder.workbench import Workbench
from apps.portal.pages import page_for
from apps.surveys.drafts import edit_draft, redo_draft, undo_draft
from apps.surveys.errors import DraftConflict
from apps.surveys.selectors import Draft, access_survey, draft_of

PAGE_OPERATIONS = ("add_page", "change_page", "move_page", "duplicate_page", "remove_page")


@page_for(Role.ANALYST)
@require_POST
def edit_survey(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a field of the properties (``key``, ``value``...) or a whole operation (``op``, JSON).

    409 with the conflict in words; 422 as {"words"} where the change is refused, for the field to show.
    """
    before = Workbench.asked(request, draft_of(access_survey(uid)))
    try:
        operation = operation_of(request.POST, before)
        draft = edit_draft(
            before.draft.survey, operation, revision=revision_of(request.POST), actor=request.actor
        )
    except Unfinished:
        return _drawn_again(request, before)
    except CxError as refusal:
        return _refused(request, refusal)
    place = _selected(request, before, operation, draft)
    now = Workbench.of(draft, place.key, before.language)
    is_simple = _is_simple(before, request.POST.get("key", ""))
    return changed(request, before, now, with_panel=not is_simple or now.place != before.place)


@page_for(Role.ANALYST)
@require_POST
def undo_edit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    return _walk(request, uid, undo_draft)


@page_for(Role.ANALYST)
@require_POST
def redo_edit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    return _walk(request, uid, redo_draft)


def _walk(request: HttpRequest, uid: uuid.UUID, step: Callable[..., Draft]) -> HttpResponse:
    survey = access_survey(uid)
    try:
        draft = step(survey, revision=revision_of(request.POST), actor=request.actor)
    except CxError as refusal:
        return _refused(request, refusal)
    return everything(request, Workbench.asked(request, draft))


def _is_simple(bench: Workbench, key: str) -> bool:
    """Whether nothing else in the properties depends on this field, so that typing goes on undisturbed."""
    setting = setting_at(bench.document, bench.place, key)
    return setting is not None and setting.kind in SIMPLE and key != "name"


def _selected(request: HttpRequest, before: Workbench, operation: Json, draft: Draft) -> Place:
    """What to show after an operation: what the form asked for, else what the operation says, else what was shown."""
    wanted = Place.of(request.POST.get("then", ""))
    if request.POST.get("then") and value_at(draft.document, wanted) is not None:
        return wanted
    op, name = operation["op"], draft.selected
    if op.startswith("rename_") and op.removeprefix("rename_") in KINDS:
        return Place(op.removeprefix("rename_"), operation["name"])
    if name is None and op == "remove_element":
        page = page_of(before.document, before.place)
        return Place("page", page["name"]) if page else Place("survey")
    if name is None:
        return before.place
    return Place("page", name) if op in PAGE_OPERATIONS else Place("element", name)


def _drawn_again(request: HttpRequest, bench: Workbench) -> HttpResponse:
    """The form of a condition that is not complete yet, as it stands; nothing was saved."""
    setting = setting_at(bench.document, bench.place, request.POST.get("key", ""))
    assert setting is not None  # noqa: S101 - it was there when the form was read
    clause = done(from_form(request.POST), request.POST.get("do", ""))
    context: dict[str, Any] = {
        "bench": bench,
        "field": bench.drawer.field(setting, clause),
        "is_unfinished": True,
    }
    return render(request, "portal/builder/field.html", context)


def _refused(request: HttpRequest, refusal: CxError) -> HttpResponse:
    if isinstance(refusal, DraftConflict):
        return render(request, "portal/builder/conflict.html", {"conflict": refusal}, status=409)
    return JsonResponse({"words": refusal.detail}, status=422 if refusal.status == 400 else refusal.status)
