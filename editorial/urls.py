"""The desk's own addresses in the admin."""

from django.urls import path

from editorial.before_publication import BeforePublicationView
from editorial.letters import LettersView
from editorial.pressing import already_decided
from editorial.queue import QueueView
from editorial.record_decisions import record_undecided
from editorial.review_desk import ReviewDateView
from editorial.sign_offs.desk import SignOffsView
from editorial.taking import take
from editorial.while_writing import check_fields

app_name = "editorial"

urlpatterns = [
    path("<int:page_id>/already-decided/", already_decided, name="already_decided"),
    path(
        "<int:page_id>/before-publication/",
        BeforePublicationView.as_view(),
        name="before_publication",
    ),
    path("<int:page_id>/review-date/", ReviewDateView.as_view(), name="review_date"),
    path("<int:page_id>/sign-off/", SignOffsView.as_view(), name="sign_offs"),
    path("letters/", LettersView.as_view(), name="letters"),
    path("queue/", QueueView.as_view(), name="queue"),
    path("records/<int:kind_id>/<int:pk>/undecided/", record_undecided, name="record_undecided"),
    path("steps/<int:state_id>/take/", take, name="take"),
    path("words/", check_fields, name="check_fields"),
]
