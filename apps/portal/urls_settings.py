from django.urls import include, path

from apps.portal.views import audit, settings

urlpatterns = [
    path("", settings.settings_home, name="settings"),
    path("client/", settings.client_settings, name="client_settings"),
    path("people/", include("apps.accounts.urls_people")),
    path("audit/", audit.audit, name="client_audit"),
    path("api-keys/", settings.api_keys, name="api_keys"),
    path("api-keys/<uuid:key_id>/", settings.api_key, name="api_key"),
    path("api-keys/<uuid:key_id>/revoke/", settings.revoke_api_key, name="revoke_api_key"),
]
