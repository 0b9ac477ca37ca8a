from django.urls import URLPattern, URLResolver, include, path

from apps.portal.views import overview

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview_page, name="overview"),
    path("settings/", include("apps.portal.urls_settings")),
]
