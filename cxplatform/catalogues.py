"""Message catalogues without gettext's tools, which a bare machine lacks: ``update`` and ``compile``, by Babel.

English is the source language; each other one has ``locale/<language>/LC_MESSAGES/django.po``.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
LANGUAGES = ("it",)
SOURCES = ("apps", "cxplatform")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
METHODS = [
    ("**/migrations/**.py", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "cxplatform.catalogues:extract_template"),
    ("**/templates/**.txt", "cxplatform.catalogues:extract_template"),
]


def extract_template(
    file: Any, keywords: Mapping[str, Any], comment_tags: Collection[str], options: Any
) -> Iterator[Any]:
    """Babel's extractor for Django templates: Django turns the template into Python-like text first."""
    text = templatize(file.read().decode("utf-8"))
    lines = "\n".join(line.strip() for line in text.splitlines())
    yield from extract_python(io.BytesIO(lines.encode()), keywords, comment_tags, options)


def messages() -> Catalog:
    """Every text in the sources, with where it stands (file only: line numbers make noisy diffs)."""
    found = Catalog(charset="utf-8")
    for source in SOURCES:
        for name, _line, message, comments, context in extract_from_dir(
            ROOT / source, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(message, locations=[(f"{source}/{name}", 0)], auto_comments=comments, context=context)
    return found


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="cxplatform", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    template = messages()
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.fuzzy, catalogue.header_comment = False, f"# cxplatform in {language}"
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        with path_of(language).open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
        missing = missing_in(catalogue)
        print(f"{language}: {len(catalogue)} texts, {len(missing)} without translation")


def missing_in(catalogue: Catalog) -> list[str]:
    """Source texts that have no translation, or only half of their plural forms."""
    found = []
    for message in catalogue:
        forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.id and not all(forms):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def compile_all() -> None:
    for language in LANGUAGES:
        path = path_of(language)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, read(language))


if __name__ == "__main__":
    {"update": update, "compile": compile_all}[sys.argv[1]]()
