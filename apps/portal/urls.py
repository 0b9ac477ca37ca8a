from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("settings/", include("apps.portal.urls_settings")),
]
