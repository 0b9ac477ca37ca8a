"""Operations on the questionnaire as a whole."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _

from apps.surveys.editing.done import Done
from apps.surveys.editing.errors import EditRefused
from apps.surveys.editing.fields import Fields
from apps.surveys.editing.places import Json, Work
from apps.surveys.editing.settings import put


def change_survey(work: Work, fields: Fields) -> Done:
    """Settings of the questionnaire: its texts, language, endings, calculated values and so on."""
    settings = fields.object("settings")
    touched = put(work.document, settings, work.document["language"], fixed=("pages",))
    return Done(None, {"settings": touched}, "", "/settings")


def replace(work: Work, fields: Fields) -> Done:
    """All of it at once; judged when the result is read."""
    document: Any = fields.any("document")
    if not isinstance(document, dict):
        raise EditRefused("/document", _("A questionnaire is an object."), code="type")
    work.document = cast(Json, document)
    return Done(None, {}, "", "/document")
