"""Our questionnaire as an XLSForm workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.conf.locale import LANG_INFO

from apps.exchange.surveys.endings import PICTURES
from apps.exchange.surveys.expressions.scope import Kind
from apps.exchange.surveys.targets import target_of
from apps.exchange.surveys.workbooks import write_workbook
from apps.exchange.surveys.xlsform.saying import NotWritten, Saying, piped

Json = dict[str, Any]
Line = dict[str, str]
SURVEY = ["type", "name", "label", "hint", "required", "relevant", "constraint", "calculation", "appearance",
          "parameters", "repeat_count", "cx_type", "touchpoint"]  # fmt: skip
CHOICES = ["list_name", "name", "label", "media::image", "exclusive", "fixed"]
SETTINGS = ["form_title", "form_id", "default_language"]
TEXTS = ("label", "hint")


def write(document: Json, code: str) -> bytes:
    """The workbook of a document of ours as ``dump`` gives it; ``code`` names the form."""
    form = _Form(document)
    title = document["title"].get(document["language"]) or next(iter(document["title"].values()))
    settings = {"form_title": title, "form_id": code, "default_language": form.spelled(document["language"])}
    lines = [*form.calculations(document), *form.pages(document)]
    return write_workbook(
        {
            "survey": form.table(SURVEY, lines),
            "choices": form.table(CHOICES, form.choices),
            "settings": form.table(SETTINGS, [settings]),
        }
    )


class _Form:
    """Collects the choices of the lists while the lines of the survey are made."""

    def __init__(self, document: Json) -> None:
        self.language: str = document["language"]
        self.choices: list[Line] = []
        self.languages: list[str] = [self.language]
        elements = [element for page in document["pages"] for element in page["elements"]]
        inner = [one for element in elements for one in element.get("elements", [])]
        kinds: dict[str, Kind] = {}
        for element in [*elements, *inner]:
            if element["type"] != "html":
                kinds[element["name"]] = target_of(element).kind
        self.names = frozenset(kinds) | {value["name"] for value in document.get("calculatedValues", [])}
        consents = frozenset(element["name"] for element in elements if element["type"] == "consent")
        self.saying = Saying(kinds, consents)

    def table(self, columns: list[str], lines: list[Line]) -> list[list[str]]:
        """One column per language for what people read."""
        header = [
            spelled
            for column in columns
            for spelled in (
                [f"{column}::{self.spelled(language)}" for language in self.languages]
                if column in TEXTS
                else [column]
            )
        ]
        return [header, *([line.get(column, "") for column in header] for line in lines)]

    def spelled(self, language: str) -> str:
        known = LANG_INFO.get(language.lower(), {})
        return f"{known.get('name', language)} ({language})"

    def texts(self, column: str, texts: Mapping[str, str]) -> Line:
        for language in texts:
            if language not in self.languages:
                self.languages.append(language)
        return {
            f"{column}::{self.spelled(language)}": piped(text, self.names) for language, text in texts.items()
        }

    def calculations(self, document: Json) -> Iterable[Line]:
        for value in document.get("calculatedValues", []):
            try:
                words = self.saying.calculation(value["expression"])
            except NotWritten:
                continue
            yield {"type": "calculate", "name": value["name"], "calculation": words}

    def pages(self, document: Json) -> Iterable[Line]:
        for page in document["pages"]:
            yield {
                "type": "begin_group",
                "name": page["name"],
                **self.texts("label", page.get("title", {})),
                **self.said("relevant", page.get("visibleIf")),
                "appearance": "field-list",
            }
            yield from self.elements(page["elements"])
            yield {"type": "end_group"}

    def elements(self, elements: list[Json]) -> Iterable[Line]:
        for element in elements:
            yield from WRITERS.get(element["type"], _text)(self, element)

    def said(self, column: str, condition: Json | None) -> Line:
        if not condition:
            return {}
        try:
            return {column: self.saying.condition(condition)}
        except NotWritten:
            return {}

    def line(self, element: Json, kind: str, **more: str) -> Line:
        required = (
            {"required": "yes"}
            if element.get("isRequired")
            else self.said("required", element.get("requiredIf"))
        )
        return {
            "type": kind,
            "name": element["name"],
            **self.texts("label", element.get("title", {})),
            **self.texts("hint", element.get("description", {})),
            **required,
            **self.said("relevant", element.get("visibleIf")),
            **({"touchpoint": element["touchpoint"]} if element.get("touchpoint") else {}),
            **more,
        }

    def listed(self, name: str, choices: Iterable[Json]) -> str:
        """Adds a list of choices; its name."""
        for choice in choices:
            self.choices.append(
                {
                    "list_name": name,
                    "name": str(choice["value"]),
                    **self.texts("label", choice.get("text", {})),
                    "media::image": choice.get("image", ""),
                    "exclusive": "yes" if choice.get("isExclusive") else "",
                    "fixed": "yes" if choice.get("isFixed") else "",
                }
            )
        return name


def _between(*bounds: tuple[str, Any]) -> Line:
    words = " and ".join(f"{left} {value}" for left, value in bounds if value is not None)
    return {"constraint": words} if words else {}


def _text(form: _Form, element: Json) -> Iterable[Line]:
    kind = element.get("inputType", "text")
    low, high = element.get("min"), element.get("max")
    if kind == "number":
        yield form.line(element, "decimal", **_between((". >=", low), (". <=", high)))
    elif kind == "date":
        days = [f"date('{bound}')" if bound else None for bound in (low, high)]
        yield form.line(element, "date", **_between((". >=", days[0]), (". <=", days[1])))
    elif kind == "time":
        yield form.line(element, "time")
    else:
        typed = {"cx_type": kind} if kind in ("email", "url", "tel") else {}
        limit = {} if typed else _between(("string-length(.) <=", element.get("maxLength")))
        yield form.line(element, "text", **typed, **limit)


def _comment(form: _Form, element: Json) -> Iterable[Line]:
    limit = _between(("string-length(.) <=", element.get("maxLength")))
    yield form.line(element, "text", appearance="multiline", **limit)


def _scale(form: _Form, element: Json) -> Iterable[Line]:
    fixed = {"nps": (0, 10), "ces": (1, 7)}
    low = int(element.get("rateMin", 1))
    ends: tuple[int, int] = fixed.get(element["type"]) or (
        low,
        element.get("rateMax", low + element.get("points", 1) - 1),
    )
    low, high = ends
    looks = {} if element.get("rateType") == "stars" else {"cx_type": element["type"]}
    yield form.line(
        element, "range", appearance="rating", parameters=f"start={low} end={high} step=1", **looks
    )


def _slider(form: _Form, element: Json) -> Iterable[Line]:
    given = (element.get("min", 0), element.get("max", 100), element.get("step", 1))
    yield form.line(element, "range", parameters="start={} end={} step={}".format(*given))


def _choice(form: _Form, element: Json) -> Iterable[Line]:
    kind = "select_multiple" if element["type"] == "checkbox" or element.get("multiSelect") else "select_one"
    kind = "rank" if element["type"] == "ranking" else kind
    looks = {"appearance": "minimal"} if element["type"] == "dropdown" else {}
    order = {"parameters": "randomize=true"} if element.get("choicesOrder") == "random" else {}
    low, high = element.get("minSelectedChoices"), element.get("maxSelectedChoices")
    limits = _between(("count-selected(.) >=", low), ("count-selected(.) <=", high))
    name = form.listed(element["name"], element.get("choices", []))
    yield form.line(element, f"{kind} {name}", **looks, **order, **limits)


def _boolean(form: _Form, element: Json) -> Iterable[Line]:
    labels = (("true", element.get("labelTrue")), ("false", element.get("labelFalse")))
    choices = [{"value": value, "text": text or {}} for value, text in labels]
    name = form.listed(element["name"], choices)
    yield form.line(element, f"select_one {name}", cx_type="boolean")


def _matrix(form: _Form, element: Json) -> Iterable[Line]:
    low = int(element.get("rateMin", 1))
    high = int(element.get("rateMax") or element.get("points", 7))
    ends = {low: element.get("minRateDescription"), high: element.get("maxRateDescription")}
    choices = [{"value": n, "text": ends.get(n) or {form.language: str(n)}} for n in range(low, high + 1)]
    name = form.listed(element["name"], choices)
    yield form.line(element, "begin_group", appearance="table-list", cx_type="matrix")
    required = {"required": "yes"} if element.get("eachRowRequired") else {}
    for row in element["rows"]:
        title = row.get("title") or _opposites(row)
        touchpoint = {"touchpoint": row["touchpoint"]} if row.get("touchpoint") else {}
        yield {
            "type": f"select_one {name}",
            "name": f"{element['name']}_{row['name']}",
            **form.texts("label", title),
            **required,
            **touchpoint,
        }
    yield {"type": "end_group"}


def _opposites(row: Json) -> dict[str, str]:
    left, right = row.get("left", {}), row.get("right", {})
    return {
        language: f"{left.get(language, '')} - {right.get(language, '')}" for language in {**left, **right}
    }


def _parts(form: _Form, element: Json) -> Iterable[Line]:
    """Several entries under one heading, each a question."""
    kind = "decimal" if element["type"] == "constantsum" else "text"
    yield form.line(element, "begin_group")
    for part in element.get("rows") or element.get("fields") or []:
        name = part["name"] if isinstance(part, dict) else part
        title = part.get("title") if isinstance(part, dict) else None
        yield {
            "type": kind,
            "name": f"{element['name']}_{name}",
            **form.texts("label", title or {form.language: name}),
        }
    yield {"type": "end_group"}


def _panel(form: _Form, element: Json) -> Iterable[Line]:
    low, high = element.get("minPanelCount"), element.get("maxPanelCount")
    count = {"repeat_count": str(low)} if low and low == high else {}
    yield form.line(element, "begin_repeat", **count)
    yield from form.elements(element.get("elements", []))
    yield {"type": "end_repeat"}


def _file(form: _Form, element: Json) -> Iterable[Line]:
    accepts = element.get("accepts", [])
    pictures = bool(accepts) and set(accepts) <= set(PICTURES)
    yield form.line(element, "image" if pictures else "file")


def _note(form: _Form, element: Json) -> Iterable[Line]:
    texts = {language: _plain(text) for language, text in element.get("html", {}).items()}
    yield {
        "type": "note",
        "name": element["name"],
        **form.texts("label", texts),
        **form.said("relevant", element.get("visibleIf")),
    }


def _plain(text: str) -> str:
    """A statement that is nothing but paragraphs as lines; any other keeps its markup."""
    bare = text.removeprefix("<p>").removesuffix("</p>").replace("</p><p>", "\n")
    if "<" in bare:
        return text
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


WRITERS: dict[str, Callable[[_Form, Json], Iterable[Line]]] = {
    "comment": _comment,
    **dict.fromkeys(("rating", "nps", "csat", "ces"), _scale),
    "slider": _slider,
    **dict.fromkeys(("radiogroup", "dropdown", "checkbox", "ranking", "imagepicker"), _choice),
    "boolean": _boolean,
    "consent": lambda form, element: [form.line(element, "acknowledge")],
    **dict.fromkeys(("matrix", "semanticdifferential"), _matrix),
    **dict.fromkeys(("constantsum", "contact"), _parts),
    "paneldynamic": _panel,
    "file": _file,
    "signature": lambda form, element: [form.line(element, "image", appearance="signature")],
    "hidden": lambda form, element: [form.line(element, "hidden")],
    "html": _note,
}
