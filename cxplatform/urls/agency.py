"""The agency's host, in the public schema."""

from django.urls import include, path

from apps.agency.admin import site as records
from cxplatform.metrics import metrics

urlpatterns = [
    path("", include("apps.accounts.urls")),
    path("people/", include("apps.accounts.urls_people")),
    path("", include("apps.agency.urls")),
    path("admin/", records.urls),
    path("metrics", metrics, name="metrics"),
]
handler404 = "apps.common.errors_html.not_found"
handler403 = "apps.common.errors_html.forbidden"
handler500 = "apps.common.errors_html.server_error"
