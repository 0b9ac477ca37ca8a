from django.urls import path

from apps.portal.views import paper, results

urlpatterns = [
    path("<uuid:uid>/results/", results.results_page, name="survey_results"),
    path("<uuid:uid>/print/", paper.print_survey_page, name="print_survey"),
]
