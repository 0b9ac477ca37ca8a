"""Questions of SurveyJS, type by type."""

from __future__ import annotations

from typing import Any

from apps.exchange.surveys.choosing import as_scale, spelling
from apps.exchange.surveys.drafting import Document
from apps.exchange.surveys.endings import taken
from apps.exchange.surveys.raw import Raw
from apps.exchange.surveys.surveyjs.choices import arrangement, follow_other, read_choices
from apps.exchange.surveys.surveyjs.context import Reading
from apps.exchange.surveys.surveyjs.elements import HANDLERS

METRICS = {"nps": (0, 10), "ces": (1, 7)}
INPUTS = ("email", "number", "date", "tel", "url", "time")
STARS = {"stars": "stars", "smileys": "smileys"}
NEAREST_INPUT = ("datetime-local", "month", "week", "password", "color", "datetime")
MOST_MB = 20


def text(reading: Reading, place: Document, raw: Raw) -> None:
    kind = raw.string("inputType") or "text"
    if kind == "range":
        slider(reading, place, raw)
        return
    settings: dict[str, Any] = {"inputType": kind if kind in INPUTS else None}
    if kind in ("number", "date"):
        settings |= _bounds(raw, kind)
    if kind in ("text", "email"):
        settings["maxLength"] = _length(raw, 1000 if kind == "text" else 254)
    settings |= _validated(reading, raw, kind)
    element = reading.question(place, raw, "text", **settings)
    if kind in NEAREST_INPUT:
        reading.drafting.report.add(
            raw.at("inputType"), "setting", kind, "approximated", "nearest_type", type="text"
        )
    follow_other(reading, place, raw, element, is_multiple=False)


def _bounds(raw: Raw, kind: str) -> dict[str, Any]:
    found = {}
    for key in ("min", "max"):
        value = raw.get(key)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if (kind == "number") == is_number and value is not None:
            found[key] = value
    return found


def _length(raw: Raw, most: int) -> int | None:
    length = raw.integer("maxLength")
    return min(length, most) if length and length > 0 else None


def _validated(reading: Reading, raw: Raw, kind: str = "") -> dict[str, Any]:
    """The checks of an answer that are settings of ours; the others are told."""
    found: dict[str, Any] = {}
    for check in raw.children("validators"):
        name, kept = check.string("type").removesuffix("validator"), False
        if name == "numeric" and kind == "number":
            bounds = {"min": check.get("minValue"), "max": check.get("maxValue")}
            found |= {key: value for key, value in bounds.items() if isinstance(value, int | float)}
            kept = True
        elif name == "text" and check.integer("maxLength"):
            found["maxLength"] = min(check.integer("maxLength") or 1, 1000 if kind else 10_000)
            kept = check.integer("minLength") is None
        elif name == "email" and kind == "text":
            found["inputType"], kept = "email", True
        elif name == "answercount" and not kind:
            found |= {
                "minSelectedChoices": check.integer("minCount"),
                "maxSelectedChoices": check.integer("maxCount"),
            }
            kept = True
        reading.drafting.report.add(
            check.path, "validation", check.string("type", "expression"),
            "equivalent" if kept else "dropped", "" if kept else "validator",
            is_logic=not kept and name == "expression",
        )  # fmt: skip
    return found


def comment(reading: Reading, place: Document, raw: Raw) -> None:
    limits = {"maxLength": _length(raw, 10_000), **_validated(reading, raw, "")}
    reading.question(place, raw, "comment", maxLength=limits["maxLength"])


def one_choice(reading: Reading, place: Document, raw: Raw, kind: str = "radiogroup") -> None:
    found, values = read_choices(reading, raw)
    carried = arrangement(reading, raw)
    if not found and "choicesFrom" not in carried:
        _without_choices(reading, raw)
        return
    element = reading.question(
        place, raw, kind, choices=_without(found, "image"), values=values.by_spelling, **carried
    )
    _validated(reading, raw)
    follow_other(reading, place, raw, element, is_multiple=False)


