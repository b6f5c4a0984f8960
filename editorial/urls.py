"""The desk's own addresses in the admin."""

from django.urls import path

from editorial.letters import LettersView
from editorial.pressing import already_decided
from editorial.queue import QueueView
from editorial.record_decisions import record_undecided
from editorial.review_desk import ReviewDateView
from editorial.safety.views import PublicationChecksView, scan_fields
from editorial.sign_offs.desk import SignOffsView
from editorial.taking import take

app_name = "editorial"

urlpatterns = [
    path("<int:page_id>/already-decided/", already_decided, name="already_decided"),
    path(
        "<int:page_id>/before-publication/",
        PublicationChecksView.as_view(),
        name="publication_checks",
    ),
    path("<int:page_id>/review-date/", ReviewDateView.as_view(), name="review_date"),
    path("<int:page_id>/sign-off/", SignOffsView.as_view(), name="sign_offs"),
    path("letters/", LettersView.as_view(), name="letters"),
    path("queue/", QueueView.as_view(), name="queue"),
    path("records/<int:kind_id>/<int:pk>/undecided/", record_undecided, name="record_undecided"),
    path("steps/<int:state_id>/take/", take, name="take"),
    path("words/", scan_fields, name="scan_fields"),
]
