"""From columns to a mapping and back: one small form a column, and one for what concerns all rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.common.errors import FieldProblem
from apps.exchange.imports.score_reading import METRICS
from apps.kpis.models import Metric

MOST_COLUMNS_MAPPED = 200  # by hand, on one page
SINGLE = ("id", "date", "customer")  # what only one column can be
USES = [
    ("", gettext_lazy("leave out")),
    ("score", gettext_lazy("score")),
    ("text", gettext_lazy("text")),
    ("dimension", gettext_lazy("dimension")),
    ("date", gettext_lazy("date")),
    ("id", gettext_lazy("id of the row")),
    ("customer", gettext_lazy("customer key")),
]
FIELD_OF = {"metric": "metric", "touchpoint": "code", "min": "low", "max": "high"}


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("Choose a file, or drop it here"))


class ColumnForm(forms.Form):
    """What one column means. ``code`` is the touchpoint of a score, or the name of a dimension."""

    use = forms.ChoiceField(label=gettext_lazy("Use as"), choices=USES, required=False)
    code = forms.CharField(label=gettext_lazy("Touchpoint or dimension"), max_length=64, required=False)
    metric = forms.ChoiceField(
        label=gettext_lazy("Metric"), choices=[(m, Metric(m).label) for m in METRICS], required=False
    )
    low = forms.IntegerField(label=gettext_lazy("Scale from"), min_value=0, max_value=10, required=False)
    high = forms.IntegerField(label=gettext_lazy("to"), min_value=0, max_value=10, required=False)
    missing = forms.CharField(label=gettext_lazy("No answer"), max_length=500, required=False)
    values = forms.CharField(label=gettext_lazy("Texts as numbers"), max_length=4000, required=False)

    def __init__(self, *args: Any, column: str, samples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.column, self.samples = column, samples
        self.fields["missing"].widget.attrs["placeholder"] = "0, 99"
        self.fields["values"].widget.attrs["placeholder"] = "yes = 1; no = 0"

    @property
    def is_score(self) -> bool:
        return str(self["use"].value() or "") == "score"

    def clean_values(self) -> dict[str, int]:
        """ "satisfied = 1; not satisfied = 0", with a semicolon or a new line between."""
        found = {}
        for entry in filter(str.strip, re.split(r"[;\n]", self.cleaned_data["values"])):
            text, equals, number = entry.rpartition("=")
            if not equals or not re.fullmatch(r"[0-9]{1,2}", number.strip()):
                raise forms.ValidationError(_("Write: text = number; text = number"))
            found[text.strip()] = int(number)
        return found

    def score(self) -> dict[str, Any]:
        data = self.cleaned_data
        found = {
            "column": self.column,
            "metric": data["metric"],
            "touchpoint": data["code"].strip(),
            "min": data["low"],
            "max": data["high"],
            "missing": [entry.strip() for entry in data["missing"].split(",") if entry.strip()],
            "values": data["values"],
        }
        return {key: value for key, value in found.items() if value not in ("", None, [], {})}


class RowsForm(forms.Form):
    """What concerns every row."""

    constant = forms.DateField(
        label=gettext_lazy("Date of all rows"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "Where no column is the date. Without either, rows count on the day of the import."
        ),
    )
    pattern = forms.CharField(
        label=gettext_lazy("Format of the date"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Such as DD/MM/YYYY. Empty: the order is found out from all rows."),
    )
    source = forms.CharField(
        label=gettext_lazy("Where the ids come from"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Only if files of different systems use the same ids for different rows."),
    )


class MappingForms:
    """All forms of the mapping page. ``is_valid`` first, then ``document``."""

    def __init__(
        self,
        header: Sequence[str],
        *,
        document: Mapping[str, Any],
        data: Any = None,
        samples: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        initial = _initial(document)
        self.rows = RowsForm(data, prefix="rows", initial=_rows_initial(document))
        self.columns = [
            ColumnForm(
                data,
                prefix=f"c{i}",
                initial=initial.get(name, {}),
                column=name,
                samples=(samples or {}).get(name, ()),
            )
            for i, name in enumerate(header[:MOST_COLUMNS_MAPPED])
        ]
        self.left_out = max(0, len(header) - MOST_COLUMNS_MAPPED)

    def is_valid(self) -> bool:
        every = [self.rows, *self.columns]
        valid = len([form for form in every if form.is_valid()]) == len(every)  # not all(): every fault shows
        for use in SINGLE:
            for form in [f for f in self.columns if f.cleaned_data.get("use") == use][1:]:
                form.add_error("use", _("Another column is this already."))
                valid = False
        names: set[str] = set()
        for form in [f for f in self.columns if f.cleaned_data.get("use") == "dimension"]:
            name = form.cleaned_data.get("code", "").strip()
            if name in names:
                form.add_error("code", _("Another column has this name already."))
                valid = False
            names.add(name)
        return valid

    def document(self) -> dict[str, Any]:
        by_use: dict[str, list[ColumnForm]] = {}
        for form in self.columns:
            by_use.setdefault(form.cleaned_data["use"], []).append(form)
        found: dict[str, Any] = {
            "scores": [form.score() for form in by_use.get("score", [])],
            "texts": [form.column for form in by_use.get("text", [])],
            "dimensions": {f.cleaned_data["code"].strip(): f.column for f in by_use.get("dimension", [])},
            "source": self.rows.cleaned_data["source"].strip(),
            "date": self._date(by_use.get("date", [])),
        }
        found |= {use: by_use[use][0].column for use in ("id", "customer") if use in by_use}
        return {key: value for key, value in found.items() if value}

    def _date(self, columns: Sequence[ColumnForm]) -> dict[str, str] | None:
        constant, pattern = self.rows.cleaned_data["constant"], self.rows.cleaned_data["pattern"].strip()
        if columns:
            return {"column": columns[0].column} | ({"format": pattern} if pattern else {})
        return {"constant": constant.isoformat()} if constant else None

    def add_problems(self, document: Mapping[str, Any], problems: Iterable[FieldProblem]) -> None:
        """Put each beside the field it is about."""
        for problem in problems:
            parts = problem.pointer.strip("/").split("/")
            form, field = self._place(document, parts)
            if form is None:
                self.rows.add_error("pattern" if parts[0] == "date" else None, problem.detail)
            else:
                form.add_error(field, problem.detail)

    def _place(
        self, document: Mapping[str, Any], parts: Sequence[str]
    ) -> tuple[ColumnForm | None, str | None]:
        column: Any = None
        field = "use"
        if parts[0] == "scores" and len(parts) > 1:
            column = document["scores"][int(parts[1])]["column"]
            field = FIELD_OF.get(parts[2], parts[2]) if len(parts) > 2 else "use"
        elif parts[0] == "dimensions" and len(parts) > 1:
            column, field = document["dimensions"].get("/".join(parts[1:])), "code"
        form = next((form for form in self.columns if form.column == column), None)
        return form, field if form and field in form.fields else None


def _initial(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each column's form shows for this mapping."""
    found: dict[str, dict[str, Any]] = {}
    for name, column in document.get("dimensions", {}).items():
        found[column] = {"use": "dimension", "code": name}
    for column in document.get("texts", []):
        found[column] = {"use": "text"}
    for use, column in (
        *((u, document.get(u)) for u in ("id", "customer")),
        ("date", _date_column(document)),
    ):
        if column:
            found[column] = {"use": use}
    for score in document.get("scores", []):
        found[score["column"]] = {
            "use": "score",
            "code": score.get("touchpoint", ""),
            "metric": score.get("metric"),
            "low": score.get("min"),
            "high": score.get("max"),
            "missing": ", ".join(str(entry) for entry in score.get("missing", [])),
            "values": "; ".join(f"{text} = {number}" for text, number in score.get("values", {}).items()),
        }
    return found


def _date_column(document: Mapping[str, Any]) -> str | None:
    return (document.get("date") or {}).get("column")


def _rows_initial(document: Mapping[str, Any]) -> dict[str, Any]:
    date = document.get("date") or {}
    return {
        "constant": date.get("constant"),
        "pattern": date.get("format", ""),
        "source": document.get("source", ""),
    }
