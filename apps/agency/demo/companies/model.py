"""The three companies: what customers meet, how well it goes, and what changed when."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Contact:
    """A touchpoint of the demo: ``quality`` is its usual score, 0-10."""

    code: str
    en: str
    it: str
    stage: str
    channel: str
    mode: str
    quality: float
    operational: str
    relationship: str
    intended: bool = True
    owned: bool = True


@dataclass(frozen=True)
class Shift:
    """From ``month`` on (of 18; 0 is the oldest) a touchpoint is better or worse by ``by`` points."""

    touchpoint: str
    month: float
    by: float


@dataclass(frozen=True)
class Company:
    slug: str
    name: str
    industry: str
    language: str
    brand_colour: str
    contacts: tuple[Contact, ...]
    shifts: tuple[Shift, ...]
    dimensions: dict[str, tuple[str, ...]]
    season: float  # how much the winter half-year lowers every score
    people: dict[str, str] = field(default_factory=dict)  # role -> e-mail
