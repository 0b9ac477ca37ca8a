"""The agency's host, in the public schema."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("apps.accounts.urls")),
    path("", include("apps.agency.urls")),
    path("admin/", admin.site.urls),
]
handler404 = "apps.common.errors_html.not_found"
handler403 = "apps.common.errors_html.forbidden"
handler500 = "apps.common.errors_html.server_error"
