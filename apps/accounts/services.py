"""People: inviting, changing roles, removing, and what a person may change of their own account."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.actors import SYSTEM, Actor
from apps.accounts.errors import AlreadyMember, LastAdmin
from apps.accounts.here import Place, here
from apps.accounts.mails import send_invitation
from apps.accounts.models import Membership, Session, User
from apps.accounts.roles import Role
from apps.audit.services import record
from apps.common.errors import FieldProblem, Forbidden, Invalid, NotFound
from apps.tenancy.models import Client


def invite_first_admin(client: Client) -> None:
    """The last step of provisioning: the person named at creation becomes the client's admin. May run twice."""
    admins = Membership.objects.filter(client=client, role=Role.ADMIN)
    invited = admins.filter(user__email=client.admin_email.lower(), accepted_at=None).first()
    if invited is not None:  # the mail may have been lost with the process that was to send it
        invite_again(invited, actor=SYSTEM)
    elif client.admin_email and not admins.exists():
        invite_member(client.admin_email, Role.ADMIN, actor=SYSTEM)


def invite_member(email: str, role: str, *, actor: Actor) -> Membership:
    """A member of this place from now on, told so by mail; a new person gets a link to choose a password.

    Raises Forbidden, Invalid (the e-mail, the role) or AlreadyMember; nothing is sent then.
    """
    place = here()
    _check_may_manage(actor, place)
    _check_role(role, place)
    try:
        with transaction.atomic():
            membership = Membership.objects.create(user=_person(email), client_id=place.client_id, role=role)
            record("member.invited", actor=actor, target=membership.user.email, role=role)
            send_invitation(membership, invited_by=_name_of(actor))
    except IntegrityError as error:
        raise AlreadyMember from error
    return membership


def invite_again(membership: Membership, *, actor: Actor) -> None:
    """The mail once more, with a fresh link."""
    _check_may_manage(actor, here())
    with transaction.atomic():
        record("member.invited_again", actor=actor, target=membership.user.email)
        send_invitation(membership, invited_by=_name_of(actor))


def change_role(membership: Membership, role: str, *, actor: Actor) -> Membership:
    """Acts from the member's next click. Raises Forbidden (nobody raises their own), Invalid or LastAdmin."""
    place = here()
    _check_may_manage(actor, place)
    _check_role(role, place)
    with transaction.atomic():
        locked = _locked(membership, place)
        if locked.role == role:
            return locked
        _check_not_the_last(locked, place)
        before, locked.role = locked.role, role
        locked.save(update_fields=["role"])
        record("member.role_changed", actor=actor, target=locked.user.email, before=before, after=role)
    return locked


def remove_member(membership: Membership, *, actor: Actor) -> None:
    """Signed out here by their next click; the account itself and what they made stay. Raises LastAdmin."""
    place = here()
    _check_may_manage(actor, place)
    with transaction.atomic():
        locked = _locked(membership, place)
        _check_not_the_last(locked, place)
        locked.delete()
        record("member.removed", actor=actor, target=locked.user.email, role=locked.role)


def change_account(user: User, *, name: str, language: str) -> None:
    """A person's own name, and the language their pages and mails are in ('' follows the browser)."""
    if language and language not in dict(settings.LANGUAGES):
        problem = FieldProblem("/language", "language", _("Choose one of the languages listed."))
        raise Invalid(errors=[problem])
    user.name, user.language = name.strip(), language
    user.save(update_fields=["name", "language"])


def note_sign_in(user: User) -> None:
    """The first sign-in accepts the invitation."""
    place = here()
    mine = Membership.objects.at(place.client_id).filter(user=user)
    mine.filter(accepted_at=None).update(accepted_at=timezone.now())
    record("person.signed_in", actor=Actor("user", str(user.pk), user.email), target=user.email)


def clear_expired_sessions() -> int:
    """Forget who was signed in once; returns how many. They could not be used any more."""
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _person(email: str) -> User:
    """Whoever has this e-mail, or a new user who cannot sign in before choosing a password."""
    address = email.strip().lower()
    try:
        User._meta.get_field("email").clean(address, None)
    except ValidationError as error:
        problem = FieldProblem("/email", "email", " ".join(error.messages))
        raise Invalid(errors=[problem]) from error
    user, _new = User.objects.get_or_create(email=address, defaults={"password": make_password(None)})
    return user


def _locked(membership: Membership, place: Place) -> Membership:
    """The row as it is now. All managers of the place are locked with it, so that two cannot remove each other."""
    rows = Membership.objects.at(place.client_id).select_for_update(of=("self",))
    list(rows.filter(role=place.top_role).order_by("pk"))
    locked: Membership | None = rows.select_related("user").filter(pk=membership.pk).first()
    if locked is None:
        raise NotFound
    return locked


def _check_not_the_last(membership: Membership, place: Place) -> None:
    others = Membership.objects.at(place.client_id).filter(role=place.top_role, user__is_active=True)
    if membership.role == place.top_role and not others.exclude(pk=membership.pk).exists():
        raise LastAdmin


def _check_may_manage(actor: Actor, place: Place) -> None:
    if actor.kind != "system" and not actor.may(place.top_role):
        raise Forbidden(_("Only an admin manages people."))


def _check_role(role: str, place: Place) -> None:
    if role not in place.roles:
        raise Invalid(errors=[FieldProblem("/role", "role", _("Choose one of the roles listed."))])


def _name_of(actor: Actor) -> str:
    """Who invites, in the mail: the person's name, or nobody for the system."""
    if actor.kind != "user":
        return ""
    user = User.objects.filter(pk=uuid.UUID(actor.id)).first()
    return str(user) if user else ""
