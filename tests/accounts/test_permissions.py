from __future__ import annotations

import pytest

from tests.people import ADA, ANA, BEN, visit

pytestmark = pytest.mark.django_db


def test_whoever_is_not_signed_in_comes_back_to_the_page_asked_for() -> None:
    answer = visit("acme").get("/responses/?q=late")
    assert answer["Location"] == "/accounts/login/?next=%2Fresponses%2F%3Fq%3Dlate"


@pytest.mark.parametrize(
    ("host", "email", "path"),
    [
        ("acme", BEN, "/"),
        ("acme", BEN, "/responses/export.csv"),
        ("acme", ADA, "/settings/api-keys/"),
        ("agency", ANA, "/"),
    ],
)
def test_no_cache_keeps_what_members_see(host: str, email: str, path: str) -> None:
    answer = visit(host, email).get(path)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
