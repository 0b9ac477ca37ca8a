"""Questions whose answer holds files. Here an answer names them by their ids; the files are kept elsewhere."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from apps.surveys.questionnaire.elements import Question
from apps.surveys.questionnaire.errors import AnswerError
from apps.surveys.questionnaire.file_kinds import MEGABYTE


@dataclass(frozen=True, kw_only=True)
class AttachmentQuestion(Question):
    """In a form the ids stand under `upload_field`, new files under `file_field`."""

    @property
    def upload_field(self) -> str:
        return self.field

    @property
    def file_field(self) -> str:
        """No name of a question can hold a point, so it is nobody else's."""
        return f"{self.field}.file"

    @property
    def most_files(self) -> int:
        raise NotImplementedError

    @property
    def most_megabytes(self) -> int:
        """The largest file."""
        raise NotImplementedError

    @property
    def endings(self) -> tuple[str, ...]:
        """How the names of accepted files end."""
        raise NotImplementedError

    @property
    def most_bytes(self) -> int:
        """Of everything it takes together."""
        return self.most_files * self.most_megabytes * MEGABYTE

    def uploads(self, answer: Any) -> list[str]:
        """The ids a stored answer names."""
        raise NotImplementedError


def judge_upload(raw: Any) -> str:
    """The id of a file as it is stored; whether there is such a file is not known here."""
    if isinstance(raw, str) and len(raw) == 36:
        try:
            return str(uuid.UUID(raw))
        except ValueError:
            pass
    raise AnswerError("upload", _("Send the file on the survey page."))


def uploads_in(questions: Mapping[str, Question], answers: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """The ids of the files that answers name, by question."""
    return {
        name: question.uploads(answers[name])
        for name, question in questions.items()
        if isinstance(question, AttachmentQuestion) and answers.get(name) is not None
    }
