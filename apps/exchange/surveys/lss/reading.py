"""A whole LimeSurvey survey: its groups become pages."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from apps.exchange.surveys.drafting import Document, Drafting
from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.expressions import limesurvey
from apps.exchange.surveys.lss.context import ALWAYS, Reading, token_field
from apps.exchange.surveys.lss.questions import HANDLERS
from apps.exchange.surveys.lss.tables import Structure, Thing, read_tables, structure
from apps.exchange.surveys.piping import piped
from apps.exchange.surveys.report import Report
from apps.exchange.surveys.settling import settle
from apps.exchange.surveys.texts import Texts, plain_texts, rich_texts

REFERENCE = re.compile(r"\{((?:INSERTANS:|TOKENS?:)?[A-Za-z0-9][A-Za-z0-9_.#:]{0,200})\}")
SUFFIX = re.compile(r"\.(NAOK|shown|code|value|valueNAOK)$")
USED = (
    "random_order", "answer_order", "exclude_all_others", "min_answers", "max_answers", "maximum_chars",
    "min_num_value_n", "max_num_value_n", "other_replace_text", "numbers_only", "hidden", "allowed_filetypes",
)  # fmt: skip


def read(data: bytes, title: str, report: Report) -> dict[str, Any]:
    """The document of ours. Raises UnreadableSurvey or SurveyFileTooLarge."""
    found = structure(read_tables(data))
    drafting = Drafting(report, found.language)
    drafting.scope.otherwise = token_field
    reading = Reading(drafting, found)
    _heads(reading, title)
    for group in found.groups:
        _group(reading, group)
    if not any(page["elements"] for page in drafting.pages):
        raise UnreadableSurvey
    _random_groups(reading)
    _redirect(reading)
    for quota in found.quotas:
        report.add(
            f"quota/{quota.get('id', '')}", "quota", quota.get("name"), "dropped", "quota", is_logic=True
        )
    return settle(piped(drafting, drafting.finish(), REFERENCE, _name), drafting.sources, report)


def _name(spelled: str) -> str:
    return SUFFIX.sub("", spelled.removeprefix("INSERTANS:"))


def _settings(found: Structure, key: str) -> Texts:
    return {language: row[key] for language, row in found.settings.items() if language and row.get(key)}


def _heads(reading: Reading, title: str) -> None:
    found, drafting = reading.structure, reading.drafting
    titles = plain_texts(_settings(found, "surveyls_title"), 300) or {found.language: title}
    drafting.document = {
        "title": titles,
        "description": plain_texts(_settings(found, "surveyls_description")),
        "privacy": rich_texts(_settings(found, "surveyls_policy_notice")),
        "thankYou": rich_texts(_settings(found, "surveyls_endtext")),
    }
    if found.survey.get("showprogress") == "N":
        drafting.document["showProgress"] = False
    drafting.report.add("surveys", "survey", titles.get(found.language, title), "exact")
    for language in found.languages:
        drafting.report.add("surveys", "language", language, "exact")
    for name in found.unknown_languages:
        drafting.report.add("surveys", "language", name, "dropped", "untranslated_language")
    welcome = rich_texts(_settings(found, "surveyls_welcometext"))
    if welcome:
        page = drafting.page("welcome")
        drafting.element(
            page, "html", "welcome_text", "surveys_languagesettings/surveyls_welcometext", what="surveyls_welcometext",
            fate="equivalent", note="as_statement", html=welcome,
        )  # fmt: skip


def _group(reading: Reading, group: Thing) -> None:
    drafting = reading.drafting
    titles = reading.texts(group.text("group_name"), 300)
    page = drafting.page(
        f"group{group.get('gid')}", title=titles, description=reading.texts(group.text("description"))
    )
    if group.get("randomization_group"):
        page["_is_random"] = True
    source = f"groups/{group.get('gid')}"
    drafting.report.add(source, "page", titles.get(reading.structure.language, source), "exact")
    words = group.get("grelevance")
    if words not in ALWAYS:
        drafting.condition(
            [page], "visibleIf", words, f"{source}/grelevance", partial(limesurvey.read, words)
        )
    for question in reading.structure.questions.get(group.get("gid"), []):
        _question(reading, page, question)


def _question(reading: Reading, page: Document, question: Thing) -> None:
    report, source = reading.drafting.report, reading.source(question)
    kind, title = question.get("type"), question.get("title")
    if question.attributes.get("hidden") == "1" and kind != "*":
        report.add(source, "question", title, "dropped", "hidden_question")
        return
    handler = HANDLERS.get(kind)
    if handler is None:
        report.add(source, "question", title, "dropped", "no_type", type=kind)
        return
    elements = handler(reading, page, question)
    if not elements and kind != "*":
        report.add(source, "question", title, "dropped", "no_choices")
        return
    reading.condition(question, elements)
    reading.leftovers(question, USED)


def _random_groups(reading: Reading) -> None:
    pages = reading.drafting.pages
    random = [page for page in pages if page.pop("_is_random", False)]
    if not random:
        return
    reading.drafting.document["pagesOrder"] = "random"
    for page in pages:
        if page not in random:
            page["isFixed"] = True
    reading.drafting.report.add("groups", "order", "randomization_group", "approximated", "order_of_blocks")


def _redirect(reading: Reading) -> None:
    addresses = _settings(reading.structure, "surveyls_url")
    address = addresses.get(reading.structure.language, "")
    if address and reading.structure.survey.get("autoredirect") == "Y":
        ending = reading.drafting.ending("redirect", redirect=address)
        reading.drafting.jump(
            reading.drafting.pages[-1], partial(str, f"ending:{ending['name']}"), address,
            "surveys_languagesettings/surveyls_url", note="as_ending",
        )  # fmt: skip
