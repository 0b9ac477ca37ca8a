"""A client's host, in that client's schema."""

from django.urls import include, path

from apps.agency.admin import site as records

urlpatterns = [
    path("", include("apps.accounts.urls")),
    path("enter/", include("apps.portal.urls_entering")),
    path("", include("apps.portal.urls")),
    path("s/", include("apps.responses.urls")),
    path("api/", include("cxplatform.urls.api")),
    path("admin/", records.urls),
]
handler404 = "apps.common.errors_html.not_found"
handler403 = "apps.common.errors_html.forbidden"
handler429 = "apps.accounts.views.limits.too_many"  # allauth looks for it in this module
handler500 = "apps.common.errors_html.server_error"
