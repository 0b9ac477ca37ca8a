from django.urls import path

from apps.portal.builder import edits, starting, trying, views

urlpatterns = [
    path("<uuid:uid>/builder/", views.builder_page, name="builder"),
    path("<uuid:uid>/builder/panel/", views.builder_panel, name="builder_panel"),
    path("<uuid:uid>/builder/findings/", views.builder_findings, name="builder_findings"),
    path("<uuid:uid>/builder/edit/", edits.edit_survey, name="edit_survey"),
    path("<uuid:uid>/builder/undo/", edits.undo_edit, name="undo_edit"),
    path("<uuid:uid>/builder/redo/", edits.redo_edit, name="redo_edit"),
    path("<uuid:uid>/builder/preview/", trying.builder_preview, name="builder_preview"),
    path("<uuid:uid>/builder/publish/", views.builder_publish, name="builder_publish"),
    path("<uuid:uid>/duplicate/", starting.duplicate_survey_page, name="duplicate_survey"),
    path("blank/", starting.blank_survey, name="blank_survey"),
]
