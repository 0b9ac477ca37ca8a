from __future__ import annotations

from typing import Any

from apps.touchpoints.defaults import CHANNELS, STAGES
from apps.touchpoints.models import Channel, Stage


def create_defaults(_client: Any) -> None:
    """The five stages and the usual channels. May run twice."""
    for position, (code, name) in enumerate(STAGES):
        Stage.objects.get_or_create(code=code, defaults={"name": name, "position": position})
    for position, (code, name) in enumerate(CHANNELS):
        Channel.objects.get_or_create(code=code, defaults={"name": name, "position": position})
