"""A whole SurveyJS survey: its pages, then what decides about pages, endings and values."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from apps.exchange.surveys.drafting import Document, Drafting
from apps.exchange.surveys.errors import UnreadableSurvey
from apps.exchange.surveys.expressions import surveyjs
from apps.exchange.surveys.expressions.nodes import NotSaid, names_in
from apps.exchange.surveys.piping import piped
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.report import Report
from apps.exchange.surveys.settling import settle
from apps.exchange.surveys.surveyjs import groups, questions  # noqa: F401  (they put their readers in)
from apps.exchange.surveys.surveyjs.context import Reading, names_of
from apps.exchange.surveys.surveyjs.elements import elements
from apps.exchange.surveys.texts import language_code

NAME = re.compile(r"\{([^{}\n]{1,200})\}")
SETTERS = ("setvalue", "copyvalue", "runexpression", "visible")


def read(document: dict[str, Any], title: str, report: Report) -> dict[str, Any]:
    """The document of ours. Raises UnreadableSurvey where there is no survey in it."""
    raw = Raw(document, "")
    drafting = Drafting(report, language_code(raw.string("locale")) or "en")
    reading = Reading(drafting, names_of(document))
    drafting.scope.otherwise = reading.variable
    _pages(reading, raw)
    if not any(page["elements"] for page in drafting.pages):
        raise UnreadableSurvey
    _heads(reading, raw, title)
    _values(reading, raw)
    _endings(reading, raw)
    _triggers(reading, raw)
    reading.leftovers(raw)
    return settle(piped(drafting, drafting.finish(), NAME, str), drafting.sources, report)


def _heads(reading: Reading, raw: Raw, title: str) -> None:
    drafting = reading.drafting
    bar = raw.get("showProgressBar")
    if raw.get("questionsOrder", "questionOrder") == "random":
        for page in drafting.pages:
            page.setdefault("elementsOrder", "random")
    texts = reading.texts(raw.get("title"), 300) or {drafting.language: title}
    drafting.document = {
        "title": texts,
        "description": reading.texts(raw.get("description")),
        "thankYou": reading.rich(raw.get("completedHtml")),
    }
    drafting.report.add("survey", "survey", texts.get(drafting.language, title), "exact")
    if bar in (None, False, "off"):
        drafting.document["showProgress"] = False
    for language in sorted(
        {key for page in drafting.pages for key in _languages(page)} - {drafting.language}
    ):
        drafting.report.add("survey", "language", language, "exact")


def _languages(value: Any) -> set[str]:
    """The languages of the titles in a page."""
    found: set[str] = set(value.get("title", {}))
    for element in value["elements"]:
        found |= set(element.get("title", {}))
    return found


def _pages(reading: Reading, raw: Raw) -> None:
    pages = raw.children("pages")
    if not pages:
        elements(reading, reading.drafting.page(), raw)
        return
    for page in pages:
        texts = reading.texts(page.get("title"), 300)
        mine = reading.drafting.page(
            page.string("name"), title=texts, description=reading.texts(page.get("description"))
        )
        words = texts.get(reading.drafting.language) or page.string("name")
        reading.drafting.report.add(page.path, "page", words, "exact")
        if page.get("questionsOrder", "questionOrder") == "random":
            mine["elementsOrder"] = "random"
            reading.drafting.report.add(page.at("questionsOrder"), "order", "random", "exact")
        elements(reading, mine, page)
        reading.condition(page, [mine], ("visibleIf",))
        reading.leftovers(page)


def _values(reading: Reading, raw: Raw) -> None:
    for value in raw.children("calculatedValues"):
        name, words = value.string("name"), value.string("expression")
        reading.drafting.calculated(name, words, value.path, partial(surveyjs.read, words))
        value.get("includeIntoResult")


def _endings(reading: Reading, raw: Raw) -> None:
    drafting = reading.drafting
    for i, item in enumerate(raw.children("completedHtmlOnCondition")):
        ending = drafting.ending(f"ending{i + 1}", text=reading.rich(item.get("html")))
        _ending_condition(reading, item, ending)
    addresses = [*raw.children("navigateToUrlOnCondition")]
    last = drafting.pages[-1]
    for item in addresses:
        ending = drafting.ending("redirect", redirect=_address(item.get("url")))
        words = item.string("expression")
        drafting.jump(
            last, partial(str, f"ending:{ending['name']}"), words, item.path,
            partial(surveyjs.read, words), "as_ending",
        )  # fmt: skip
    address = _address(raw.get("navigateToUrl"))
    if address:
        ending = drafting.ending("redirect", redirect=address)
        drafting.jump(last, lambda: f"ending:{ending['name']}", address, "navigateToUrl", note="as_ending")


def _address(raw: Any) -> str:
    if isinstance(raw, dict):
        raw = raw.get("default") or next(iter(raw.values()), "")
    return str(raw or "")


def _ending_condition(reading: Reading, item: Raw, ending: Document) -> None:
    words = item.string("expression")
    reading.drafting.report.add(item.path, "ending", words, "exact")
    reading.drafting.condition(
        [ending], "visibleIf", words, item.at("expression"), lambda: surveyjs.read(words)
    )


def _triggers(reading: Reading, raw: Raw) -> None:
    drafting = reading.drafting
    for trigger in raw.children("triggers"):
        kind, words = trigger.string("type").removesuffix("trigger"), trigger.string("expression")
        page = _last_page(reading, words)
        if kind in SETTERS or page is None or kind not in ("complete", "skip"):
            note = "no_setter" if kind in SETTERS else "unreadable"
            drafting.report.add(trigger.path, "jump", words or kind, "dropped", note, is_logic=True)
            continue
        goto = trigger.string("gotoName")

        def to(kind: str = kind, goto: str = goto) -> str:
            if kind == "complete":
                return "end"
            known = drafting.scope.get(goto)
            return drafting.page_of(known.source.get("question", "").split(".")[0]) if known else ""

        note = "jump_to_page" if kind == "skip" else "as_jump"
        drafting.jump(page, to, words, trigger.path, partial(surveyjs.read, words), note)


def _last_page(reading: Reading, words: str) -> Document | None:
    """The page of the last question an expression looks at: there it is decided."""
    try:
        names = list(names_in(surveyjs.read(words)))
    except NotSaid:
        return None
    found = []
    for name in names:
        target = reading.drafting.scope.get(name)
        place = reading.drafting.page_of(target.source.get("question", "").split(".")[0]) if target else ""
        found += [i for i, page in enumerate(reading.drafting.pages) if f"page:{page['name']}" == place]
    return reading.drafting.pages[max(found)] if found else None
