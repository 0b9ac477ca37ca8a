from __future__ import annotations

import uuid
from typing import cast

from django.http import FileResponse, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.accounts.roles import Role
from apps.portal.pages import page_for
from apps.responses.errors import UnknownUpload
from apps.responses.uploads.keeping import open_file
from apps.responses.uploads.selectors import access_upload


@page_for(Role.VIEWER)
@require_safe
def response_file(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """A file somebody sent: to be saved, never shown by the browser, whatever it holds."""
    upload = access_upload(upload_id)
    try:
        file = open_file(upload.pk)
    except FileNotFoundError as error:
        raise UnknownUpload from error
    response = FileResponse(file, as_attachment=True, filename=upload.name, content_type=upload.content_type)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return cast(HttpResponse, response)  # streamed; the decorators ask for no more than a response
