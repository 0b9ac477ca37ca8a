from django.urls import path

from apps.portal.views import versions

urlpatterns = [
    path("<uuid:uid>/versions/", versions.versions_page, name="versions"),
    path(
        "<uuid:uid>/versions/<int:number>/compare/", versions.compare_versions_page, name="compare_versions"
    ),
    path("<uuid:uid>/versions/<int:number>/restore/", versions.restore_version_page, name="restore_version"),
]
