"""The REST faces of the apps, their schema and its documentation."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from rest_framework.routers import SimpleRouter

from apps.accounts.permissions import open_to_all
from apps.common.api.docs import SchemaView, docs
from apps.common.api.views import UUID_PATH, unknown_address
from apps.exchange.api_surveys import AcknowledgeView, ConversionView, ExportSurveyView, ImportSurveyView
from apps.exchange.surveys.exporting import WRITERS
from apps.kpis.api import KpiView
from apps.responses.api import ResponseSet
from apps.surveys.api import SurveySet
from apps.surveys.api_bank import BankSet
from apps.surveys.api_drafts import DraftSet
from apps.surveys.api_translations import TranslationSet
from apps.surveys.api_versions import VersionSet
from apps.touchpoints.api import TouchpointSet

router = SimpleRouter()
router.register("touchpoints", TouchpointSet, basename="touchpoint")
router.register("surveys", SurveySet, basename="survey")
router.register("surveys", DraftSet, basename="draft")
router.register("surveys", VersionSet, basename="version")
router.register("surveys", TranslationSet, basename="texts")
router.register("question-bank", BankSet, basename="bank")
router.register("responses", ResponseSet, basename="response")

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(router.urls)),
    path("v1/surveys/import/", ImportSurveyView.as_view(), name="survey-import"),
    re_path(
        rf"^v1/surveys/(?P<id>{UUID_PATH})/conversion/$", ConversionView.as_view(), name="survey-conversion"
    ),
    re_path(
        rf"^v1/surveys/(?P<id>{UUID_PATH})/conversion/acknowledge/$",
        AcknowledgeView.as_view(),
        name="survey-acknowledge",
    ),
    *(
        re_path(
            rf"^v1/surveys/(?P<id>{UUID_PATH})/export/{name}/$",
            ExportSurveyView.as_view(format_name=name),
            name=f"survey-export-{name}",
        )
        for name in WRITERS
    ),
    path("v1/kpis/", KpiView.as_view(), name="api-kpis"),
    path("schema/", open_to_all(SchemaView.as_view()), name="api-schema"),
    path("docs/", open_to_all(docs), name="api-docs"),
    re_path("", open_to_all(unknown_address)),
]
