from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.ids import new_uuid, short_code
from apps.common.texts import in_language


def new_code() -> str:
    return short_code(8)


class SurveyQuerySet(models.QuerySet["Survey"]):
    def live(self) -> SurveyQuerySet:
        return self.filter(state=Survey.State.PUBLISHED)


class Survey(models.Model):
    """A questionnaire with a public address. The draft changes; what respondents see is a published version."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CLOSED = "closed", _("closed")

    uid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    code = models.CharField(max_length=64, unique=True, default=new_code)
    title = models.JSONField()  # {language: text}, of the draft
    draft = models.JSONField()  # the questionnaire document
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.ForeignKey("Version", on_delete=models.PROTECT, null=True, related_name="+")
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    is_import = models.BooleanField(default=False)  # made by an import; has no public page
    revision = models.PositiveIntegerField(
        default=0
    )  # counts every change of the draft: who edits names the last seen
    step = models.PositiveIntegerField(default=0)  # the DraftStep the draft stands at; undo and redo move it
    translated = models.JSONField(
        default=dict
    )  # {text key: {language: digest of the text it was translated from}}
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[Any] = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return in_language(self.title) or self.code

    def is_open(self, now: datetime) -> bool:
        return (
            self.state == self.State.PUBLISHED
            and (self.opens_at is None or self.opens_at <= now)
            and (self.closes_at is None or now < self.closes_at)
        )


class Version(models.Model):
    """A published questionnaire: never changes, and every response points to the one it answered.

    ``bindings`` fixes what each metric item posts to: {item: {"definition": id, "touchpoint": id or 0}}, and
    ``member`` is the survey's member id in the built-in dimension.
    """

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    bindings = models.JSONField(default=dict)
    member = models.BigIntegerField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.survey} v{self.number}"


class DraftStep(models.Model):
    """One change of a draft in the builder, with the draft after it: what undo and redo walk along."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField()
    change = models.JSONField(default=dict)  # the operation, told in words where it is shown
    document = models.JSONField()
    made_by = models.CharField(max_length=254, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["survey", "number"], name="draft_step_once")]

    def __str__(self) -> str:
        return f"{self.survey} step {self.number}"


class Conversion(models.Model):
    """The report of a survey that came from another tool: what became of each of its elements."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="conversion")
    format = models.CharField(max_length=20)
    file_name = models.CharField(max_length=200, blank=True)
    report = models.JSONField(default=dict)
    made_by = models.CharField(max_length=254, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    acknowledged_by = models.CharField(max_length=254, blank=True)  # of the logic that was dropped
    acknowledged_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.survey} from {self.format}"


class BankQuestion(models.Model):
    """A question the client keeps for its next surveys."""

    uid = models.UUIDField(unique=True, default=new_uuid, editable=False)
    title = models.CharField(max_length=300)  # what it is found by
    element = models.JSONField()
    made_by = models.CharField(max_length=254, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title
