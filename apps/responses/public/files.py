"""Files on a posted page: read to disk within limits, judged, kept, and named in the form from then on."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest
from django.http.request import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.responses.public import floods
from apps.responses.public.tokens import PageToken
from apps.responses.uploads.services import is_room_left, keep_file, problems_with
from apps.surveys.models import Version
from apps.surveys.questionnaire import AnswerProblem, Questionnaire
from apps.surveys.questionnaire.attachments import AttachmentQuestion
from apps.surveys.questionnaire.file_kinds import HARD_LIMIT_MB, HEAD, MEGABYTE, FileKind, kind_of
from apps.surveys.selectors import Published, published, running_survey

MULTIPART = "multipart/form-data"
MOST_BYTES = 100 * MEGABYTE  # of all the files on one page


class LimitedFiles(TemporaryFileUploadHandler):
    """Writes files to disk as they come; one above the hard limit is passed over and its field remembered."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_large: list[str] = []
        self._received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._received += len(raw_data)
        if self._received > HARD_LIMIT_MB * MEGABYTE:
            self.too_large.append(self.field_name or "")
            self.file.close()
            raise SkipFile
        super().receive_data_chunk(raw_data, start)


def file_questions(questionnaire: Questionnaire) -> list[AttachmentQuestion]:
    return [q for q in questionnaire.questions.values() if isinstance(q, AttachmentQuestion)]


def room_for_files(code: str) -> int:
    """How many bytes of files a form posted to this survey may bring; 0 where it asks for none.

    Which version the form shows stands inside it: where the present one leaves no room, the others may.
    """
    running = running_survey(code)
    room = _room(running.version_id) if running.version_id else 0
    if room == 0 and running.version_id:
        others = Version.objects.filter(survey_id=running.survey_id).values_list("pk", flat=True)
        room = max((_room(version_id) for version_id in others), default=0)
    return room


def _room(version_id: uuid.UUID) -> int:
    pages = [
        sum(e.most_bytes for e in page.elements if isinstance(e, AttachmentQuestion))
        for page in published(version_id).questionnaire.pages
    ]
    return min(max(pages, default=0), MOST_BYTES)


@dataclass
class FileTaker:
    """Takes the files of one posted page; afterwards `form` names those that were kept."""

    request: HttpRequest
    form: QueryDict
    survey: Published
    token: PageToken
    problems: list[AnswerProblem] = field(default_factory=list)

    def take(self) -> None:
        questions = file_questions(self.survey.questionnaire)
        if not questions:
            return
        self.form = self.form.copy()
        is_shut = bool(self.request.FILES) and not running_survey(self.survey.code).is_open()
        for question in questions:
            self._drop_unknown(question)
            if not is_shut:
                self._take(question, self.request.FILES.getlist(question.file_field))

    def _drop_unknown(self, question: AttachmentQuestion) -> None:
        """What is no file of this submission is told, and not asked for again."""
        named = [text for text in self.form.getlist(question.upload_field) if text]
        if named and (found := problems_with({question.name: named}, self.token.submission_id)):
            self.problems += found
            kept = [one for one in named if not self._wrong(question, one)]
            self.form.setlist(question.upload_field, kept)

    def _wrong(self, question: AttachmentQuestion, upload_id: str) -> bool:
        return bool(problems_with({question.name: [upload_id]}, self.token.submission_id))

    def _take(self, question: AttachmentQuestion, files: Iterable[UploadedFile[bytes]]) -> None:
        if question.file_field in self._passed_over():
            self._refuse(question, "too_large", too_large(question))
        for file in files:
            self._take_one(question, file)

    def _passed_over(self) -> list[str]:
        handlers = (h for h in self.request.upload_handlers if isinstance(h, LimitedFiles))
        return [name for handler in handlers for name in handler.too_large]

    def _take_one(self, question: AttachmentQuestion, file: UploadedFile[bytes]) -> None:
        """Of a question that takes one file the new one stands for the one before."""
        kind = kind_of(file.name or "", file.read(HEAD), question.endings)
        file.seek(0)
        named = [text for text in self.form.getlist(question.upload_field) if text]
        fault = self._fault(question, file, kind, named)
        if fault or kind is None:
            self._refuse(question, *(fault or ("file_kind", "")))
            return
        upload = keep_file(
            file,
            kind,
            version_id=self.survey.version_id,
            question=question.name,
            submission_id=self.token.submission_id,
        )
        kept = [one for one in named if one != str(upload.pk)]
        self.form.setlist(question.upload_field, [*kept, str(upload.pk)][-question.most_files :])

    def _fault(
        self,
        question: AttachmentQuestion,
        file: UploadedFile[bytes],
        kind: FileKind | None,
        named: Sequence[str],
    ) -> tuple[str, str] | None:
        """Code and words of the first thing wrong with a file; None where nothing is."""
        if not file.size:
            return "empty_file", _("The file “%(name)s” is empty.") % {"name": file.name}
        if file.size > question.most_megabytes * MEGABYTE:
            return "too_large", too_large(question)
        if kind is None:
            words = _("The file “%(name)s” is not one of these: %(kinds)s.")
            return "file_kind", words % {"name": file.name, "kinds": ", ".join(question.endings)}
        if 1 < question.most_files <= len(named):
            text = ngettext("Send at most %(n)s file.", "Send at most %(n)s files.", question.most_files)
            return "too_many", text % {"n": question.most_files}
        if not self._may_send(file.size):
            return "too_many_files", _("Too many files are arriving. Please send yours again in a minute.")
        return None

    def _may_send(self, size: int) -> bool:
        client = self.request.client.schema_name
        return not floods.is_flooding_files(self.request, client) and is_room_left(size)

    def _refuse(self, question: AttachmentQuestion, code: str, words: str) -> None:
        self.problems.append(AnswerProblem(f"/answers/{question.name}", code, words, question.name))


def too_large(question: AttachmentQuestion) -> str:
    return _("A file is too large: at most %(most)s MB.") % {"most": question.most_megabytes}


def with_stand_ins(questionnaire: Questionnaire, request: HttpRequest) -> QueryDict:
    """The form of somebody who tries a draft: files are not kept, but count as sent."""
    form = request.POST.copy()
    for question in file_questions(questionnaire):
        new = [str(uuid.uuid4()) for _file in request.FILES.getlist(question.file_field)]
        if new:
            kept = [*form.getlist(question.upload_field), *new][-question.most_files :]
            form.setlist(question.upload_field, kept)
    return form
