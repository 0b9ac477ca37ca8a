"""Choices of SurveyJS, and the choices it makes out of settings: other, none, refuse, do not know."""

from __future__ import annotations

from typing import Any

from apps.exchange.surveys.choosing import MOST, Values
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.surveyjs.context import Reading
from apps.exchange.surveys.targets import target_of

SPECIAL = (
    (("hasNone", "showNoneItem"), "noneText", "none", "None", True),
    (("showRefuseItem",), "refuseText", "refused", "Refuse to answer", True),
    (("showDontKnowItem",), "dontKnowText", "dontknow", "Don't know", True),
    (("hasOther", "showOtherItem"), "otherText", "other", "Other (describe)", False),
)
ORDERS = {"random": "random", "asc": "asc", "desc": "desc"}
MODES = {"selected": "selected", "unselected": "unselected", "all": "all"}


def read_choices(
    reading: Reading, raw: Raw, *, key: str = "choices", is_multiple: bool = False
) -> tuple[list[Document], Values]:
    """Our choices, and their values by the file's."""
    values, found = Values(), []
    for i, item in enumerate(raw.listed(key)[:MOST]):
        own = Raw(item if isinstance(item, dict) else {"value": item}, f"{raw.path}/{key}/{i}")
        value = values.add(own.get("value")) if own.get("value") is not None else None
        if value is None:
            continue
        texts = reading.texts(own.get("text"))
        choice: Document = {"value": value, **({"text": texts} if texts else {})}
        if is_multiple and own.flag("isExclusive"):
            choice["isExclusive"] = True
        if own.flag("isFixed"):
            choice["isFixed"] = True
        if own.string("imageLink"):
            choice["image"] = own.string("imageLink")
        if own.string("visibleIf") or own.string("enableIf"):
            _no_condition(reading, own)
        found.append(choice)
    for keys, text, spelled, words, is_exclusive in SPECIAL:
        if raw.flag(*keys):
            value = values.add(spelled)
            if value is None:
                continue
            texts = reading.texts(raw.get(text)) or {reading.drafting.language: words}
            alone = {"isExclusive": True} if is_exclusive and is_multiple else {}
            found.append({"value": value, "text": texts, **alone, "isFixed": True})
            note = "exclusive_choice" if alone else "other_question" if spelled == "other" else ""
            reading.drafting.report.add(raw.at(keys[-1]), "choice", words, "equivalent", note)
        else:
            raw.get(text)
    return found, values


def _no_condition(reading: Reading, own: Raw) -> None:
    for key in ("visibleIf", "enableIf"):
        if own.string(key):
            reading.drafting.report.add(
                own.at(key), "condition", own.string(key), "dropped", "choice_condition", is_logic=True
            )


def arrangement(reading: Reading, raw: Raw) -> dict[str, Any]:
    """Their order, and the question they are carried forward from."""
    found: dict[str, Any] = {}
    order = raw.string("choicesOrder")
    if order in ORDERS:
        found["choicesOrder"] = ORDERS[order]
        reading.drafting.report.add(raw.at("choicesOrder"), "order", order, "exact")
    source = raw.string("choicesFromQuestion")
    mode = MODES.get(raw.string("choicesFromQuestionMode"), "all")
    if source:
        known = reading.drafting.scope.get(source)
        if known is not None and "question" in known.source:
            found["choicesFrom"] = {"question": known.source["question"], "mode": mode}
            reading.drafting.report.add(raw.at("choicesFromQuestion"), "choice", source, "exact")
        else:
            reading.drafting.report.add(
                raw.at("choicesFromQuestion"), "choice", source, "dropped", "unknown_name",
                is_logic=True, name=source,
            )  # fmt: skip
    if raw.get("choicesByUrl"):
        reading.drafting.report.add(
            raw.at("choicesByUrl"), "choice", raw.get("choicesByUrl"), "dropped", "choices_by_url"
        )
    return found


def follow_other(reading: Reading, place: Document, raw: Raw, element: Document, is_multiple: bool) -> None:
    """The text behind "other" and the comment below a question are questions of their own."""
    name = raw.string("name")
    has_other = raw.flag("hasOther", "showOtherItem")
    has_comment = raw.flag("hasComment", "showCommentArea")
    placeholder = raw.get("otherPlaceholder", "otherPlaceHolder", "commentPlaceholder", "commentPlaceHolder")
    words = raw.get("commentText") or raw.get("otherText")
    if not has_other and not has_comment:
        return
    title = reading.texts(words) or reading.texts(placeholder) or {reading.drafting.language: "Other"}
    note = "comment_question" if has_comment else "other_question"
    comment = reading.drafting.element(
        place, "comment", f"{name}-Comment", raw.at("comment"), what=f"{name}-Comment",
        fate="equivalent", note=note, title=title,
    )  # fmt: skip
    if has_comment:
        reading.condition(raw, [comment], ("visibleIf",))
    else:
        comment["visibleIf"] = {
            "question": element["name"], "op": "contains" if is_multiple else "=", "value": "other"
        }  # fmt: skip
    reading.know(f"{name}-Comment", target_of(comment, is_repeated=bool(reading.prefixes)))
