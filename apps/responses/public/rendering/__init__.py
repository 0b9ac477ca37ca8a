"""The respondent's pages as bytes."""

from apps.responses.public.rendering.cached import first_page
from apps.responses.public.rendering.endings import thanks_page
from apps.responses.public.rendering.notices import notice_page
from apps.responses.public.rendering.pages import Sheet, page_html
from apps.responses.public.rendering.varying import first_page_varies

__all__ = ["Sheet", "first_page", "first_page_varies", "notice_page", "page_html", "thanks_page"]
