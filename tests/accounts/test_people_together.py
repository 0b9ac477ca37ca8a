"""Two managers at once: the rule of the last one holds over connections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from apps.accounts import services
from apps.accounts.actors import Actor
from apps.accounts.errors import AlreadyMember, LastAdmin
from apps.accounts.models import Membership, User
from apps.accounts.roles import Role
from apps.accounts.services import invite_member, remove_member
from apps.common.errors import CxError
from apps.tenancy.models import Client

Beside = Callable[..., Future[Any]]
EMAILS = ("first@example.com", "second@example.com")


@pytest.fixture
def managers(together: Client) -> Iterator[list[Actor]]:
    users = [User.objects.create(email=email) for email in EMAILS]
    for user in users:
        Membership.objects.create(user=user, client=together, role=Role.ADMIN)
    yield [Actor("user", str(user.pk), user.email, Role.ADMIN, client_id=together.pk) for user in users]
    User.objects.filter(email__endswith="@example.com", memberships__client=together).delete()
    User.objects.filter(email__in=EMAILS).delete()


def attempt(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    try:
        return work(*args, **kwargs)
    except CxError as refusal:
        return type(refusal)


def test_two_admins_who_remove_each_other_leave_one(
    together: Client, managers: list[Actor], beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each waits for the other after the check; under the lock the other cannot come, and the wait ends."""
    meeting, check = Barrier(2, timeout=0.5), services._check_not_the_last

    def check_and_wait(*args: Any) -> None:
        check(*args)
        with suppress(BrokenBarrierError):
            meeting.wait()

    monkeypatch.setattr(services, "_check_not_the_last", check_and_wait)
    first, second = Membership.objects.filter(client=together).order_by("user__email")
    outcomes = [
        beside(lambda m, a: attempt(remove_member, m, actor=a), second, managers[0]),
        beside(lambda m, a: attempt(remove_member, m, actor=a), first, managers[1]),
    ]
    assert {outcome.result() for outcome in outcomes} == {None, LastAdmin}
    assert Membership.objects.filter(client=together).count() == 1


def test_ten_invitations_of_one_person_make_one_member(
    together: Client, managers: list[Actor], beside: Beside
) -> None:
    outcomes = [
        beside(lambda: attempt(invite_member, "new@example.com", Role.VIEWER, actor=managers[0]))
        for _number in range(10)
    ]
    seen = [outcome.result() for outcome in outcomes]
    assert seen.count(AlreadyMember) == 9
    assert Membership.objects.filter(client=together, user__email="new@example.com").count() == 1
