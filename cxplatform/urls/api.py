"""The REST faces of the apps, their schema and its documentation."""

from django.urls import URLPattern, URLResolver, include, path, re_path
from rest_framework.routers import SimpleRouter

from apps.accounts.permissions import open_to_all
from apps.common.api.docs import SchemaView, docs
from apps.common.api.views import unknown_address
from apps.kpis.api import KpiView
from apps.responses.api import ResponseSet
from apps.surveys.api import SurveySet
from apps.touchpoints.api import TouchpointSet

router = SimpleRouter()
router.register("touchpoints", TouchpointSet, basename="touchpoint")
router.register("surveys", SurveySet, basename="survey")
router.register("responses", ResponseSet, basename="response")

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(router.urls)),
    path("v1/kpis/", KpiView.as_view(), name="api-kpis"),
    path("schema/", open_to_all(SchemaView.as_view()), name="api-schema"),
    path("docs/", open_to_all(docs), name="api-docs"),
    re_path("", open_to_all(unknown_address)),
]
