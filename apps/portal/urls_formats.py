from django.urls import path

from apps.portal.views import formats

urlpatterns = [
    path("import/", formats.import_survey_page, name="import_survey"),
    path("<uuid:uid>/conversion/", formats.conversion_page, name="conversion"),
    path(
        "<uuid:uid>/conversion/acknowledge/",
        formats.acknowledge_conversion_page,
        name="acknowledge_conversion",
    ),
    path("<uuid:uid>/export/<slug:format_name>/", formats.export_survey_page, name="export_survey"),
]
