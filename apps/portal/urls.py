from django.urls import URLPattern, URLResolver, include, path

from apps.portal.views import kpis, overview, responses, surveys, touchpoints

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview_page, name="overview"),
    path("kpis/<slug:metric>/", kpis.kpi_page, name="kpi"),
    path("kpis/<slug:metric>/primary/", kpis.make_primary_page, name="make_primary"),
    path("touchpoints/", touchpoints.touchpoints_page, name="touchpoints"),
    path("touchpoints/new/", touchpoints.new_touchpoint_page, name="new_touchpoint"),
    path("touchpoints/<uuid:uid>/", touchpoints.touchpoint_page, name="touchpoint"),
    path("touchpoints/<uuid:uid>/edit/", touchpoints.edit_touchpoint_page, name="edit_touchpoint"),
    path("touchpoints/<uuid:uid>/archive/", touchpoints.archive_touchpoint_page, name="archive_touchpoint"),
    path("touchpoints/<uuid:uid>/restore/", touchpoints.restore_touchpoint_page, name="restore_touchpoint"),
    path("surveys/", surveys.surveys_page, name="surveys"),
    path("surveys/", include("apps.portal.urls_builder")),
    path("surveys/", include("apps.portal.urls_formats")),
    path("surveys/", include("apps.portal.urls_results")),
    path("surveys/new/", surveys.new_survey_page, name="new_survey"),
    path("surveys/new/<slug:key>/", surveys.survey_from_template_page, name="survey_from_template"),
    path("surveys/<uuid:uid>/", surveys.survey_page, name="survey"),
    path("surveys/<uuid:uid>/publish/", surveys.publish_survey_page, name="publish_survey"),
    path("surveys/<uuid:uid>/close/", surveys.close_survey_page, name="close_survey"),
    path("surveys/<uuid:uid>/schedule/", surveys.schedule_survey_page, name="schedule_survey"),
    path("surveys/<uuid:uid>/qr.svg", surveys.survey_qr, name="survey_qr"),
    path("responses/", responses.responses_page, name="responses"),
    path("responses/export.csv", responses.export_responses, name="export_responses"),
    path("responses/<uuid:response_id>/", responses.response_page, name="response"),
    path("responses/<uuid:response_id>/erase/", responses.erase_response_page, name="erase_response"),
    path("responses/<uuid:response_id>/restore/", responses.restore_response_page, name="restore_response"),
    path("settings/", include("apps.portal.urls_settings")),
    path("imports/", include("apps.portal.urls_imports")),
]
