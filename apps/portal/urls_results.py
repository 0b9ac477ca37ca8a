from django.urls import path

from apps.portal.views import results

urlpatterns = [
    path("<uuid:uid>/results/", results.results_page, name="survey_results"),
]
