from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from django.conf import settings

from tests.api.calls import Caller
from tests.people import HOSTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def nobody(acme: Any) -> Caller:
    return Caller(HOSTS["acme"])


def committed() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((settings.BASE_DIR / "docs" / "openapi.yaml").read_text())
    return found


def test_the_schema_is_open_to_all_as_json_and_as_yaml(nobody: Caller) -> None:
    kinds = {
        "": "application/json",
        "?format=yaml": "application/yaml",
        "?format=json": "application/json",
    }
    for query, kind in kinds.items():
        answer = nobody.get(f"/api/schema/{query}")
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert yaml.safe_load(answer.content) == committed()
    accepted = nobody.get("/api/schema/", HTTP_ACCEPT="application/vnd.oai.openapi")
    assert accepted["Content-Type"] == "application/vnd.oai.openapi"


def test_the_schema_is_in_english_whoever_asks_first(nobody: Caller) -> None:
    answer = nobody.get("/api/schema/", HTTP_ACCEPT_LANGUAGE="it")
    assert answer.json() == committed()


def test_it_is_openapi_3_1_with_keys_as_bearer() -> None:
    schema = committed()
    assert schema["openapi"].startswith("3.1")
    [scheme] = schema["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")


def test_every_operation_says_what_it_answers_and_how_it_refuses() -> None:
    for path, methods in committed()["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {path}"
            assert operation["summary"], where
            assert operation["security"] == [{"apiKey": []}], where
            answers = operation["responses"]
            assert {"400", "401", "403", "406"} <= set(answers), where
            for code, answer in answers.items():
                kinds = set(answer.get("content", {}))
                if code == "204":
                    assert not kinds
                elif code.startswith("2"):
                    assert kinds == {"application/json"}, where
                else:
                    assert kinds == {"application/problem+json"}, where
            if "requestBody" in operation:
                assert {"413", "415"} <= set(answers), where
                assert operation["requestBody"]["content"]["application/json"]["schema"], where


def test_the_documentation_holds_no_script_or_style_of_its_own(nobody: Caller) -> None:
    answer = nobody.get("/api/docs/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert re.findall(r"<style|style=|\son\w+=|<script(?![^>]*\ssrc=)", page) == []
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert 'data-schema="/api/schema/"' in page


@pytest.mark.parametrize("path", ["/api/schema/", "/api/docs/", "/api/v1/kpis/?metric=nps"])
def test_the_agencys_host_has_no_api(db: None, path: str) -> None:
    assert Caller(HOSTS["agency"]).get(path).status_code == 404
