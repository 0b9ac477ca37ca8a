from __future__ import annotations

import yaml
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.site import Site

SCHEMA = yaml.safe_load((settings.BASE_DIR / "docs" / "openapi.yaml").read_text())


def test_the_api_documentation_draws_itself_under_the_content_policy(site: Site, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site.url("/api/docs/"))
    expect(page.locator(".opblock")).to_have_count(sum(map(len, SCHEMA["paths"].values())))
    page.click("#operations-kpis-kpis_read .opblock-summary-control")
    expect(page.locator("#operations-kpis-kpis_read [data-param-name=metric]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []
