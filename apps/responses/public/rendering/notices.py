"""Pages that say in words why there is nothing to answer."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from apps.responses.public.rendering.brands import Brand


def notice_page(
    brand: Brand, language: str, *, title: str, words: str, link: str = "", link_words: str = ""
) -> str:
    """`title` and the other words are in `language` already."""
    context = {
        "page_title": title,
        "brand": brand,
        "words": words,
        "link": link,
        "link_words": link_words,
    }
    with translation.override(language):
        return render_to_string("responses/notice.html", context)
