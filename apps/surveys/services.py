"""Surveys are made, changed, published and closed here; a published version is frozen for ever."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit.services import record
from apps.common.errors import FieldProblem
from apps.kpis.models import NONE
from apps.kpis.services import ensure_definition, survey_member
from apps.surveys.drafts import locked, refuse_stale, store
from apps.surveys.errors import InvalidQuestionnaire, NotPublishable
from apps.surveys.models import Survey, Version
from apps.surveys.publishing import refuse_unpublishable
from apps.surveys.questionnaire import MetricItem, Questionnaire, load, metric_items, touchpoint_codes
from apps.touchpoints.models import Touchpoint

CODE = re.compile(r"[a-z0-9][a-z0-9_-]{1,63}")  # part of the public address


@transaction.atomic
def create_survey(
    document: Mapping[str, Any], *, actor: Any, code: str | None = None, is_import: bool = False
) -> Survey:
    """A new draft. Raises QuestionnaireError naming every fault; ``code`` must be free."""
    questionnaire = checked(document)
    survey = Survey(title=questionnaire.title.dump(), draft=questionnaire.dump(), is_import=is_import)
    if code is not None:
        survey.code = _checked_code(code)
    try:
        with transaction.atomic():
            survey.save()
    except IntegrityError as error:
        raise InvalidQuestionnaire(
            errors=[FieldProblem("/code", "taken", _("Another survey has this code."))]
        ) from error
    record("survey.created", actor=actor, target=survey.code)
    return survey


@transaction.atomic
def change_draft(
    survey: Survey, document: Mapping[str, Any], *, actor: Any, revision: int | None = None
) -> Survey:
    """Replace the draft; what is published stays as it is until the next publication.

    A step like any other, which can be undone. With `revision` DraftConflict is raised where the draft is another.
    """
    survey = locked(survey)
    refuse_stale(survey, revision)
    questionnaire = checked(document)
    found = questionnaire.dump()
    if found != survey.draft:
        store(survey, found, {"op": "replace"}, actor=actor)
    return survey


@transaction.atomic
def publish_survey(survey: Survey, *, actor: Any) -> Version:
    """Freeze the draft as the next version and open the survey. Publishing an unchanged draft adds no version.

    Raises NotPublishable with every error the checks find.
    """
    survey = locked(survey)
    version = survey.version
    if version is None or version.document != survey.draft:
        refuse_unpublishable(survey)
        version = _freeze(survey, checked(survey.draft), actor)
    survey.version, survey.state = version, Survey.State.PUBLISHED
    if survey.closes_at and survey.closes_at <= timezone.now():
        survey.closes_at = None
    survey.save(update_fields=["version", "state", "closes_at", "updated_at"])
    record("survey.published", actor=actor, target=survey.code, version=version.number)
    return version


@transaction.atomic
def close_survey(survey: Survey, *, actor: Any) -> Survey:
    """Take no more answers. Publishing again opens it."""
    survey = locked(survey)
    survey.state = Survey.State.CLOSED
    survey.save(update_fields=["state", "updated_at"])
    record("survey.closed", actor=actor, target=survey.code)
    return survey


@transaction.atomic
def schedule_survey(survey: Survey, *, opens_at: Any, closes_at: Any, actor: Any) -> Survey:
    """Between these moments it takes answers; None leaves that end open."""
    survey = locked(survey)
    if opens_at and closes_at and closes_at <= opens_at:
        raise InvalidQuestionnaire(
            errors=[FieldProblem("/closes_at", "before_opening", _("It would close before it opens."))]
        )
    survey.opens_at, survey.closes_at = opens_at, closes_at
    survey.save(update_fields=["opens_at", "closes_at", "updated_at"])
    record("survey.scheduled", actor=actor, target=survey.code)
    return survey


def checked(document: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire, its touchpoints known to the inventory. Raises QuestionnaireError or InvalidQuestionnaire."""
    questionnaire = load(document)
    asked = touchpoint_codes(questionnaire)
    missing = asked - set(Touchpoint.objects.filter(code__in=asked).values_list("code", flat=True))
    if missing:
        detail = _("The inventory has no touchpoint with this code: %(codes)s.")
        problem = FieldProblem("/pages", "unknown_touchpoint", detail % {"codes": ", ".join(sorted(missing))})
        raise InvalidQuestionnaire(errors=[problem])
    return questionnaire


def _checked_code(code: Any) -> str:
    if isinstance(code, str) and CODE.fullmatch(code):
        return code
    words = _("Use 2 to 64 small letters, digits, hyphens and underscores.")
    raise InvalidQuestionnaire(errors=[FieldProblem("/code", "format", words)])


def _freeze(survey: Survey, questionnaire: Questionnaire, actor: Any) -> Version:
    if not questionnaire.questions:
        raise NotPublishable(_("Add a question before publishing."))
    items = metric_items(questionnaire)
    codes = touchpoint_codes(questionnaire)
    touchpoints = dict(Touchpoint.objects.filter(code__in=codes).values_list("code", "pk"))
    last = survey.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return Version.objects.create(
        survey=survey,
        number=last + 1,
        document=survey.draft,
        bindings={item.item: _binding(item, touchpoints) for item in items},
        member=survey_member(survey.code),
        published_by=actor.label if actor else "system",
    )


def _binding(item: MetricItem, touchpoints: Mapping[str, int]) -> dict[str, int]:
    definition = ensure_definition(
        item.metric,
        code=item.code or "",
        scale_min=item.scale_min,
        scale_max=item.scale_max,
        top_k=item.k or 0,
        wording=item.title if item.metric == "attribute" else None,
    )
    return {"definition": definition.pk, "touchpoint": touchpoints.get(item.touchpoint or "", NONE)}
