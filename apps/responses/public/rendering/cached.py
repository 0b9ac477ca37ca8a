"""Pages that are the same for everybody: rendered once per process, then only spliced.

The keys hold random ids, so nothing of one client can reach another; a published version never changes, and a
new build starts a new process.
"""

from __future__ import annotations

import uuid
from functools import lru_cache
from typing import NamedTuple

from apps.responses.public import turning
from apps.responses.public.rendering.brands import Brand
from apps.responses.public.rendering.pages import Sheet, page_html
from apps.surveys.selectors import published

PLACE = "token-stands-here"


class Halves(NamedTuple):
    """A page without its token."""

    before: bytes
    after: bytes

    def with_token(self, token: str) -> bytes:
        return b"".join((self.before, token.encode(), self.after))


@lru_cache(maxsize=512)
def first_page(version_id: uuid.UUID, language: str, brand: Brand) -> Halves:
    """The first page as it is before anything is answered and for an address that says nothing."""
    survey = published(version_id)
    page = turning.opening_page(survey.questionnaire, {})
    html = page_html(Sheet(survey, page, language, brand, PLACE))
    before, after = html.split(f'value="{PLACE}"')
    return Halves(f'{before}value="'.encode(), f'"{after}'.encode())
