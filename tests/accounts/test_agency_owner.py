from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.accounts.models import Membership
from apps.accounts.roles import Role

pytestmark = pytest.mark.django_db


def test_the_first_owner_gets_a_link_on_the_agencys_host() -> None:
    out = StringIO()
    call_command("create_agency_owner", "olga@example.com", stdout=out)
    assert out.getvalue().startswith("http://localhost")
    assert Membership.objects.get(user__email="olga@example.com").role == Role.AGENCY_OWNER


def test_a_second_time_says_so() -> None:
    call_command("create_agency_owner", "olga@example.com", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("create_agency_owner", "olga@example.com")
