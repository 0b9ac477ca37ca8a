"""The questionnaire a mapping stands for: imported rows are responses to it like any others."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from apps.exchange.imports.mapping import Mapping, ScoreColumn

LONGEST = 60  # of a name; the rest is for the number that makes it unique


@dataclass(frozen=True)
class Question:
    """Where the value of a column goes: to a question, or to a row of one."""

    column: str
    name: str
    row: str | None = None


@dataclass(frozen=True)
class Form:
    """The document for surveys.services, and where each column of the mapping lands in it."""

    document: dict[str, Any]
    scores: tuple[Question, ...]
    texts: tuple[Question, ...]


def form_of(mapping: Mapping, *, title: str, language: str) -> Form:
    """Depends on the mapping alone, so the same mapping names the same questions for ever."""
    names = _Names()
    elements: list[dict[str, Any]] = []
    matrices: dict[str, dict[str, Any]] = {}
    scores = []
    for score in mapping.scores:
        if score.metric == "attribute":
            matrix = matrices.get(_matrix_name(score))
            if matrix is None:
                matrix = matrices[_matrix_name(score)] = _matrix(score, names)
                elements.append(matrix)
            row = _Names(r["name"] for r in matrix["rows"]).take(score.column)
            matrix["rows"].append({"name": row, "title": {language: score.column}})
            scores.append(Question(score.column, matrix["name"], row))
        else:
            name = names.take(score.column)
            elements.append(_question(score, name, language))
            scores.append(Question(score.column, name))
    texts = [Question(column, names.take(column)) for column in mapping.texts]
    elements += [{"type": "comment", "name": t.name, "title": {language: t.column}} for t in texts]
    document = {
        "title": {language: title},
        "language": language,
        "pages": [{"name": "p1", "elements": elements}],
    }
    return Form(document, tuple(scores), tuple(texts))


def _question(score: ScoreColumn, name: str, language: str) -> dict[str, Any]:
    element: dict[str, Any] = {"name": name, "title": {language: score.column}}
    if score.touchpoint:
        element["touchpoint"] = score.touchpoint
    if score.metric == "csat":
        points = score.maximum - score.minimum + 1
        return {"type": "csat", "points": points, "rateMin": score.minimum, **element}
    if score.metric == "touchpoint":
        return {"type": "rating", "rateMin": score.minimum, "rateMax": score.maximum, **element}
    return {"type": score.metric, **element}


def _matrix(score: ScoreColumn, names: _Names) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "matrix",
        "name": names.take(_matrix_name(score)),
        "rateMin": score.minimum,
        "rateMax": score.maximum,
        "rows": [],
    }
    return found | ({"touchpoint": score.touchpoint} if score.touchpoint else {})


def _matrix_name(score: ScoreColumn) -> str:
    """Part of the attribute's own code, so it says the scale and nothing that changes with other columns."""
    return "_".join(filter(None, ["items", str(score.minimum), str(score.maximum), score.touchpoint or ""]))


class _Names:
    """Names of questions, made of columns: letters, digits and _, each used once."""

    def __init__(self, taken: Any = ()) -> None:
        self.taken: set[str] = set(taken)

    def take(self, column: str) -> str:
        name = base = slug(column, begin="c")
        number = 2
        while name in self.taken:
            name, number = f"{base}_{number}", number + 1
        self.taken.add(name)
        return name


def slug(text: str, *, begin: str = "", longest: int = LONGEST) -> str:
    """ASCII letters, digits and _ for a name; "c" for columns whose name has none or starts with a digit."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:longest].strip("_")
    return found if found and (found[0].isalpha() or not begin) else f"{begin}_{found}".strip("_")
