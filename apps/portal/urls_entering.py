from django.urls import path

from apps.portal.views import entering

urlpatterns = [
    path("", entering.enter, name="enter"),
    path("leave/", entering.leave, name="leave_client"),
    path("left/", entering.left, name="left_client"),
]
