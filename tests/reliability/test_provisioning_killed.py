from __future__ import annotations

import random
import subprocess
import sys
import time

from tests.reliability.stack import ROOT, Stack, eventually


def state(stack: Stack, slug: str) -> str:
    found = stack.query("acme", "SELECT state FROM public.tenancy_client WHERE slug = %s", slug)
    return found[0][0] if found else "absent"


def is_open(stack: Stack, slug: str) -> bool:
    return stack.ask("GET", slug, "/accounts/login/")[0] == 200


def test_a_creation_killed_anywhere_leaves_a_client_that_is_absent_or_gets_ready(
    stack: Stack, is_long: bool
) -> None:
    """Half made it is closed; the beat takes it up again."""
    slugs = [f"killed-{number}" for number in range(12 if is_long else 3)]
    for number, slug in enumerate(slugs):
        command = [sys.executable, "manage.py", "provision_client", slug, "--name", slug]
        process = subprocess.Popen(command, env=stack.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            eventually(lambda: state(stack, slug) != "absent" or process.poll() is not None, 60)  # noqa: B023
            time.sleep(random.uniform(0.0, 0.6) * number / 2)
            if state(stack, slug) == "creating":
                assert not is_open(stack, slug) or state(stack, slug) == "ready"
        finally:
            process.kill()
            process.wait()
    stack.send_task("tenancy.resume_jobs")
    eventually(lambda: {state(stack, slug) for slug in slugs} <= {"absent", "ready"}, 90)
    for slug in slugs:
        assert is_open(stack, slug) == (state(stack, slug) == "ready")
        if state(stack, slug) == "ready":
            stack.verify(slug)
