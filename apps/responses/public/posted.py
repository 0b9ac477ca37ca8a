"""Reading a posted form that may hold anything."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.request import QueryDict
from django.utils.translation import gettext as _

from apps.common.errors import Invalid, TooLarge, TooMany
from apps.responses.public.files import MULTIPART, LimitedFiles, room_for_files
from apps.responses.public.floods import is_flooding_files
from apps.surveys.questionnaire.file_kinds import MEGABYTE

FORMS = frozenset({"application/x-www-form-urlencoded", MULTIPART})


def posted_form(request: HttpRequest, code: str) -> QueryDict:
    """The form's fields, NUL bytes and all; Invalid or TooLarge where it is not a form of ours.

    A form of a survey that asks for files may bring them: they are written to disk as they come.
    """
    if request.content_type == MULTIPART:
        _expect_files(request, code)
    elif size_of(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise TooLarge
    if request.content_type not in FORMS:
        raise Invalid(_("Only a form can be sent to this address."))
    if request.encoding:
        request.encoding = "utf-8"  # whatever it says: another charset could smuggle half characters in
    try:
        return request.POST
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError, ValueError) as error:
        raise Invalid(_("The form arrived damaged or holds too many fields.")) from error


def _expect_files(request: HttpRequest, code: str) -> None:
    room, ordinary = room_for_files(code), settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if size_of(request) > room + ordinary:
        words = _("The files are too large together: at most %(most)s MB on one page.")
        raise TooLarge(words % {"most": room // MEGABYTE} if room else "")
    if size_of(request) > ordinary and is_flooding_files(request, request.client.schema_name):
        raise TooMany(_("Too many files are arriving. Please send yours again in a minute."))
    if room and not hasattr(request, "_files"):  # tried again after a lost line: read already
        request.upload_handlers = [LimitedFiles(request)]


def size_of(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
