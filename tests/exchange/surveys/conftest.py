from __future__ import annotations

import pytest

from tests.people import BEN, Visitor, visit


@pytest.fixture
def analyst_of_acme(acme: object) -> Visitor:
    return visit("acme", BEN)
