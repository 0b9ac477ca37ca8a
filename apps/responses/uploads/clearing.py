"""Removing files that no response names: their page was never sent, another one was chosen, it was erased."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from apps.responses.models import Upload
from apps.responses.uploads import keeping
from apps.responses.uploads.services import PATIENCE, discard_files

PORTION = 500

UNNAMED = """
SELECT u.id FROM responses_upload u
WHERE u.sent_at < %s AND NOT EXISTS (
    SELECT 1 FROM responses_response r
    WHERE r.submission_id = u.submission_id AND r.erased_at IS NULL
    AND jsonb_path_exists(r.answers, '$.** ? (@ == $id)', jsonb_build_object('id', u.id::text))
)
ORDER BY u.sent_at LIMIT %s FOR UPDATE OF u SKIP LOCKED
"""


def clear_uploads() -> int:
    """Remove what is older than a day and named by nothing, of the client we are in; returns how many.

    A file counts as gone before that for answers being stored, so nothing is taken from under them. Files without a
    row are what a crash left behind.
    """
    before = timezone.now() - PATIENCE
    removed = 0
    while portion := _clear_portion(before):
        removed += portion
    stray = keeping.kept_before(before)
    known = set(Upload.objects.filter(pk__in=stray).values_list("pk", flat=True))
    gone = [upload_id for upload_id in stray if upload_id not in known]
    keeping.remove(gone)
    return removed + len(gone)


def _clear_portion(before: datetime) -> int:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(UNNAMED, [before, PORTION])
            ids = [row[0] for row in cursor.fetchall()]
        return discard_files(Upload.objects.filter(pk__in=ids))
