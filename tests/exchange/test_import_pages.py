from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client as Browser
from django_tenants.utils import tenant_context

from apps.exchange.models import Import
from apps.kpis.models import Score
from apps.responses.models import Response
from apps.tenancy.models import Client
from cxplatform.celery import app
from tests.exchange.tables import HEADER, ROWS, csv_bytes, imported
from tests.people import BEN, CLEO, DAN, HOSTS, Visitor, visit

pytestmark = pytest.mark.django_db

BAD = ["=x", "2026-03-01", "99", "5", "Rome", ""]


@pytest.fixture(autouse=True)
def _worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Background work is done as soon as its transaction commits."""
    monkeypatch.setitem(app.conf, "task_always_eager", True)
    app.loader.import_default_modules()


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def file(content: bytes, name: str = "answers.csv") -> dict[str, Any]:
    upload = BytesIO(content)
    upload.name = name
    return {"file": upload}


def upload(visitor: Visitor, content: bytes, name: str = "answers.csv") -> str:
    """The address of the import."""
    answer = visitor.post("/imports/new/", file(content, name))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"]).removesuffix("mapping/")


def mapped() -> dict[str, Any]:
    """What the mapping page posts for the columns of HEADER."""
    nps = {"use": "score", "metric": "nps", "low": "0", "high": "10"}
    desk = {"use": "score", "metric": "touchpoint", "code": "desk", "low": "1", "high": "5", "missing": "0"}
    fields = [
        {"use": "id"},
        {"use": "date"},
        nps,
        desk,
        {"use": "dimension", "code": "shop"},
        {"use": "text"},
    ]
    return {f"c{i}-{name}": value for i, column in enumerate(fields) for name, value in column.items()}


def checked(visitor: Visitor, commits: Any, *rows: list[str]) -> str:
    address = upload(visitor, csv_bytes(HEADER, *rows))
    with commits():
        assert visitor.post(f"{address}mapping/", mapped()).status_code == 302
    return address


def done(visitor: Visitor, commits: Any, *rows: list[str]) -> str:
    address = checked(visitor, commits, *rows)
    with commits():
        assert visitor.post(f"{address}start/").status_code == 302
    return address


def body(answer: Any) -> str:
    """The words of a page, without markup."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", content.decode()))


def test_a_file_comes_in_is_mapped_checked_stored_and_taken_back(acme: Client, commits: Any) -> None:
    ben = visit("acme", BEN)
    address = upload(ben, csv_bytes(HEADER, *ROWS, BAD))
    page = ben.get(f"{address}mapping/")
    assert page.status_code == 200
    assert "2026-03-01" in body(page)
    with commits():
        ben.post(f"{address}mapping/", mapped())
    report = body(ben.get(address))
    assert "Nothing is stored yet. This import would: Rows 4 Add 3 Known already 0" in report
    assert "5 nps 99 is outside the scale of 0 to 10." in report
    assert "Store 3 responses" in report
    with tenant_context(acme):
        assert Response.objects.count() == 0
    with commits():
        ben.post(f"{address}start/")
    assert "What it brought Rows 4 Added 3 Known already 0 Without any answer 0 Rejected 1" in body(
        ben.get(address)
    )
    with tenant_context(acme):
        assert (Response.objects.count(), Score.objects.count()) == (3, 4)
        word = str(Import.objects.get().pk)[-8:]
    with commits():
        ben.post(f"{address}undo/", {"confirm": word})
    assert "Taken back. It had brought: Rows 4 Added 3" in body(ben.get(address))
    with tenant_context(acme):
        assert (Response.objects.count(), Score.objects.count()) == (0, 0)


def test_taking_back_needs_its_word(acme: Client, commits: Any) -> None:
    ben = visit("acme", BEN)
    address = done(ben, commits, *ROWS)
    answer = ben.post(f"{address}undo/", {"confirm": "yes"})
    assert answer.status_code == 400
    assert "Type exactly" in body(answer)
    with tenant_context(acme):
        assert Response.objects.count() == 3


def test_the_rejected_rows_are_downloaded(commits: Any) -> None:
    ben = visit("acme", BEN)
    answer = ben.get(f"{done(ben, commits, *ROWS, BAD)}rejected.csv")
    assert answer["Content-Disposition"].startswith('attachment; filename="acme-rejected-')
    assert "5,nps: 99 is outside the scale of 0 to 10.,'=x,2026-03-01,99,5,Rome," in body(answer)


def test_progress_is_a_block_that_asks_again_until_the_work_is_done(acme: Client, commits: Any) -> None:
    ben = visit("acme", BEN)
    address = checked(ben, commits, *ROWS)
    ben.post(f"{address}start/")  # nobody works yet
    answer = ben.get(f"{address}progress/")
    assert "HX-Refresh" not in answer
    assert f'hx-get="{address}progress/"' in answer.content.decode()
    assert "storing rows 0 of 3" in body(answer)
    with tenant_context(acme):
        Import.objects.update(state="done")
    assert ben.get(f"{address}progress/")["HX-Refresh"] == "true"


def test_the_list_names_imports_their_state_and_counts(commits: Any) -> None:
    ben = visit("acme", BEN)
    assert "Bring in what you have" in body(ben.get("/imports/"))
    done(ben, commits, *ROWS, BAD)
    assert "answers.csv ben@example.com done 4 3 0 1" in body(ben.get("/imports/"))
    assert "1 import" in body(ben.get("/imports/", {"q": "ANSW"}))
    assert "No file of this name was imported." in body(ben.get("/imports/", {"q": "other"}))


