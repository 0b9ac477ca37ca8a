"""Mounted at /people/ on the agency's host and at /settings/people/ on a client's."""

from django.urls import path

from apps.accounts.views import people

urlpatterns = [
    path("", people.people, name="people"),
    path("invite/", people.invite_person, name="invite_person"),
    path("<uuid:membership_id>/", people.person, name="person"),
    path("<uuid:membership_id>/invite-again/", people.invite_person_again, name="invite_person_again"),
    path("<uuid:membership_id>/remove/", people.remove_person, name="remove_person"),
]
