"""Answers of eighteen months, drawn from a small model of how people feel at each touchpoint."""

from __future__ import annotations

import math
import random
import uuid
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any

from apps.agency.demo import launch, words
from apps.agency.demo.companies import Company
from apps.agency.demo.questionnaires import item_of
from apps.responses.submissions import Submission, digest_of

MONTHS = 18
DAYS = 548
RELATIONSHIP = 6000  # answers per client: three scores each
CONTACTS = 7000  # answers per client: about six scores each
WEEKEND = 0.35  # of a weekday's answers
SPREAD_OF_PEOPLE = 1.1  # some are content with little, others with nothing
SPREAD_OF_DAYS = 1.3
NAMESPACE = uuid.UUID("6f0b1f0e-6a4e-4d3a-9a53-0d5b1e6c7a10")


class Model:
    """Scores of one company on a given day; ``now`` ends the eighteen months."""

    def __init__(self, company: Company, now: datetime) -> None:
        self.company = company
        self.now = now
        self.chance = random.Random(f"demo {company.slug}")  # noqa: S311  (data, not secrets)
        self.days = [now.date() - timedelta(days=back) for back in range(DAYS, 0, -1)]
        self.weights = [WEEKEND if day.weekday() >= 5 else 1.0 for day in self.days]

    def moments(self, count: int) -> list[datetime]:
        """When answers come: fewer at week-ends, by day, in order."""
        days = self.chance.choices(self.days, self.weights, k=count)
        clock = [time(self.chance.randrange(7, 22), self.chance.randrange(60)) for _ in days]
        return sorted(datetime.combine(d, t, self.now.tzinfo) for d, t in zip(days, clock, strict=True))

    def quality(self, code: str, base: float, moment: datetime) -> float:
        winter = math.cos(2 * math.pi * (moment.timetuple().tm_yday - 15) / 365)
        months = DAYS / MONTHS
        age = ((moment.date() - self.days[0]).days) / months
        shifts = sum(s.by for s in self.company.shifts if s.touchpoint == code and age >= s.month)
        return base - self.company.season * max(0.0, winter) + shifts

    def score(self, mean: float, low: int = 0, high: int = 10) -> int:
        return min(high, max(low, round(self.chance.gauss(mean, SPREAD_OF_DAYS))))

    def mood(self) -> float:
        return self.chance.gauss(0, SPREAD_OF_PEOPLE)

    def dimensions(self) -> dict[str, str]:
        return {name: self.chance.choice(members) for name, members in self.company.dimensions.items()}

    def language(self) -> str:
        other = "en" if self.company.language == "it" else "it"
        return self.company.language if self.chance.random() < 0.8 else other

    def customer(self) -> str:
        return f"C{self.chance.randrange(4000):05d}"


def relationship_answers(model: Model) -> Iterator[Submission]:
    for number, moment in enumerate(model.moments(RELATIONSHIP)):
        contact = model.chance.choice(model.company.contacts)
        feeling = model.quality(contact.code, contact.quality, moment) + model.mood()
        language = model.language()
        given: dict[str, Any] = {
            "recommend": model.score(feeling + 0.9),
            "satisfaction": model.score(1 + feeling * 0.42, 1, 5),
            "effort": model.score(1 + feeling * 0.62, 1, 7),
        }
        if given["recommend"] <= 6 and model.chance.random() < 0.4:
            given["reason"] = model.chance.choice(words.LOW[language])
        yield _submission(model, "relationship", number, moment, given, language)


def contact_answers(model: Model) -> Iterator[Submission]:
    for number, moment in enumerate(model.moments(CONTACTS)):
        mood, language = model.mood(), model.language()
        met = [c for c in model.company.contacts if model.chance.random() < 0.66]
        given: dict[str, Any] = {
            item_of(c): model.score(model.quality(c.code, c.quality, moment) + mood) for c in met
        }
        if given and model.chance.random() < 0.15:
            pool = words.LOW if min(given.values()) <= 4 else words.HIGH
            given["words"] = model.chance.choice(pool[language])
        yield _submission(model, "contacts", number, moment, given, language)


def launch_answers(model: Model) -> Iterator[Submission]:
    """A weekend four weeks ago; everybody in one store."""
    start = model.now - timedelta(days=28)
    for number, (path, given) in enumerate(launch.answers(model.chance)):
        moment = start + timedelta(minutes=2 * number)
        dimensions = {"path": path, "store": "Milano", "product": "Phone"}
        yield _submission(model, launch.CODE, number, moment, given, model.language(), dimensions)


def _submission(
    model: Model,
    survey: str,
    number: int,
    moment: datetime,
    given: dict[str, Any],
    language: str,
    dimensions: dict[str, str] | None = None,
) -> Submission:
    return Submission(
        survey=survey,
        submission_id=uuid.uuid5(NAMESPACE, f"{model.company.slug} {survey} {number}"),
        answers=given,
        digest=digest_of([survey, number]),
        language=language,
        submitted_at=moment,
        customer=model.customer(),
        dimensions=dimensions or model.dimensions(),
    )
