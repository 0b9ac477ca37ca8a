"""The members of this place: one set of pages for the agency's host and for each client's."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts import services
from apps.accounts.forms import InviteForm, RoleForm
from apps.accounts.here import here
from apps.accounts.permissions import role_required
from apps.accounts.roles import Role
from apps.accounts.selectors import access_member, members_here
from apps.common.errors import CxError

managers_only = role_required(Role.ADMIN, Role.AGENCY_OWNER)


@managers_only
def people(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("People"),
        "lede": _("Who can sign in to %(name)s, and what each of them may do.") % {"name": here().name},
        "members": members_here(),
    }
    return render(request, "accounts/people.html", context)


@managers_only
def invite_person(request: HttpRequest) -> HttpResponse:
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            member = services.invite_member(**form.cleaned_data, actor=request.actor)
        except CxError as refusal:
            form.add_error("email", refusal.detail)
        else:
            words = _("%(email)s is invited and gets a mail with a link.") % {"email": member.user.email}
            messages.success(request, words)
            return redirect("people")
    context = {"form": form, "page_title": _("Invite a person")}
    return render(request, "accounts/invite_person.html", context)


@managers_only
def person(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    member = access_member(membership_id)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if form.is_valid():
        try:
            services.change_role(member, form.cleaned_data["role"], actor=request.actor)
        except CxError as refusal:
            form.add_error("role", refusal.detail)
        else:
            messages.success(request, _("The role of %(name)s is changed.") % {"name": member.user})
            return redirect("people")
    context = {"form": form, "member": member, "page_title": str(member.user), "place": here()}
    return render(request, "accounts/person.html", context)


@managers_only
@require_POST
def invite_person_again(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    member = access_member(membership_id)
    services.invite_again(member, actor=request.actor)
    messages.success(request, _("A new mail is on its way to %(email)s.") % {"email": member.user.email})
    return redirect("people")


@managers_only
@require_POST
def remove_person(request: HttpRequest, membership_id: uuid.UUID) -> HttpResponse:
    member = access_member(membership_id)
    try:
        services.remove_member(member, actor=request.actor)
    except CxError as refusal:
        messages.error(request, refusal.detail)
        return redirect("person", membership_id=membership_id)
    messages.success(request, _("%(name)s can no longer sign in here.") % {"name": member.user})
    return redirect("people")
