from __future__ import annotations

import os
import uuid
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.floor.models import Row

PAGE = Path(os.environ["BENCH_PAGE"]).read_bytes()  # what the product serves, rendered once
THANKS = b"<!doctype html><html lang=en><title>Thank you</title><h1>Thank you</h1>"


def survey(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        Row(submission_id=uuid.uuid4(), answers=request.POST.dict()).save(force_insert=True)
        return _answer(b"", 303, Location="/thanks/")
    return _answer(PAGE)


def thanks(request: HttpRequest) -> HttpResponse:
    return _answer(THANKS)


def _answer(body: bytes, status: int = 200, **headers: str) -> HttpResponse:
    return HttpResponse(body, status=status, headers={"Content-Length": str(len(body)), **headers})


urlpatterns = [path("survey/", survey), path("thanks/", thanks)]
