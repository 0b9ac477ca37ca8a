from django.urls import path

from apps.agency.views import audit, clients, creating, entering, portfolio

urlpatterns = [
    path("", portfolio.clients, name="clients"),
    path("clients/new/", creating.new_client, name="new_client"),
    path("clients/new/short-name/", creating.proposed_slug, name="proposed_slug"),
    path("clients/<uuid:client_id>/", clients.client_page, name="client_page"),
    path("clients/<uuid:client_id>/progress/", creating.client_progress, name="client_progress"),
    path(
        "clients/<uuid:client_id>/progress/part/", creating.client_progress_part, name="client_progress_part"
    ),
    path("clients/<uuid:client_id>/enter/", entering.enter_client, name="enter_client"),
    path("clients/<uuid:client_id>/suspend/", clients.suspend, name="suspend_client"),
    path("clients/<uuid:client_id>/resume/", clients.resume, name="resume_client"),
    path("log/", audit.audit, name="agency_audit"),
]