def dropdown(reading: Reading, place: Document, raw: Raw) -> None:
    _range_of_choices(raw)
    one_choice(reading, place, raw, "dropdown")


def _range_of_choices(raw: Raw) -> None:
    """A dropdown of numbers is given by its ends."""
    low, high, step = raw.integer("choicesMin"), raw.integer("choicesMax"), raw.integer("choicesStep") or 1
    if low is not None and high is not None and low < high and step > 0 and (high - low) // step < 500:
        raw.value["choices"] = [*raw.listed("choices"), *range(low, high + 1, step)]


def checkbox(reading: Reading, place: Document, raw: Raw) -> None:
    found, values = read_choices(reading, raw, is_multiple=True)
    carried = arrangement(reading, raw)
    if not found and "choicesFrom" not in carried:
        _without_choices(reading, raw)
        return
    limits = {
        "minSelectedChoices": raw.integer("minSelectedChoices") or None,
        "maxSelectedChoices": raw.integer("maxSelectedChoices") or None,
    }
    limits |= _validated(reading, raw)
    element = reading.question(
        place,
        raw,
        "checkbox",
        choices=_without(found, "image"),
        values=values.by_spelling,
        **carried,
        **limits,
    )
    if raw.string("type") == "tagbox":
        reading.drafting.report.add(
            raw.at("type"), "setting", "tagbox", "equivalent", "same_type", type="checkbox"
        )
    follow_other(reading, place, raw, element, is_multiple=True)


def ranking(reading: Reading, place: Document, raw: Raw) -> None:
    found, values = read_choices(reading, raw)
    if len(found) < 2:
        _without_choices(reading, raw)
        return
    most = raw.integer("maxSelectedChoices") if raw.flag("selectToRankEnabled") else None
    carried = arrangement(reading, raw)
    reading.question(
        place,
        raw,
        "ranking",
        choices=_without(found, "image"),
        values=values.by_spelling,
        most=most or None,
        **carried,
    )


def imagepicker(reading: Reading, place: Document, raw: Raw) -> None:
    is_multiple = raw.flag("multiSelect")
    found, values = read_choices(reading, raw, is_multiple=is_multiple)
    pictured = [choice for choice in found if str(choice.get("image", "")).startswith("https://")]
    if not found:
        _without_choices(reading, raw)
    elif len(pictured) == len(found):
        reading.question(
            place, raw, "imagepicker", choices=found, multiSelect=is_multiple, values=values.by_spelling
        )
    else:
        kind = "checkbox" if is_multiple else "radiogroup"
        reading.question(place, raw, kind, choices=_without(found, "image"), values=values.by_spelling)
        reading.drafting.report.add(raw.at("choices"), "setting", raw.string("name"), "approximated", "media")


def boolean(reading: Reading, place: Document, raw: Raw) -> None:
    truth = tuple(
        spelling(raw.get(key)) if raw.get(key) is not None else word
        for key, word in (("valueTrue", "true"), ("valueFalse", "false"))
    )
    kind = "consent" if raw.string("cxType") == "consent" else "boolean"
    raw.get("renderAs")
    reading.question(
        place, raw, kind, truth=truth,
        labelTrue=reading.texts(raw.get("labelTrue"), 200), labelFalse=reading.texts(raw.get("labelFalse"), 200),
    )  # fmt: skip


