from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from tests.reliability.stack import Stack, eventually

PARALLEL = 50


def submission(stack: Stack, **fields: Any) -> dict[str, Any]:
    answers = {"recommend": 9, "counter": 4, "easy": 6}
    survey = stack.clients["acme"]["survey"]
    return {"survey": survey, "submission_id": str(uuid.uuid4()), "answers": answers, **fields}


def post_at_once(stack: Stack, bodies: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    together = Barrier(len(bodies))

    def post(body: dict[str, Any]) -> tuple[int, Any]:
        together.wait()
        return stack.ask("POST", "acme", "/api/v1/responses/", body)

    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(post, bodies))


def test_fifty_parallel_posts_of_one_submission_make_one_response(stack: Stack) -> None:
    body = submission(stack)
    answers = post_at_once(stack, [body] * PARALLEL)
    assert sorted(status for status, _ in answers) == [200] * (PARALLEL - 1) + [201]
    assert all(receipt == answers[0][1] for _, receipt in answers)
    [(stored, scores)] = stack.query(
        "acme",
        "SELECT count(DISTINCT r.id), count(s.id) FROM responses_response r "
        "JOIN kpis_score s ON s.source_id = r.id WHERE submission_id = %s",
        body["submission_id"],
    )
    assert (stored, scores) == (1, 3)


def test_of_two_contents_under_one_submission_the_first_stays_and_the_other_conflicts(stack: Stack) -> None:
    shared = str(uuid.uuid4())
    bodies = [submission(stack, submission_id=shared, answers={"recommend": n % 2}) for n in range(20)]
    answers = post_at_once(stack, bodies)
    statuses = [status for status, _ in answers]
    assert statuses.count(201) == 1
    winner = statuses.index(201) % 2
    assert all(status in ({200, 201} if n % 2 == winner else {409}) for n, status in enumerate(statuses))
    facts = stack.query(
        "acme",
        "SELECT value FROM kpis_score s JOIN responses_response r ON r.id = s.source_id WHERE submission_id = %s",
        shared,
    )
    assert facts == [(winner,)]
    eventually(lambda: stack.pending("acme") == 0, 30)
    stack.verify("acme")
