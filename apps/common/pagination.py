from __future__ import annotations

from rest_framework.pagination import CursorPagination as Base


class CursorPagination(Base):
    """Stable under inserts: newest first, ``?cursor=`` from the links, ``?page_size=`` up to 1,000."""

    page_size_query_param = "page_size"
    max_page_size = 1000
    ordering = ("-created_at", "-id")
