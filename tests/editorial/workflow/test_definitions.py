"""Workflows from draft to publication, as the definitions describe them."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Workflow

from editorial.workflow.definitions import WORKFLOW_DEFINITIONS
from editorial.workflow.sync import sync_workflows
from pages.models import BlogPage
from tests.editorial.editor_actions import (
    create_draft,
    decide,
    is_live,
    post_edit_form,
    submit_for_review,
)


def test_page_is_published_after_editor_and_reviewer_approve(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    post_edit_form(as_user(people.writer), page, "action-submit")
    decide(as_user(people.editor), page, "approve")
    assert not is_live(page)
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def approve_labels(client, page) -> list[str]:
    """Return the labels of the approve actions in the page editor."""
    page_html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return re.findall(
        r'data-workflow-action-name="approve"[^>]*>\s*<svg.*?</svg>([^<]+?)\s*<', page_html
    )


@pytest.mark.parametrize(
    ("days", "label"), [(None, "Approve and publish"), (1, "Approve and schedule")]
)
def test_final_step_label_says_publish_or_schedule(hub, people, as_user, days, label):
    page = create_draft(people.writer, hub.blogs)
    page.go_live_at = timezone.now() + timedelta(days=days) if days else None
    page.save_revision(user=people.writer)
    submit_for_review(as_user(people.writer), page)
    first = approve_labels(as_user(people.editor), page)
    decide(as_user(people.editor), page, "approve")
    last = approve_labels(as_user(people.reviewer), page)
    assert first == ["Approve", "Approve, with a comment"]
    assert last == [label, f"{label}, with a comment"]


def test_unchanged_guest_blog_is_published_after_both_reviews(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_page_with_go_live_date_is_published_on_that_date(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=people.writer)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert not is_live(page)
    assert Page.objects.get(pk=page.pk).approved_schedule
    make_schedule_due(page)
    call_command("run_schedule", "--once")
    assert is_live(page)


def make_schedule_due(page):
    past = timezone.now() - timedelta(minutes=1)
    revision = page.revisions.exclude(approved_go_live_at=None).get()
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save(update_fields=["approved_go_live_at", "content"])


def test_rejected_page_shows_comment_and_can_be_resubmitted(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    decide(as_user(people.editor), page, "reject", "Say which ward.")
    guest = as_user(people.guest)
    assert "Say which ward." in guest.get("/admin/").content.decode()
    submit_for_review(guest, page)
    assert Page.objects.get(pk=page.pk).workflow_in_progress


def test_reviewer_who_edits_cannot_approve(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    post_edit_form(as_user(people.reviewer), page, summary="Safer words.")
    decide(as_user(people.reviewer), page, "approve")
    assert current_task_name(page) == "Editor’s review"
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert not is_live(page)
    decide(as_user(people.second_reviewer), page, "approve")
    assert BlogPage.objects.get(pk=page.pk).summary == "Safer words."
    assert is_live(page)


def current_task_name(page):
    return Page.objects.get(pk=page.pk).current_workflow_task.name


def test_edit_after_approval_restarts_workflow(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    assert current_task_name(page) == "Safety check"
    page.refresh_from_db()
    page.save_revision(user=people.writer)
    assert current_task_name(page) == "Editor’s review"


def test_resubmission_with_changes_starts_at_first_step(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "reject", "Too near.")
    post_edit_form(as_user(people.writer), page, "action-submit", summary="Farther.")
    assert current_task_name(page) == "Editor’s review"
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_guest_must_agree_to_changes_by_editor(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    post_edit_form(as_user(people.editor), page, summary="The desk’s words.")
    decide(as_user(people.writer), page, "approve")
    assert current_task_name(page) == "Partner agrees"
    assert decide(as_user(people.other_guest), page, "approve").status_code == 403
    decide(as_user(people.reviewer), page, "approve")
    assert current_task_name(page) == "Partner agrees"
    decide(as_user(people.guest), page, "approve")
    assert current_task_name(page) == "Safety check"
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_partner_step_is_skipped_without_changes(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    decide(as_user(people.editor), page, "approve")
    assert current_task_name(page) == "Safety check"


def test_guest_can_reject_changes_by_editor(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    post_edit_form(as_user(people.editor), page, summary="The desk’s words.")
    decide(as_user(people.writer), page, "approve")
    decide(as_user(people.guest), page, "reject", "That is not what I said.")
    state = Page.objects.get(pk=page.pk).current_workflow_state
    assert state.status == "needs_changes"
    assert state.current_task_state.comment == "That is not what I said."


def test_submitter_can_cancel_workflow(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    post_edit_form(as_user(people.writer), page, "action-cancel-workflow")
    assert not Page.objects.get(pk=page.pk).workflow_in_progress


def test_hub_workflow_replaces_wagtail_default(hub):
    blog = create_draft(None, hub.blogs)
    assert blog.get_workflow().name == "Editorial"
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert not Group.objects.filter(name="Moderators").exists()


def test_no_group_has_publish_permission(hub, people):
    publishing = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert not publishing.exists()


def test_sync_is_idempotent(db):
    before = list(Workflow.objects.get(name="Editorial").tasks.values_list("pk", "name"))
    assert sync_workflows() == [definition.name for definition in WORKFLOW_DEFINITIONS]
    assert list(Workflow.objects.get(name="Editorial").tasks.values_list("pk", "name")) == before
