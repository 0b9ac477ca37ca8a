"""The respondent's pages as bytes."""

from apps.responses.public.rendering.cached import first_page, thanks_page
from apps.responses.public.rendering.notices import notice_page
from apps.responses.public.rendering.pages import Sheet, page_html

__all__ = ["Sheet", "first_page", "notice_page", "page_html", "thanks_page"]
