"""Drafts over REST, changed by the operations of the builder."""

from __future__ import annotations

from typing import Any, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from apps.common.api.problems import PROBLEM
from apps.common.api.schema import ProblemSerializer
from apps.common.api.shapes import Query, read_object
from apps.common.api.views import FaceSet
from apps.surveys.api_draft_shapes import (
    DraftSerializer,
    EditShape,
    NewQuestionShape,
    QuestionChangeShape,
    QuestionListSerializer,
    RevisionQuery,
    RevisionShape,
)
from apps.surveys.api_pointers import said_of_the_body
from apps.surveys.api_revisions import revision_in
from apps.surveys.api_shapes import SurveyDetailSerializer, SurveySerializer
from apps.surveys.drafts import duplicate_survey, edit_draft, redo_draft, undo_draft
from apps.surveys.models import Survey
from apps.surveys.selectors import Draft, access_survey, draft_of

CONFLICT = OpenApiResponse(
    ProblemSerializer, "`draft_conflict`: somebody changed the draft since; `detail` says who, when and what."
)
CHANGED = {200: DraftSerializer, (409, PROBLEM): CONFLICT}
NAMED = r"questions/(?P<name>[^/]+)"
NAME = OpenApiParameter("name", OpenApiTypes.STR, OpenApiParameter.PATH, description="Name of the question.")


@extend_schema(tags=["drafts"])
class DraftSet(FaceSet):
    queries: ClassVar[dict[str, type[Query]]] = {"remove_question": RevisionQuery}

    @extend_schema(summary="Read the draft with its revision", responses=DraftSerializer)
    @action(detail=True, methods=["get"])
    def draft(self, request: Request, **_path: str) -> Response:
        return _answer(draft_of(access_survey(self.path_id)))

    @extend_schema(summary="Change the draft", request=EditShape, responses=CHANGED)
    @action(detail=True, methods=["post"])
    def edits(self, request: Request, **_path: str) -> Response:
        survey = access_survey(self.path_id)
        sent = read_object(request.data, EditShape)
        return self._edited(survey, sent["operation"], sent)

    @extend_schema(summary="Undo the last change", request=RevisionShape, responses=CHANGED)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **_path: str) -> Response:
        survey = access_survey(self.path_id)
        revision = revision_in(read_object(request.data, RevisionShape))
        return _answer(undo_draft(survey, revision=revision, actor=request.user))

    @extend_schema(summary="Make an undone change again", request=RevisionShape, responses=CHANGED)
    @action(detail=True, methods=["post"])
    def redo(self, request: Request, **_path: str) -> Response:
        survey = access_survey(self.path_id)
        revision = revision_in(read_object(request.data, RevisionShape))
        return _answer(redo_draft(survey, revision=revision, actor=request.user))

    @extend_schema(
        summary="Copy a survey",
        description="A draft of its own, with every setting, under a new code.",
        request=None,
        responses={201: SurveyDetailSerializer},
    )
    @action(detail=True, methods=["post"])
    def duplicate(self, request: Request, **_path: str) -> Response:
        copy = duplicate_survey(access_survey(self.path_id), actor=request.user)
        body = SurveySerializer(copy, context={"client": request.client}).data
        return Response({**body, "questionnaire": copy.draft}, status=201)

    @extend_schema(
        methods=["GET"], summary="List the questions of the draft", responses=QuestionListSerializer
    )
    @extend_schema(
        methods=["POST"],
        summary="Add a question to the draft",
        description="What refers to questions the draft does not have is left out, and said in `notes`.",
        request=NewQuestionShape,
        responses={201: DraftSerializer, (409, PROBLEM): CONFLICT},
    )
    @action(detail=True, methods=["get", "post"])
    def questions(self, request: Request, **_path: str) -> Response:
        survey = access_survey(self.path_id)
        if request.method != "POST":
            listed = [
                {"page": page["name"], "question": element}
                for page in survey.draft["pages"]
                for element in page["elements"]
            ]
            return Response({"revision": survey.revision, "results": listed})
        sent = read_object(request.data, NewQuestionShape)
        operation = {"op": "add_element", "page": sent["page"], "after": sent.get("after")}
        with said_of_the_body():
            return self._edited(survey, {**operation, "element": sent["question"]}, sent, status=201)

    @extend_schema(
        summary="Change a question of the draft",
        parameters=[NAME],
        request=QuestionChangeShape,
        responses=CHANGED,
    )
    @action(detail=True, methods=["patch"], url_path=NAMED)
    def question(self, request: Request, name: str = "", **_path: str) -> Response:
        survey = access_survey(self.path_id)
        sent = read_object(request.data, QuestionChangeShape, is_partial=True)
        with said_of_the_body(is_named=True):
            return self._edited(survey, {"op": "together", "operations": _changes(name, sent)}, sent)

    @extend_schema(summary="Remove a question from the draft", parameters=[NAME], responses=CHANGED)
    @question.mapping.delete
    def remove_question(self, request: Request, name: str = "", **_path: str) -> Response:
        with said_of_the_body(is_named=True):
            return self._edited(
                access_survey(self.path_id), {"op": "remove_element", "element": name}, self.query
            )

    def _edited(self, survey: Survey, operation: Any, sent: dict[str, Any], status: int = 200) -> Response:
        draft = edit_draft(survey, operation, revision=revision_in(sent), actor=self.request.user)
        return _answer(draft, status)


def _answer(draft: Draft, status: int = 200) -> Response:
    return Response(DraftSerializer(draft).data, status=status)


def _changes(name: str, sent: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations that what was sent comes to; the new name last, since the others use the old one."""
    found: list[dict[str, Any]] = []
    if "type" in sent:
        found.append({"op": "change_type", "element": name, "type": sent["type"]})
    if "settings" in sent:
        found.append({"op": "change_element", "element": name, "settings": sent["settings"]})
    if "page" in sent:
        move = {"page": sent["page"], "before": sent.get("before")}
        found.append({"op": "move_element", "element": name, **move})
    if "name" in sent:
        found.append({"op": "rename_element", "element": name, "name": sent["name"]})
    return found
