"""What production refuses to start with; each case is a process of its own, since settings are read once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "CX_SECRET_KEY": "Zr8q-v3nQ0tYwXk2LpJ7mBdHc5sGfA9eRiUoT1yNbVxKzW4jM6uO",
    "CX_BASE_DOMAIN": "cx.example.com",
    "REDIS_URL": "redis://:a-password@redis.example:6379/0",
}
OURS = ("CX_", "PROMETHEUS_", "DJANGO_")


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """With these variables, ``DATABASE_URL`` and nothing else that is ours."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(OURS) and k != "REDIS_URL"}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=kept | variables, capture_output=True, text=True, timeout=60
    )  # fmt: skip


def last_line(result: subprocess.CompletedProcess[str]) -> str:
    return result.stderr.strip().rpartition("\n")[2].partition("ImproperlyConfigured: ")[2]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"CX_SECRET_KEY": ""}, "Set CX_SECRET_KEY to a random text of at least 32 characters."),
        ({"CX_SECRET_KEY": "short"}, "Set CX_SECRET_KEY to a random text of at least 32 characters."),
        ({"CX_SECRET_KEY": "demo"}, "Set CX_SECRET_KEY to a random text of at least 32 characters."),
        ({"CX_BASE_DOMAIN": ""}, "Set CX_BASE_DOMAIN to the agency's domain, such as cx.example.com."),
        ({"CX_BASE_DOMAIN": "https://cx.example.com"}, "CX_BASE_DOMAIN must be a domain"),
        (
            {"REDIS_URL": "redis://redis.example:6379/0"},
            "REDIS_URL points beyond this machine without a password.",
        ),
        ({"REDIS_URL": "amqp://redis.example"}, "REDIS_URL must look like"),
        ({"DATABASE_URL": "sqlite:///db"}, "DATABASE_URL must look like"),
        ({"CX_DEBUG": "perhaps"}, "CX_DEBUG must be 1 or 0"),
        ({"PROMETHEUS_MULTIPROC_DIR": "/not/there"}, "PROMETHEUS_MULTIPROC_DIR must be a folder"),
    ],
    ids=lambda given: "-".join(given) if isinstance(given, dict) else None,
)
def test_production_refuses_to_start(changes: dict[str, str], words: str) -> None:
    if changes.get("CX_SECRET_KEY") == "demo":
        from cxplatform.settings import DEMO_SECRET

        changes = {"CX_SECRET_KEY": DEMO_SECRET}
    result = run("-c", "import cxplatform.settings", **GOOD | changes)
    assert result.returncode == 1
    assert last_line(result).startswith(words)


def test_the_demo_starts_with_nothing_set() -> None:
    assert run("-c", "import cxplatform.settings", CX_DEMO="1").returncode == 0


def test_a_deployment_check_finds_nothing() -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "DEBUG", **GOOD)
    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n")


def settings_of(*names: str, **variables: str) -> list[object]:
    script = f"import json; from cxplatform import settings as s; print(json.dumps([getattr(s, n) for n in {names!r}]))"
    result = run("-c", script, **variables)
    assert result.returncode == 0, result.stderr
    found: list[object] = json.loads(result.stdout)
    return found


def test_production_keeps_cookies_and_pages_to_https_and_debug_off() -> None:
    names = ("DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "PUBLIC_SCHEME")
    assert settings_of(*names, **GOOD) == [False, True, True, True, "https"]


def test_mails_go_to_the_console_on_a_laptop_only() -> None:
    console, smtp = (f"django.core.mail.backends.{name}.EmailBackend" for name in ("console", "smtp"))
    assert settings_of("EMAIL_BACKEND", CX_DEMO="1") == [console]
    assert settings_of("EMAIL_BACKEND", "EMAIL_TIMEOUT", **GOOD) == [smtp, 10]


def test_a_broker_over_tls_must_show_a_certificate() -> None:
    script = "from cxplatform.celery import app; print(app.connection_for_write().ssl['ssl_cert_reqs'].name)"
    url = "rediss://:a-password@redis.example:6379/0"
    result = run("-c", script, **GOOD | {"REDIS_URL": url})
    assert result.stdout == "CERT_REQUIRED\n"
