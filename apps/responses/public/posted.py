"""Reading a posted form that may hold anything."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.request import QueryDict
from django.utils.translation import gettext as _

from apps.common.errors import Invalid, TooLarge

FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


def posted_form(request: HttpRequest) -> QueryDict:
    """The form's fields, NUL bytes and all; Invalid or TooLarge where it is not a form of ours."""
    if _size(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise TooLarge
    if request.content_type not in FORMS:
        raise Invalid(_("Only a form can be sent to this address."))
    if request.encoding:
        request.encoding = "utf-8"  # whatever it says: another charset could smuggle half characters in
    try:
        return request.POST
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError, ValueError) as error:
        raise Invalid(_("The form arrived damaged or holds too many fields.")) from error


def _size(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
