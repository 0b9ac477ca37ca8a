"""Surveys of other tools over REST: a file in, its report, and ours as a file out."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import IO, Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api import StrictJSONParser
from apps.common.api.shapes import Query, read_object
from apps.common.api.views import Face, uuid_in
from apps.common.errors import FieldProblem, Invalid, TooLarge
from apps.exchange.surveys.converting import READERS
from apps.exchange.surveys.exporting import WRITERS, export_survey
from apps.exchange.surveys.limits import MOST_BYTES
from apps.exchange.surveys.report import FATES
from apps.exchange.surveys.selectors import ConversionReport, conversion_of
from apps.exchange.surveys.services import acknowledge_conversion, import_survey
from apps.surveys.selectors import access_survey

FORMATS = sorted(READERS)


class FileParser(BaseParser):
    """A file as it is, up to the size a questionnaire may have."""

    media_type = "application/octet-stream"

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        body = stream.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            raise TooLarge
        return body


class ImportQuery(Query):
    file_name = serializers.CharField(required=False, max_length=200, help_text="Of a file sent as it is.")
    format = serializers.ChoiceField(FORMATS, required=False, help_text="Found out unless given.")


class ImportShape(serializers.Serializer[Any]):
    """A file in base64, or a JSON survey as it is; a file itself is sent as application/octet-stream."""

    file_name = serializers.CharField(required=False)
    content = serializers.CharField(required=False, help_text="The file in base64.")
    document = serializers.JSONField(required=False, help_text="Instead: a SurveyJS or QSF document.")

    class Meta:
        ref_name = "SurveyFile"


class EntryShape(serializers.Serializer[Any]):
    source = serializers.CharField(help_text="The place in the file.")  # type: ignore[assignment]
    kind = serializers.CharField()
    what = serializers.CharField(help_text="The words that stand there.")
    fate = serializers.ChoiceField(FATES)
    note = serializers.CharField(help_text="Why, in the language asked for.")
    is_logic = serializers.BooleanField()

    class Meta:
        ref_name = "ConversionEntry"


class ConversionShape(serializers.Serializer[Any]):
    survey = serializers.UUIDField()
    format = serializers.ChoiceField(FORMATS)
    file_name = serializers.CharField()
    made_at = serializers.DateTimeField()
    acknowledged_at = serializers.DateTimeField(allow_null=True)
    must_be_acknowledged = serializers.BooleanField(
        help_text="Logic was left out; the survey cannot be published before somebody says they know."
    )
    counts = serializers.DictField(child=serializers.IntegerField())
    elements = EntryShape(many=True)

    class Meta:
        ref_name = "Conversion"


class WrittenShape(serializers.Serializer[Any]):
    format = serializers.ChoiceField(sorted(WRITERS))
    file_name = serializers.CharField()
    content_type = serializers.CharField()
    encoding = serializers.ChoiceField(["utf-8", "base64"])
    content = serializers.CharField()

    class Meta:
        ref_name = "WrittenSurvey"


@extend_schema(tags=["surveys"])
class ImportSurveyView(Face):
    queries: ClassVar[dict[str, type[Query]]] = {"post": ImportQuery}
    parser_classes = (StrictJSONParser, FileParser)

    @extend_schema(
        operation_id="surveys_import",
        summary="Bring in a survey of another tool",
        description="SurveyJS JSON, XLSForm (XLSX), LimeSurvey LSS or Qualtrics QSF becomes a draft. The answer "
        "says of every element of the file whether it is kept, and why not.",
        request={"application/json": ImportShape, "application/octet-stream": bytes},
        responses={201: ConversionShape},
    )
    def post(self, request: Request) -> Response:
        data, file_name = _file_of(request, self.query.get("file_name", ""))
        conversion = import_survey(data, file_name, actor=request.user, format_name=self.query.get("format"))
        return Response(_body(conversion_of(conversion.survey)), status=201)


@extend_schema(tags=["surveys"])
class ConversionView(Face):
    @extend_schema(
        operation_id="surveys_conversion",
        summary="Read what became of an imported survey",
        responses=ConversionShape,
    )
    def get(self, request: Request, **path: str) -> Response:
        return Response(_body(conversion_of(access_survey(uuid_in(path["id"])))))


@extend_schema(tags=["surveys"])
class AcknowledgeView(Face):
    @extend_schema(
        operation_id="surveys_conversion_acknowledge",
        summary="Acknowledge the logic that was left out",
        description="The survey can be published from then on.",
        request=None,
        responses=ConversionShape,
    )
    def post(self, request: Request, **path: str) -> Response:
        survey = access_survey(uuid_in(path["id"]))
        acknowledge_conversion(survey, actor=request.user)
        return Response(_body(conversion_of(survey)))


@extend_schema(tags=["surveys"])
class ExportSurveyView(Face):
    format_name = ""

    @extend_schema(
        summary="Write the draft in another tool's format",
        description="A text as it is, a workbook in base64.",
        responses=WrittenShape,
    )
    def get(self, request: Request, **path: str) -> Response:
        written = export_survey(access_survey(uuid_in(path["id"])), self.format_name)
        is_text = written.content_type == "application/json"
        content = written.body.decode() if is_text else base64.b64encode(written.body).decode()
        return Response(
            {
                "format": self.format_name,
                "file_name": written.file_name,
                "content_type": written.content_type,
                "encoding": "utf-8" if is_text else "base64",
                "content": content,
            }
        )


def _file_of(request: Request, file_name: str) -> tuple[bytes, str]:
    body: Any = request.data
    if isinstance(body, bytes):
        return body, file_name
    sent = read_object(body, ImportShape)
    name, content, document = (sent.get(key) for key in ("file_name", "content", "document"))
    if (content is None) == (document is None):
        raise Invalid(errors=[FieldProblem("", "content", _("Send either content or document."))])
    if name is not None and not isinstance(name, str):
        raise Invalid(errors=[FieldProblem("/file_name", "type", _("Give a text."))])
    if document is not None:
        return json.dumps(document).encode(), name or file_name
    try:
        return base64.b64decode(
            content if isinstance(content, str) else "!", validate=True
        ), name or file_name
    except (binascii.Error, ValueError) as error:
        problem = FieldProblem("/content", "base64", _("Give the file in base64."))
        raise Invalid(errors=[problem]) from error


def _body(found: ConversionReport) -> dict[str, Any]:
    conversion = found.conversion
    return {
        "survey": str(conversion.survey.uid),
        "format": conversion.format,
        "file_name": conversion.file_name,
        "made_at": conversion.made_at,
        "acknowledged_at": conversion.acknowledged_at,
        "must_be_acknowledged": found.must_be_acknowledged,
        "counts": found.counts,
        "elements": [
            {
                "source": line.source,
                "kind": line.kind,
                "what": line.what,
                "fate": line.fate,
                "note": line.note,
                "is_logic": line.is_logic,
            }
            for line in found.lines
        ],
    }
