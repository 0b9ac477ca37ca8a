from __future__ import annotations

from tests.reliability.stack import Stack

TERMINATE = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


def test_connections_lost_between_requests_never_lead_into_another_client(stack: Stack) -> None:
    """The search path is sent once per connection (TENANT_LIMIT_SET_CALLS): a new connection must get it again."""
    for round_ in range(8):
        for slug in ("acme", "globex", "acme", "globex", "globex", "acme"):
            status, surveys = stack.ask("GET", slug, "/api/v1/surveys/")
            assert status == 200, surveys
            codes = {survey["code"] for survey in surveys["results"]}  # other tests may have made more
            assert codes & {"survey-of-acme", "survey-of-globex"} == {f"survey-of-{slug}"}
        if round_ % 2:
            [(ended,)] = stack.query("acme", TERMINATE)
            assert ended > 0
