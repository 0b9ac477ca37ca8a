"""One row for every address and every task. Who adds a route adds its row; a test fails until it is here.

A page's answers are given for nobody, viewer, analyst, admin (on the agency's host: nobody, agency analyst, agency
owner), those of the REST API for no key and keys of scope read, write and admin. Sent without data, so that what
is allowed answers 200, a redirect, or what it says to an empty form; nothing is ever refused for its content alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.isolation.world import Twin

Ids = Callable[[Twin], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """``ids`` makes what stands in the address out of one client's objects; ``why_shared`` says why an address that
    takes something in is the same at every client, and ``shared`` what is put there. ``path`` is needed where the
    route has no name."""

    get: str = ""
    post: str = ""
    put: str = ""
    patch: str = ""
    delete: str = ""
    ids: Ids | None = None
    why_shared: str = ""
    shared: dict[str, Any] = field(default_factory=dict)
    path: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    def address(self, name: str, twin: Twin, conf: str) -> str:
        """The path of a route with ids out of ``twin``; a route without a name is found by its own text."""
        if self.path:
            return self.path.format(**(self.ids(twin) if self.ids else {}))
        return reverse(name, urlconf=conf, kwargs=self.ids(twin) if self.ids else self.shared)

    @property
    def answers(self) -> dict[str, list[int]]:
        methods = ("get", "post", "put", "patch", "delete")
        return {m: [int(s) for s in getattr(self, m).split()] for m in methods if getattr(self, m)}


def member(twin: Twin) -> dict[str, Any]:
    return {"membership_id": twin.member.pk}


def key(twin: Twin) -> dict[str, Any]:
    return {"key_id": twin.key_id}


def touchpoint_page(twin: Twin) -> dict[str, Any]:
    return {"uid": twin.touchpoint.uid}


def survey_page(twin: Twin) -> dict[str, Any]:
    return {"uid": twin.survey.uid}


def survey_language(twin: Twin) -> dict[str, Any]:
    return {"uid": twin.survey.uid, "language": "de"}


def survey_texts(twin: Twin) -> dict[str, Any]:
    return {"uid": twin.survey.uid, "language": "de", "format_name": "csv"}


def bank_question(twin: Twin) -> dict[str, Any]:
    return {"uid": twin.kept.uid}


def survey_export(twin: Twin) -> dict[str, Any]:
    return {"uid": twin.survey.uid, "format_name": "surveyjs"}


def response_page(twin: Twin) -> dict[str, Any]:
    return {"response_id": twin.response.pk}


def sent_file(twin: Twin) -> dict[str, Any]:
    return {"upload_id": twin.upload.pk}


def erased_page(twin: Twin) -> dict[str, Any]:
    return {"response_id": twin.erased.pk}


def batch(twin: Twin) -> dict[str, Any]:
    return {"batch_id": twin.batch.pk}


def touchpoint(twin: Twin) -> dict[str, Any]:
    return {"id": twin.touchpoint.uid}


def survey(twin: Twin) -> dict[str, Any]:
    return {"id": twin.survey.uid}


def texts_in_german(twin: Twin) -> dict[str, Any]:
    return {"id": twin.survey.uid, "language": "de"}


def survey_question(twin: Twin) -> dict[str, Any]:
    return {"id": twin.survey.uid, "name": "why"}


def kept_question(twin: Twin) -> dict[str, Any]:
    return {"id": twin.kept.uid}


def survey_version(twin: Twin) -> dict[str, Any]:
    return {"id": twin.survey.uid, "number": 1}


def survey_comparison(twin: Twin) -> dict[str, Any]:
    return {"id": twin.survey.uid, "number": 1, "other": "draft"}


def version_page(twin: Twin) -> dict[str, Any]:
    return {"uid": twin.survey.uid, "number": 1}


def survey_code(twin: Twin) -> dict[str, Any]:
    return {"code": twin.survey.code}


def response(twin: Twin) -> dict[str, Any]:
    return {"id": twin.response.pk}


def client(twin: Twin) -> dict[str, Any]:
    return {"client_id": twin.client.pk}


@dataclass(frozen=True)
class TaskRow:
    """``arguments`` out of one client's objects; a task over all clients says so. ``changes``: with its own client
    it finds something to do, so that leaving the other alone means something."""

    arguments: Callable[[Twin], tuple[Any, ...]] = lambda twin: ()
    is_of_a_client: bool = True
    changes: bool = False


A_TOKEN_OF_ITS_PLACE = "the token holds the place it was made in, see tests/accounts/test_password_links.py"
A_NAME_OF_OURS = "one of the names the product itself gives, not a client's"
LINK = {"uidb36": "0", "key": "no-token"}
COLOUR = {"name": "ffcc0000000000"}

CLIENT = {
    "account_login": Row(get="200 302 302 302", post="200 302 302 302"),
    "account_logout": Row(get="302 200 200 200", post="302 302 302 302"),
    "account_change_password": Row(get="302 200 200 200", post="302 200 200 200"),
    "account_reset_password": Row(get="200 200 200 200", post="200 200 200 200"),
    "account_reset_password_done": Row(get="200 200 200 200"),
    "account_reset_password_from_key": Row(
        get="200 200 200 200", why_shared=A_TOKEN_OF_ITS_PLACE, shared=LINK
    ),
    "my_account": Row(get="302 200 200 200", post="302 200 200 200"),
    "set_language": Row(get="405 405 405 405", post="302 302 302 302"),
    "brand_css": Row(get="200 200 200 200", why_shared="a colour, not a client", shared=COLOUR),
    "enter": Row(get="403 403 403 403"),
    "leave_client": Row(post="302 302 302 302"),
    "left_client": Row(get="200 200 200 200"),
    "overview": Row(get="302 200 200 200"),
    "kpi": Row(get="302 200 200 200", why_shared=A_NAME_OF_OURS, shared={"metric": "nps"}),
    "make_primary": Row(post="302 403 403 404", why_shared=A_NAME_OF_OURS, shared={"metric": "nps"}),
    "touchpoints": Row(get="302 200 200 200"),
    "new_touchpoint": Row(get="302 403 200 200", post="302 403 200 200"),
    "touchpoint": Row(get="302 200 200 200", ids=touchpoint_page),
    "edit_touchpoint": Row(get="302 403 200 200", post="302 403 200 200", ids=touchpoint_page),
    "archive_touchpoint": Row(post="302 403 302 302", ids=touchpoint_page),
    "restore_touchpoint": Row(post="302 403 302 302", ids=touchpoint_page),
    "surveys": Row(get="302 200 200 200"),
    "new_survey": Row(get="302 403 200 200"),
    "import_survey": Row(get="302 403 200 200", post="302 403 400 400"),
    "conversion": Row(get="302 200 200 200", ids=survey_page),
    "acknowledge_conversion": Row(post="302 403 302 302", ids=survey_page),
    "export_survey": Row(get="302 200 200 200", ids=survey_export),
    "question_bank": Row(get="302 200 200 200"),
    "fill_bank": Row(get="302 403 200 200", post="302 403 302 302", ids=survey_page),
    "remove_bank_question": Row(post="302 403 302 302", ids=bank_question),
    "translations": Row(get="302 200 200 200", ids=survey_page),
    "begin_translation": Row(get="302 403 302 302", ids=survey_page),
    "import_texts": Row(post="302 403 302 302", ids=survey_page),
    "translation": Row(get="302 403 200 200", post="302 403 302 302", ids=survey_language),
    "export_texts": Row(get="302 200 200 200", ids=survey_texts),
    "survey_from_template": Row(
        get="302 403 200 200",
        post="302 403 302 302",
        why_shared=A_NAME_OF_OURS,
        shared={"key": "relationship_nps"},
    ),
    "survey": Row(get="302 200 200 200", ids=survey_page),
    "print_survey": Row(get="302 200 200 200", ids=survey_page),
    "survey_results": Row(get="302 200 200 200", ids=survey_page),
    "versions": Row(get="302 200 200 200", ids=survey_page),
    "compare_versions": Row(get="302 200 200 200", ids=version_page),
    "restore_version": Row(post="302 403 302 302", ids=version_page),
    "publish_survey": Row(post="302 403 302 302", ids=survey_page),
    "builder": Row(get="302 403 200 200", ids=survey_page),
    "builder_panel": Row(get="302 403 200 200", ids=survey_page),
    "builder_findings": Row(get="302 403 200 200", ids=survey_page),
    "builder_preview": Row(get="302 403 200 200", post="302 403 200 200", ids=survey_page),
    "builder_publish": Row(get="302 403 200 200", ids=survey_page),
    "edit_survey": Row(post="302 403 422 422", ids=survey_page),
    "undo_edit": Row(post="302 403 409 409", ids=survey_page),
    "redo_edit": Row(post="302 403 409 409", ids=survey_page),
    "duplicate_survey": Row(post="302 403 302 302", ids=survey_page),
    "blank_survey": Row(post="302 403 302 302"),
    "close_survey": Row(post="302 403 302 302", ids=survey_page),
    "schedule_survey": Row(post="302 403 302 302", ids=survey_page),
    "survey_qr": Row(get="302 200 200 200", ids=survey_page),
    "responses": Row(get="302 200 200 200"),
    "response_file": Row(get="302 200 200 200", ids=sent_file),
    "export_responses": Row(get="302 200 200 200"),
    "response": Row(get="302 200 200 200", ids=response_page),
    "erase_response": Row(post="302 403 400 400", ids=response_page),
    "restore_response": Row(post="302 403 302 302", ids=erased_page),
    "imports": Row(get="302 403 200 200"),
    "new_import": Row(get="302 403 200 200", post="302 403 400 400"),
    "import": Row(get="302 403 200 200", ids=batch),
    "map_import": Row(get="302 403 200 200", post="302 403 409 409", ids=batch),
    "import_progress": Row(get="302 403 200 200", ids=batch),
    "start_import": Row(post="302 403 409 409", ids=batch),
    "undo_import": Row(post="302 403 400 400", ids=batch),
    "rejected_rows": Row(get="302 403 200 200", ids=batch),
    "settings": Row(get="302 302 302 302"),
    "client_settings": Row(get="302 403 403 200", post="302 403 403 200"),
    "people": Row(get="302 403 403 200"),
    "invite_person": Row(get="302 403 403 200", post="302 403 403 200"),
    "person": Row(get="302 403 403 200", post="302 403 403 200", ids=member),
    "invite_person_again": Row(post="302 403 403 302", ids=member),
    "remove_person": Row(post="302 403 403 302", ids=member),
    "client_audit": Row(get="302 403 403 200"),
    "api_keys": Row(get="302 403 403 200", post="302 403 403 200"),
    "api_key": Row(get="302 403 403 200", ids=key),
    "revoke_api_key": Row(post="302 403 403 302", ids=key),
    "survey_page": Row(get="200 200 200 200", post="400 400 400 400", ids=survey_code),
    "survey_thanks": Row(get="200 200 200 200", ids=survey_code),
    r"s/^(?P<code>[A-Za-z0-9][A-Za-z0-9._:-]{0,63})$": Row(
        get="200 200 200 200", ids=survey_code, path="/s/{code}"
    ),
}

AGENCY = {
    "account_login": Row(get="200 302 302", post="200 302 302"),
    "account_logout": Row(get="302 200 200", post="302 302 302"),
    "account_change_password": Row(get="302 200 200", post="302 200 200"),
    "account_reset_password": Row(get="200 200 200", post="200 200 200"),
    "account_reset_password_done": Row(get="200 200 200"),
    "account_reset_password_from_key": Row(get="200 200 200", why_shared=A_TOKEN_OF_ITS_PLACE, shared=LINK),
    "my_account": Row(get="302 200 200", post="302 200 200"),
    "set_language": Row(get="405 405 405", post="302 302 302"),
    "brand_css": Row(get="200 200 200", why_shared="a colour, not a client", shared=COLOUR),
    "people": Row(get="302 403 200"),
    "invite_person": Row(get="302 403 200", post="302 403 200"),
    "person": Row(get="302 403 404", post="302 403 404", ids=member),  # a client's member is no member here
    "invite_person_again": Row(post="302 403 404", ids=member),
    "remove_person": Row(post="302 403 404", ids=member),
    "clients": Row(get="302 200 200"),
    "new_client": Row(get="302 403 200", post="302 403 200"),
    "proposed_slug": Row(get="302 403 200"),
    "client_page": Row(get="302 200 200", ids=client),
    "client_progress": Row(get="302 200 200", ids=client),
    "client_progress_part": Row(get="302 200 200", ids=client),
    "enter_client": Row(get="302 200 200", post="302 200 200", ids=client),
    "suspend_client": Row(post="302 403 400", ids=client),
    "resume_client": Row(post="302 403 302", ids=client),
    "agency_audit": Row(get="302 200 200"),
    "metrics": Row(get="403 403 403"),  # asks for a token of its own
}

API = {
    "touchpoint-list": Row(get="401 200 200 200", post="401 403 400 400"),
    "touchpoint-detail": Row(
        get="401 200 200 200", patch="401 403 200 200", delete="401 403 204 204", ids=touchpoint
    ),
    "touchpoint-restore": Row(post="401 403 200 200", ids=touchpoint),
    "survey-list": Row(get="401 200 200 200", post="401 403 400 400"),
    "survey-detail": Row(get="401 200 200 200", put="401 403 400 400", ids=survey),
    "survey-close": Row(post="401 403 200 200", ids=survey),
    "survey-publish": Row(post="401 403 200 200", ids=survey),
    "survey-import": Row(post="401 403 400 400"),
    "survey-conversion": Row(get="401 200 200 200", ids=survey),
    "survey-acknowledge": Row(post="401 403 200 200", ids=survey),
    "survey-export-surveyjs": Row(get="401 200 200 200", ids=survey),
    "survey-export-xlsform": Row(get="401 200 200 200", ids=survey),
    "version-checks": Row(get="401 200 200 200", ids=survey),
    "version-versions": Row(get="401 200 200 200", ids=survey),
    "version-version": Row(get="401 200 200 200", ids=survey_version),
    "version-compare": Row(get="401 200 200 200", ids=survey_comparison),
    "version-restore": Row(post="401 403 200 200", ids=survey_version),
    "draft-draft": Row(get="401 200 200 200", ids=survey),
    "draft-edits": Row(post="401 403 400 400", ids=survey),
    "draft-undo": Row(post="401 403 409 409", ids=survey),
    "draft-redo": Row(post="401 403 409 409", ids=survey),
    "draft-duplicate": Row(post="401 403 201 201", ids=survey),
    "texts-translation": Row(get="401 200 200 200", patch="401 403 400 400", ids=texts_in_german),
    "draft-questions": Row(get="401 200 200 200", post="401 403 400 400", ids=survey),
    "draft-question": Row(patch="401 403 400 400", delete="401 403 200 200", ids=survey_question),
    "bank-list": Row(get="401 200 200 200", post="401 403 400 400"),
    "bank-detail": Row(delete="401 403 204 204", ids=kept_question),
    "response-list": Row(get="401 200 200 200", post="401 403 400 400"),
    "response-batch": Row(post="401 403 400 400"),
    "response-detail": Row(get="401 200 200 200", ids=response),
    "response-erase": Row(post="401 403 403 200", ids=response),
    "response-restore": Row(post="401 403 403 200", ids=response),
    "api-kpis": Row(get="401 200 200 200", data={"metric": "nps"}),
    "api-schema": Row(get="200 200 200 200"),
    "api-docs": Row(get="200 200 200 200"),
    "api/": Row(get="404 404 404 404", path="/api/nowhere/"),
}

TASKS = {
    "accounts.clear_sessions": TaskRow(is_of_a_client=False),
    "agency.refresh_summaries": TaskRow(is_of_a_client=False),
    "exchange.resume_imports": TaskRow(is_of_a_client=False),
    "exchange.run_import": TaskRow(lambda twin: (str(twin.batch.pk),), changes=True),
    "kpis.drain": TaskRow(changes=True),
    "kpis.sweep": TaskRow(is_of_a_client=False),
    "kpis.verify": TaskRow(changes=True),
    "kpis.verify_all": TaskRow(is_of_a_client=False),
    "responses.clear_uploads": TaskRow(),
    "responses.clear_uploads_everywhere": TaskRow(is_of_a_client=False),
    "tenancy.provision": TaskRow(is_of_a_client=False),
    "tenancy.resume_jobs": TaskRow(is_of_a_client=False),
}
