from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.common.errors import Conflict, FieldProblem, Invalid, NotFound


class InvalidQuestionnaire(Invalid):
    code = "invalid_questionnaire"
    title = _("The questionnaire has mistakes")


class UnknownSurvey(NotFound):
    code = "unknown_survey"
    title = _("There is no such survey")


class NotPublishable(Conflict):
    code = "not_publishable"
    title = _("This survey cannot be published")


class DraftConflict(Conflict):
    """Somebody changed the draft since it was read.

    `by` and `at`: who last and when; `revision` is the draft's own now; `before` the draft as the reader saw it,
    None when that is not kept any more, `after` as it is; `words` say what changed between.
    """

    code = "draft_conflict"
    title = _("Somebody else changed this survey")

    def __init__(
        self,
        *,
        by: str,
        at: datetime,
        revision: int,
        before: dict[str, Any] | None,
        after: dict[str, Any],
        words: tuple[str, ...] = (),
    ) -> None:
        self.by, self.at, self.revision = by, at, revision
        self.before, self.after, self.words = before, after, words
        clock = formats.time_format(timezone.localtime(at), "TIME_FORMAT")
        said = gettext("%(who)s changed this survey at %(time)s") % {"who": by or "?", "time": clock}
        problem = FieldProblem(
            "/revision", "stale", gettext("The draft is at revision %(n)s.") % {"n": revision}
        )
        super().__init__(f"{said}: {'; '.join(words)}." if words else f"{said}.", errors=[problem])


class NothingToUndo(Conflict):
    code = "nothing_to_undo"
    title = _("There is no step to go to")


class UnknownVersion(NotFound):
    code = "unknown_version"
    title = _("The survey has no such version")


class UnknownBankQuestion(NotFound):
    code = "unknown_bank_question"
    title = _("The question bank has no such question")


class UnknownQuestion(NotFound):
    code = "unknown_question"
    title = _("The draft has no such question")
