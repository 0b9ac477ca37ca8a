"""Trying a draft with a group that repeats and with files: as respondents would, and nothing is kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tenants.utils import tenant_context

from apps.accounts.actors import SYSTEM
from apps.responses.models import Response, Upload
from apps.surveys.services import create_survey
from tests import people
from tests.people import visit

pytestmark = pytest.mark.django_db

ELEMENTS: list[dict[str, Any]] = [
    {"type": "paneldynamic", "name": "trips", "elements": [{"type": "text", "name": "place"}]},
    {"type": "file", "name": "photo", "isRequired": True},
]


@pytest.fixture
def address(acme: Any) -> str:
    document = {"title": {"en": "D"}, "language": "en", "pages": [{"name": "p1", "elements": ELEMENTS}]}
    with tenant_context(acme):
        survey = create_survey(document, actor=SYSTEM)
    return reverse("builder_preview", args=[survey.uid])


def test_items_are_added_while_a_draft_is_tried(address: str) -> None:
    sent = {"page": "p1", "go": "add:trips", "q-trips": "1", "token": "no-uuid", "q-photo": "x"}
    html = visit("acme", people.BEN).post(address, sent).content.decode()
    assert re.findall(r'class="panel-item" id="([^"]+)"', html) == ["q-trips.0", "q-trips.1"]


def test_a_file_counts_as_sent_and_is_not_kept(address: str, acme: Any) -> None:
    visitor = visit("acme", people.BEN)
    without = visitor.post(address, {"page": "p1", "go": "next"}).content.decode()
    assert '<a href="#q-photo">' in without
    file = SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n")
    tried = visitor.post(address, {"page": "p1", "go": "next", "q-photo.file": file}).content.decode()
    assert '<a href="#q-photo">' not in tried
    with tenant_context(acme):
        assert (Upload.objects.count(), Response.objects.count()) == (0, 0)


def test_a_preview_fetches_the_pictures_of_its_draft_and_no_others(address: str, acme: Any) -> None:
    picked = {"value": "sea", "image": "https://pictures.example/sea.jpg"}
    picker = {"type": "imagepicker", "name": "place", "choices": [picked]}
    document = {"title": {"en": "D"}, "language": "en", "pages": [{"name": "p1", "elements": [picker]}]}
    with tenant_context(acme):
        pictures = reverse("builder_preview", args=[create_survey(document, actor=SYSTEM).uid])
    visitor = visit("acme", people.BEN)
    for query in ("", "?edit=1"):
        policy = visitor.get(pictures + query)["Content-Security-Policy"] + ";"
        assert "img-src 'self' data: https://pictures.example;" in policy
        assert "frame-ancestors 'self';" in policy
        assert "img-src 'self' data:;" in visitor.get(address + query)["Content-Security-Policy"] + ";"
