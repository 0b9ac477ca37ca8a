from types import SimpleNamespace as Item

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def card(**changes: object) -> str:
    facts = {
        "label": "NPS", "value": 25.0, "signed": True, "low": 18.3, "high": 31.4, "n": 1204,
        "change": "down 20, could be chance", "direction": "down", "verdict": "noise", "how_url": "/how/",
    }  # fmt: skip
    return render_to_string("common/kpi_card.html", {"card": Item(**{**facts, **changes})})


def test_a_kpi_is_never_a_bare_number() -> None:
    html = card()
    for part in (
        "+25.0",
        "1,204 answers",
        "95% interval 18.3 to 31.4",
        "down 20, could be chance",
        'href="/how/"',
    ):
        assert part in html


def test_a_suppressed_kpi_says_why_and_keeps_its_n() -> None:
    html = card(value=None, low=None, high=None, n=7, suppressed="fewer than 10 answers")
    assert "Not shown: fewer than 10 answers." in html
    assert "7 answers" in html
    assert "interval" not in html
    assert "could be chance" not in html


def test_a_wrong_field_is_named_by_its_error_for_who_cannot_see_it() -> None:
    class Form(forms.Form):
        code = forms.CharField(label="Code", help_text="Short.")

    html = render_to_string("common/field.html", {"field": Form({"code": ""})["code"]})
    assert 'aria-describedby="id_code_helptext id_code_error"' in html
    assert '<p class="field__help" id="id_code_helptext">Short.</p>' in html
    assert '<p class="field__error" id="id_code_error">This field is required.</p>' in html


def job(state: str, **more: object) -> str:
    facts = Item(title="Import", state=state, poll_url="/jobs/1/", done=4000, total=8000, **more)
    return render_to_string("common/progress.html", {"job": facts})


def test_only_a_running_job_asks_again() -> None:
    assert 'hx-get="/jobs/1/" hx-trigger="every 1s"' in job("running")
    assert "hx-get" not in job("done")
    assert "hx-get" not in job("failed", error="The file has no column Date.")


def test_a_job_can_be_followed_without_script() -> None:
    assert '<noscript><a href="/jobs/1/">Look again</a></noscript>' in job("running")
    assert 'max="8000" value="4000"' in job("running")
