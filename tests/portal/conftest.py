from __future__ import annotations

from typing import Any

import pytest

from apps.accounts.actors import SYSTEM
from apps.surveys.models import Survey
from apps.surveys.services import create_survey, publish_survey
from apps.touchpoints.services import create_touchpoint
from tests import people
from tests.surveys.examples import published_relationship

LAUNCH = {"news": 10, "store": 3, "marketing": 10, "purchase": 10, "stock": 1}
NAMES = {
    "news": "Product news",
    "store": "Store and call centre",
    "marketing": "Marketing",
    "purchase": "Purchase",
    "stock": "Out of stock",
}


@pytest.fixture
def survey(in_acme: Any) -> Survey:
    return published_relationship()


@pytest.fixture
def launch(in_acme: Any) -> Survey:
    """A survey that rates the five touchpoints of the launch example on 0-10."""
    for code, name in NAMES.items():
        create_touchpoint(actor=SYSTEM, code=code, name={"en": name}, stage="purchase", channel="store")
    rows = [{"name": code, "title": {"en": name}, "touchpoint": code} for code, name in NAMES.items()]
    matrix = {"type": "matrix", "name": "steps", "title": {"en": "How was each step?"}, "rows": rows}
    why = {"type": "comment", "name": "why", "title": {"en": "Why?"}}
    document = {
        "title": {"en": "The launch"},
        "language": "en",
        "pages": [{"name": "p1", "elements": [{**matrix, "rateMin": 0, "rateMax": 10}, why]}],
    }
    made = create_survey(document, actor=SYSTEM, code="launch")
    publish_survey(made, actor=SYSTEM)
    return made


@pytest.fixture
def ada(db: None) -> people.Visitor:
    return people.visit("acme", people.ADA)


@pytest.fixture
def analyst_of_acme(db: None) -> people.Visitor:
    return people.visit("acme", people.BEN)


@pytest.fixture
def viewer(db: None) -> people.Visitor:
    return people.visit("acme", people.CLEO)


@pytest.fixture
def analyst_of_globex(db: None) -> people.Visitor:
    return people.visit("globex", people.DAN)
