from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.common.ids import new_uuid
from apps.surveys.models import Survey, Version


class ResponseQuerySet(models.QuerySet["Response"]):
    def kept(self) -> ResponseQuerySet:
        return self.filter(erased_at=None)

    def counted(self) -> ResponseQuerySet:
        """Complete responses of people the survey is for: neither tests nor screened out."""
        return self.kept().filter(is_test=False, is_screened_out=False)


class Response(models.Model):
    """One person's submission to one version of a survey.

    The submission id is chosen by the sender and stays taken for ever, also after an erasure: a retry of what
    was acknowledged never counts twice.
    """

    class Source(models.TextChoices):
        PAGE = "page", _("survey page")
        API = "api", _("API")
        IMPORT = "import", _("import")
        DEMO = "demo", _("demo data")

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    submission_id = models.UUIDField(unique=True)
    digest = models.BinaryField(max_length=32)  # SHA-256 of what was sent, before defaults
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="responses")
    submitted_at = models.DateTimeField()
    day = models.DateField()  # of submitted_at in the client's time zone, fixed when posted
    language = models.CharField(max_length=10)
    channel = models.CharField(max_length=64, blank=True)
    customer = models.CharField(max_length=200, blank=True)  # the client's own pseudonymous key
    dimensions = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    ignored = models.JSONField(default=list)
    source = models.CharField(max_length=8, choices=Source.choices)
    is_test = models.BooleanField(default=False)
    ending = models.CharField(
        max_length=64, blank=True
    )  # the name of the ending shown; empty for the usual one
    is_screened_out = models.BooleanField(
        default=False
    )  # not the person the survey is for: kept, never scored
    batch_id = models.UUIDField(null=True)  # the import it came with
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="response_newest"),
            models.Index(fields=["survey", "-submitted_at"], name="response_survey"),
            models.Index(fields=["-submitted_at"], name="response_submitted"),
            models.Index(
                fields=["batch_id"], name="response_batch", condition=models.Q(batch_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Upload(models.Model):
    """A file a respondent sent for one question. The file lies outside the web root under the upload's id."""

    id = models.UUIDField(primary_key=True, default=new_uuid, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=200)
    submission_id = models.UUIDField(db_index=True)  # of the page it was sent from
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()  # bytes
    content_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)  # SHA-256
    sent_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name
