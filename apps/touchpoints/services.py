"""The inventory is kept here: touchpoints are made, changed, archived and restored, never deleted."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.services import record
from apps.common.errors import FieldProblem
from apps.touchpoints.checking import clean
from apps.touchpoints.defaults import CHANNELS, STAGES
from apps.touchpoints.errors import InvalidTouchpoint
from apps.touchpoints.models import Channel, Stage, Touchpoint


def create_defaults(_client: Any) -> None:
    """The five stages and the usual channels. May run twice."""
    for position, (code, name) in enumerate(STAGES):
        Stage.objects.get_or_create(code=code, defaults={"name": name, "position": position})
    for position, (code, name) in enumerate(CHANNELS):
        Channel.objects.get_or_create(code=code, defaults={"name": name, "position": position})


@transaction.atomic
def create_touchpoint(
    *,
    actor: Any,
    code: str,
    name: Mapping[str, str],
    stage: str | None = None,
    channel: str | None = None,
    mode: str = Touchpoint.Mode.DIGITAL,
    intended: bool = True,
    owned: bool = True,
    owner: str = "",
    operational_purpose: str = "",
    relationship_purpose: str = "",
    weight: Decimal | float | int = 1,
    target: Decimal | float | int | None = None,
) -> Touchpoint:
    """Add a touchpoint to the inventory; stage and channel are given by code, the target on 0-10.

    Raises InvalidTouchpoint naming every field that is wrong, also a code that is taken.
    """
    fields = {
        "code": code,
        "name": name,
        "stage": stage,
        "channel": channel,
        "mode": mode,
        "intended": intended,
        "owned": owned,
        "owner": owner,
        "operational_purpose": operational_purpose,
        "relationship_purpose": relationship_purpose,
        "weight": weight,
        "target": target,
    }
    touchpoint = Touchpoint(**clean(fields))
    try:
        with transaction.atomic():
            touchpoint.save(force_insert=True)
    except IntegrityError as error:
        words = _("Another touchpoint has this code.")
        raise InvalidTouchpoint(errors=[FieldProblem("/code", "taken", words)]) from error
    record("touchpoint.created", actor=actor, target=touchpoint.code)
    return touchpoint


@transaction.atomic
def change_touchpoint(touchpoint: Touchpoint, *, actor: Any, **fields: Any) -> Touchpoint:
    """Change the fields given, named as in :func:`create_touchpoint`. The code stays: surveys and senders use it."""
    cleaned = clean(fields)
    touchpoint = _locked(touchpoint)
    if cleaned.pop("code", touchpoint.code) != touchpoint.code:
        words = _("The code of a touchpoint cannot change: surveys and imports name it.")
        raise InvalidTouchpoint(errors=[FieldProblem("/code", "fixed", words)])
    changed = [name for name, value in cleaned.items() if getattr(touchpoint, name) != value]
    for name in changed:
        setattr(touchpoint, name, cleaned[name])
    if changed:
        touchpoint.save(update_fields=changed)
        record("touchpoint.changed", actor=actor, target=touchpoint.code, fields=sorted(changed))
    return touchpoint


@transaction.atomic
def archive_touchpoint(touchpoint: Touchpoint, *, actor: Any) -> Touchpoint:
    """Take it out of the inventory and the scorecard. Its scores stay, and so does its code."""
    touchpoint = _locked(touchpoint)
    if touchpoint.archived_at is None:
        touchpoint.archived_at = timezone.now()
        touchpoint.save(update_fields=["archived_at"])
        record("touchpoint.archived", actor=actor, target=touchpoint.code)
    return touchpoint


@transaction.atomic
def restore_touchpoint(touchpoint: Touchpoint, *, actor: Any) -> Touchpoint:
    touchpoint = _locked(touchpoint)
    if touchpoint.archived_at is not None:
        touchpoint.archived_at = None
        touchpoint.save(update_fields=["archived_at"])
        record("touchpoint.restored", actor=actor, target=touchpoint.code)
    return touchpoint


def _locked(touchpoint: Touchpoint) -> Touchpoint:
    found: Touchpoint = Touchpoint.objects.select_for_update().get(pk=touchpoint.pk)
    return found