def rating(reading: Reading, place: Document, raw: Raw) -> None:
    values = _rate_values(raw)
    ends = {
        "minRateDescription": reading.texts(raw.get("minRateDescription"), 200),
        "maxRateDescription": reading.texts(raw.get("maxRateDescription"), 200),
    }
    scale = as_scale(values)
    if scale is None:
        listed = Raw({**raw.value, "choices": raw.value.get("rateValues") or values}, raw.path)
        found, known = read_choices(reading, listed)
        raw.get("type", "rateValues")
        reading.question(place, raw, "radiogroup", choices=found, values=known.by_spelling)
        reading.drafting.report.add(
            raw.at("rateMin"), "setting", raw.string("name"), "approximated", "no_number"
        )
        return
    look = STARS.get(raw.string("rateType", "rateDisplayMode"))
    metric = raw.string("cxType")
    if metric == "csat" and scale[0] in (0, 1):
        start: dict[str, Any] = {"rateMin": 0} if scale[0] == 0 else {}
        reading.question(place, raw, "csat", points=scale[1] - scale[0] + 1, **start, **ends)
    elif METRICS.get(metric) == scale:
        reading.question(place, raw, metric, **ends)
    else:
        element = reading.question(place, raw, "rating", rateType=look, **ends)
        element |= {"rateMin": scale[0], "rateMax": scale[1]}
    if any(isinstance(value, dict) and value.get("text") for value in raw.listed("rateValues")):
        reading.drafting.report.add(
            raw.at("rateValues"), "text", raw.string("name"), "approximated", "scale_labels"
        )


def _rate_values(raw: Raw) -> list[Any]:
    given = raw.listed("rateValues")
    if given:
        return [item.get("value") if isinstance(item, dict) else item for item in given[:100]]
    low, step = raw.integer("rateMin"), raw.integer("rateStep") or 1
    low = 1 if low is None else low
    high, count = raw.integer("rateMax"), raw.integer("rateCount")
    high = high if high is not None else low + (count or 5) * step - step
    return list(range(low, min(high, low + 100) + 1, max(step, 1)))


def slider(reading: Reading, place: Document, raw: Raw) -> None:
    bounds = {key: raw.get(key) for key in ("min", "max", "step")}
    kept = {key: value for key, value in bounds.items() if isinstance(value, int | float)}
    ends = {key: reading.texts(raw.get(key), 200) for key in ("minLabel", "maxLabel")}
    element = reading.question(place, raw, "slider", **ends)
    element |= {"min": 0, "max": 100, **kept}


def file(reading: Reading, place: Document, raw: Raw) -> None:
    size, kinds = raw.integer("maxSize") or 0, raw.string("acceptedTypes")
    accepts = taken(kinds)
    if kinds and not accepts:
        reading.drafting.report.add(
            raw.at("acceptedTypes"), "setting", kinds, "approximated", "accepted_types"
        )
    reading.question(
        place, raw, "file", accepts=accepts, most=5 if raw.flag("allowMultiple") else None,
        maxSizeMB=min(max(-(-size // 1024**2), 1), MOST_MB) if size else None,
    )  # fmt: skip


def signature(reading: Reading, place: Document, raw: Raw) -> None:
    reading.question(place, raw, "signature")


def html(reading: Reading, place: Document, raw: Raw) -> None:
    name = raw.string("name") or "html"
    texts = reading.rich(raw.get("html"))
    what = reading.texts(raw.get("html")).get(reading.drafting.language, name)
    element = reading.drafting.element(place, "html", name, raw.path, what=what, html=texts)
    reading.condition(raw, [element], ("visibleIf",))


def image(reading: Reading, place: Document, raw: Raw) -> None:
    reading.drafting.report.add(raw.path, "statement", raw.string("name", "imageLink"), "dropped", "media")


def _without_choices(reading: Reading, raw: Raw) -> None:
    reading.drafting.report.add(raw.path, "question", raw.string("name"), "dropped", "no_choices")


def _without(choices: list[Document], key: str) -> list[Document]:
    return [{name: value for name, value in choice.items() if name != key} for choice in choices]


HANDLERS.update(
    {
        "text": text,
        "comment": comment,
        "radiogroup": one_choice,
        "buttongroup": one_choice,
        "dropdown": dropdown,
        "checkbox": checkbox,
        "tagbox": checkbox,
        "boolean": boolean,
        "rating": rating,
        "ranking": ranking,
        "imagepicker": imagepicker,
        "slider": slider,
        "file": file,
        "signaturepad": signature,
        "html": html,
        "image": image,
    }
)