def test_the_mapping_page_proposes_what_the_columns_are() -> None:
    ben = visit("acme", BEN)
    rows = [
        [str(i), "2026-03-01", str(i % 11), str(i % 6), "Rome" if i % 2 else "Bari", ""] for i in range(100)
    ]
    page = ben.get(f"{upload(ben, csv_bytes(HEADER, *rows))}mapping/").content.decode()
    chosen = re.findall(r'<option value="(\w+)" selected>', page)
    assert [use for use in chosen if use not in ("touchpoint", "nps")] == [
        "id",
        "date",
        "score",
        "score",
        "dimension",
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"c2-high": "7"}, "nps : NPS is asked from 0 to 10 only"),
        ({"c3-high": "0"}, "desk : The scale must end above its start."),
        ({"c3-high": "many"}, "desk : Enter a whole number."),
        ({"c3-code": "Front Desk"}, "desk : Use small letters, digits, hyphens and underscores."),
        ({"c3-values": "good"}, "desk : Write: text = number; text = number"),
        ({"c3-values": "good = 9"}, "desk : “good” needs a whole number from 1 to 5."),
        ({"c4-code": "my shop"}, "shop : Name it with a letter"),
        ({"c5-use": "dimension", "c5-code": "shop"}, "why : Another column has this name already."),
        ({"c5-use": "id"}, "why : Another column is this already."),
        ({"rows-pattern": "%Q"}, "Format of the date : Give a format such as"),
        ({f"c{i}-use": "" for i in range(6)}, "Map at least one column to a score or a text."),
    ],
)
def test_a_mapping_that_does_not_fit_is_said_beside_its_column(
    acme: Client, changes: dict[str, str], words: str
) -> None:
    ben = visit("acme", BEN)
    address = upload(ben, csv_bytes(HEADER, *ROWS))
    answer = ben.post(f"{address}mapping/", {**mapped(), **changes})
    assert answer.status_code == 400
    assert words in body(answer)
    with tenant_context(acme):
        assert Import.objects.get().state == "uploaded"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The submitted file is empty."),
        (b"id,n\n1,\x002\n", "Row 2: there is a zero byte; this is not a text file."),
        (b"PK\x03\x04nothing", "This workbook is damaged"),
        (b",".join([b"c"] * 200_000) + b"\n1\n", "Row 1: there are more than 1000 columns."),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(acme: Client, content: bytes, words: str) -> None:
    answer = visit("acme", BEN).post("/imports/new/", file(content))
    assert answer.status_code == 400
    assert words in body(answer)
    with tenant_context(acme):
        assert not Import.objects.exists()


def test_an_upload_over_the_limit_is_cut_off(acme: Client, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES = 100_000
    answer = visit("acme", BEN).post("/imports/new/", file(b"id,n\n" + b"1,2\n" * 100_000))
    assert answer.status_code == 400
    assert "The file is larger than 0 MB." in body(answer)
    with tenant_context(acme):
        assert not Import.objects.exists()


def test_an_upload_needs_the_token_of_its_form(acme: Client) -> None:
    signed_in = visit("acme", BEN)
    strict = Browser(enforce_csrf_checks=True)
    strict.cookies = signed_in.browser.cookies
    answer = strict.post("/imports/new/", file(csv_bytes(HEADER, *ROWS)), HTTP_HOST=HOSTS["acme"])
    assert answer.status_code == 403
    with tenant_context(acme):
        assert not Import.objects.exists()


PAGES = ["", "mapping/", "progress/", "rejected.csv"]
ACTS = ["mapping/", "start/", "undo/"]


def test_a_viewer_may_not_import(acme: Client, commits: Any) -> None:
    address = done(visit("acme", BEN), commits, *ROWS)
    cleo = visit("acme", CLEO)
    asked = [cleo.get(path) for path in ("/imports/", "/imports/new/", *(address + page for page in PAGES))]
    asked += [cleo.post(path) for path in ("/imports/new/", *(address + act for act in ACTS))]
    assert {answer.status_code for answer in asked} == {403}
    with tenant_context(acme):
        assert Import.objects.get().state == "done"


def test_an_import_of_another_client_is_not_there(acme: Client, globex: Client, commits: Any) -> None:
    with tenant_context(globex):
        imported(*ROWS)
    address = done(visit("acme", BEN), commits, *ROWS)
    dan = visit("globex", DAN)
    answers = [dan.get(address + page) for page in PAGES] + [dan.post(address + act) for act in ACTS]
    assert {answer.status_code for answer in answers} == {404}
    assert "answers.csv" not in body(dan.get("/imports/"))
    with tenant_context(acme):
        assert (Import.objects.get().state, Response.objects.count()) == ("done", 3)
    with tenant_context(globex):
        assert (Import.objects.get().state, Response.objects.count()) == ("done", 3)


def test_files_are_kept_in_a_folder_of_their_client(acme: Client, globex: Client) -> None:
    upload(visit("acme", BEN), csv_bytes(HEADER, *ROWS), "../../evil.csv")
    with tenant_context(acme):
        batch = Import.objects.get()
    assert batch.file_name == "evil.csv"
    assert re.fullmatch(rf"{acme.schema_name}/[0-9a-f-]{{36}}", batch.stored_as)
