from django.urls import re_path

from apps.responses import views

CODE = r"(?P<code>[A-Za-z0-9][A-Za-z0-9._:-]{0,63})"

urlpatterns = [
    re_path(rf"^{CODE}/$", views.survey_page, name="survey_page"),
    re_path(rf"^{CODE}/thanks/$", views.thanks, name="survey_thanks"),
    re_path(rf"^{CODE}$", views.survey_page),  # typed by hand: no redirect that could lose a posted form
]
