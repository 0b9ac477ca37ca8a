"""Drains, rebuilds, answers and erasures at the same time, in processes of their own: nothing changes."""

from __future__ import annotations

import uuid
from contextlib import ExitStack

from tests.reliability.stack import Stack, eventually


def rounds(stack: Stack, seconds: float, **roles: int) -> dict[str, int]:
    """How often each role was played, by so many processes each, all at once. A role that fails fails the test."""
    schema = stack.clients["globex"]["schema"]
    with ExitStack() as exits:
        started = {
            role: exits.enter_context(stack.role(role, schema, str(seconds), count=count))
            for role, count in roles.items()
        }
        found = {
            role: [process.communicate(timeout=seconds + 60)[0] for process in started[role]]
            for role in roles
        }
    return {role: sum(int(text) for text in texts) for role, texts in found.items()}


def assert_clean(stack: Stack) -> None:
    eventually(lambda: stack.pending("globex") == 0, 30)
    stack.verify("globex")
    facts = dict(
        stack.query(
            "globex", "SELECT definition_id, count(*) FROM kpis_score WHERE definition_id >= 900 GROUP BY 1"
        )
    )
    counts = " + ".join(f"n{value}" for value in range(11))
    rollup = dict(
        stack.query(
            "globex",
            f"SELECT definition_id, sum({counts})::int FROM kpis_histogram "
            "WHERE member_id = 0 AND definition_id >= 900 GROUP BY 1",
        )
    )
    assert facts == {definition: n for definition, n in rollup.items() if n}


def test_two_drains_at_once_and_a_second_beat_change_nothing(stack: Stack) -> None:
    second = stack.second_beat()
    try:
        played = rounds(stack, 4.0, record=1, drain=2)
        assert min(played.values()) > 2
        assert_clean(stack)
    finally:
        second.kill()


def test_rebuilds_under_load_with_drains_and_erasures_change_nothing(stack: Stack, is_long: bool) -> None:
    played = rounds(stack, 60.0 if is_long else 6.0, record=1, erase=1, drain=1, rebuild=1)
    assert min(played.values()) > 2
    assert_clean(stack)


def test_of_three_beats_awake_at_once_one_gets_the_period(stack: Stack) -> None:
    with stack.role("claim", f"day-{uuid.uuid4()}", count=3) as beats:
        said = [beat.communicate(timeout=60)[0].strip() for beat in beats]
    assert sorted(said) == ["False", "False", "True"]


def test_a_score_is_in_the_rollup_within_ten_seconds_although_its_message_was_lost(stack: Stack) -> None:
    """The sweep finds it; and a client whose outbox is broken stops no other."""
    source = str(uuid.uuid4())
    stack.query("acme", "ALTER TABLE kpis_scoredelta RENAME TO hidden")
    try:
        stack.query(
            "globex",
            "INSERT INTO kpis_score (day, definition_id, touchpoint_id, channel_id, value, members, source_id, item) "
            "VALUES (current_date, 950, 0, 0, 9, '{}', %s, 'q')",
            source,
        )
        stack.query(
            "globex",
            "INSERT INTO kpis_scoredelta (day, definition_id, touchpoint_id, channel_id, value, members, sign) "
            "VALUES (current_date, 950, 0, 0, 9, '{}', 1)",
        )
        eventually(lambda: stack.pending("globex") == 0, 10)
    finally:
        stack.query("acme", "ALTER TABLE hidden RENAME TO kpis_scoredelta")
    stack.verify("globex")
