from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from apps.touchpoints.errors import UnknownTouchpoint
from apps.touchpoints.models import Stage, Touchpoint


@dataclass(frozen=True)
class Inventory:
    """The stock of contact points, and where it has gaps. ``measured`` are touchpoints that have scores."""

    touchpoints: tuple[Touchpoint, ...]
    stages_unmeasured: tuple[Stage, ...] = ()
    unmeasured: tuple[Touchpoint, ...] = ()
    without_operational: tuple[Touchpoint, ...] = field(default=())
    without_relationship: tuple[Touchpoint, ...] = field(default=())

    @property
    def has_gaps(self) -> bool:
        return bool(
            self.stages_unmeasured or self.unmeasured or self.without_operational or self.without_relationship
        )


def access_touchpoint(uid: uuid.UUID) -> Touchpoint:
    """The touchpoint with this UUID in the client the request is in, archived or not; else UnknownTouchpoint."""
    found: Touchpoint | None = Touchpoint.objects.select_related("stage", "channel").filter(uid=uid).first()
    if found is None:
        raise UnknownTouchpoint
    return found


def touchpoints(
    *, search: str = "", stage: str = "", channel: str = "", mode: str = "", archived: bool = False
) -> list[Touchpoint]:
    """In the order of their stages."""
    found = Touchpoint.objects.select_related("stage", "channel").filter(archived_at__isnull=not archived)
    if stage:
        found = found.filter(stage__code=stage)
    if channel:
        found = found.filter(channel__code=channel)
    if mode:
        found = found.filter(mode=mode)
    return [t for t in found if _mentions(t, search)]


def _mentions(touchpoint: Touchpoint, words: str) -> bool:
    """Whether code, names, owner or purposes hold these words, whatever their case."""
    texts = [
        touchpoint.code,
        *touchpoint.name.values(),
        touchpoint.owner,
        touchpoint.operational_purpose,
        touchpoint.relationship_purpose,
    ]
    return words.strip().casefold() in "\n".join(texts).casefold()


def inventory(measured: Sequence[int] | set[int]) -> Inventory:
    """All live touchpoints and the gaps of the stock; ``measured`` holds ids of touchpoints with scores."""
    live = touchpoints()
    seen = set(measured)
    covered = {t.stage_id for t in live if t.pk in seen}
    return Inventory(
        touchpoints=tuple(live),
        stages_unmeasured=tuple(s for s in Stage.objects.all() if s.pk not in covered),
        unmeasured=tuple(t for t in live if t.pk not in seen),
        without_operational=tuple(t for t in live if not t.operational_purpose),
        without_relationship=tuple(t for t in live if not t.relationship_purpose),
    )
