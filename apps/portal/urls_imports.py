from django.urls import path

from apps.portal.views import imports

urlpatterns = [
    path("", imports.imports_page, name="imports"),
    path("new/", imports.new_import_page, name="new_import"),
    path("<uuid:batch_id>/", imports.import_page, name="import"),
    path("<uuid:batch_id>/mapping/", imports.map_import_page, name="map_import"),
    path("<uuid:batch_id>/progress/", imports.import_progress, name="import_progress"),
    path("<uuid:batch_id>/start/", imports.start_import_page, name="start_import"),
    path("<uuid:batch_id>/undo/", imports.undo_import_page, name="undo_import"),
    path("<uuid:batch_id>/rejected.csv", imports.rejected_rows, name="rejected_rows"),
]
