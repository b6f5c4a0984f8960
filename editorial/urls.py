"""URLs of the editorial app in the admin."""

from django.urls import path

from editorial.consent.admin_views import SignOffsAdminView
from editorial.dashboard.queue import QueueView
from editorial.guide import guide, guide_picture
from editorial.reviews.views import ReviewDateView
from editorial.safety.editor_scan import scan_form
from editorial.safety.views import PublicationChecksView
from editorial.workflow.claim import claim_task
from editorial.workflow.decisions import already_decided
from editorial.workflow.snippet_views import snippet_decision_refused
from editorial.workflow.withdrawal import withdraw_from_review

app_name = "editorial"

urlpatterns = [
    path("<int:page_id>/already-decided/", already_decided, name="already_decided"),
    path(
        "<int:page_id>/before-publication/",
        PublicationChecksView.as_view(),
        name="publication_checks",
    ),
    path("<int:page_id>/review-date/", ReviewDateView.as_view(), name="review_date"),
    path("<int:page_id>/sign-off/", SignOffsAdminView.as_view(), name="sign_offs"),
    path("guide/", guide, name="guide"),
    path("guide/pictures/<str:name>", guide_picture, name="guide_picture"),
    path("queue/", QueueView.as_view(), name="queue"),
    path(
        "records/<int:content_type_id>/<int:pk>/undecided/",
        snippet_decision_refused,
        name="snippet_decision_refused",
    ),
    path("steps/<int:state_id>/take/", claim_task, name="claim"),
    path("workflows/<int:workflow_state_id>/withdraw/", withdraw_from_review, name="withdraw"),
    path("identifiers/", scan_form, name="scan_form"),
]
