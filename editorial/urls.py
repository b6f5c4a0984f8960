"""The desk's own addresses in the admin."""

from django.urls import path

from editorial.pressing import already_decided
from editorial.sign_offs.desk import SignOffsView

app_name = "editorial"

urlpatterns = [
    path("<int:page_id>/sign-off/", SignOffsView.as_view(), name="sign_offs"),
    path("<int:page_id>/already-decided/", already_decided, name="already_decided"),
]
