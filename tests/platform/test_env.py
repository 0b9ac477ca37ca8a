"""Reading the environment: typed, and a wrong value names its variable."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from cxplatform import env


def refusal(read: Any, value: str, *args: Any, **options: Any) -> str:
    with pytest.raises(ImproperlyConfigured) as caught:
        read("CX_X", *args, source={"CX_X": value}, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("raw", "is_set"), [("1", True), (" Yes ", True), ("0", False), ("off", False), ("", False)]
)
def test_a_flag_is_on_or_off(raw: str, is_set: bool) -> None:
    assert env.flag("CX_X", default=not is_set, source={"CX_X": raw}) is is_set


def test_a_flag_that_is_not_set_is_its_default() -> None:
    assert env.flag("CX_X", source={}) is False
    assert env.flag("CX_X", default=True, source={}) is True


def test_a_flag_of_another_kind_is_refused() -> None:
    assert refusal(env.flag, "maybe") == "CX_X must be 1 or 0, not 'maybe'."


@pytest.mark.parametrize("raw", ["-1", "1.5", "1e3", "ten", "٣", "0"])
def test_a_number_is_whole_and_large_enough(raw: str) -> None:
    assert refusal(env.integer, raw, 5, minimum=1).startswith("CX_X must be a whole number of at least 1")


def test_a_number_that_is_not_set_is_its_default() -> None:
    assert env.integer("CX_X", 5, source={"CX_X": " "}) == 5
    assert env.integer("CX_X", 5, source={"CX_X": " 7 "}) == 7


def test_a_choice_is_one_of_those_allowed() -> None:
    assert env.choice("CX_X", "https", {"http", "https"}, source={}) == "https"
    assert (
        refusal(env.choice, "ftp", "https", {"http", "https"})
        == "CX_X must be one of http, https, not 'ftp'."
    )


@pytest.mark.parametrize(
    "raw", ["https://a.example", "a.example:8000", ".a.example", "a..b", "a.example/", "a b", "-a.b"]
)
def test_a_domain_is_what_stands_in_a_host_header(raw: str) -> None:
    assert "must be a domain" in refusal(env.domain, raw)


def test_a_domain_is_read_in_small_letters() -> None:
    assert env.domain("CX_X", source={"CX_X": "CX.Example.com"}) == "cx.example.com"
    assert env.domain("CX_X", "localhost", source={}) == "localhost"


def test_a_folder_must_be_there(tmp_path: Path) -> None:
    assert env.folder("CX_X", source={}) == ""
    assert env.folder("CX_X", source={"CX_X": str(tmp_path)}) == str(tmp_path)
    assert "must be a folder" in refusal(env.folder, str(tmp_path / "missing"))


def test_a_database_url_is_taken_apart() -> None:
    url = "postgresql://an%40na:p%2Fw@db.example:6432/cx?sslmode=require"
    found = env.database("CX_X", "", source={"CX_X": url})
    assert found == {
        "ENGINE": "django_tenants.postgresql_backend",
        "NAME": "cx",
        "USER": "an@na",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"connect_timeout": "5", "sslmode": "require"},
    }


@pytest.mark.parametrize(
    "url", ["mysql://h/x", "postgresql://h", "postgresql://h/", "postgresql://h:abc/x", "x"]
)
def test_what_is_no_database_url_is_refused(url: str) -> None:
    assert refusal(env.database, url, "") == "CX_X must look like postgresql://user:password@host:port/name."


@pytest.mark.parametrize("url", ["http://h:1/0", "unix:///tmp/x", "redis://", "redis://h:abc/0", "h:6379"])
def test_what_is_no_redis_url_is_refused(url: str) -> None:
    assert refusal(env.redis, url, "") == "CX_X must look like redis://:password@host:port/0."


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("redis://127.0.0.1:6379/0", True),
        ("redis://[::1]:6379/0", True),
        ("redis://LOCALHOST/0", True),
        ("redis://:secret@redis.example:6379/0", True),
        ("redis://redis.example:6379/0", False),
        ("redis://user@redis.example:6379/0", False),
        ("redis://:@redis.example:6379/0", False),
        ("redis://0.0.0.0:6379/0", False),
        ("redis://127.0.0.1.example.com/0", False),
    ],
)
def test_a_redis_beyond_this_machine_needs_a_password(url: str, is_safe: bool) -> None:
    assert env.redis_is_safe(url) is is_safe
