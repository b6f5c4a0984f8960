"""Workflows from draft to publication, as the definitions describe them."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Task, TaskState, Workflow, WorkflowTask

from accounts.roles import EDITOR
from editorial.workflow.base_task import EditorialTaskState
from editorial.workflow.definitions import WORKFLOW_DEFINITIONS
from editorial.workflow.sync import sync_workflows
from pages.models import BlogPage
from tests.editorial.consent.sign_off_helpers import current_task_name, start_workflow
from tests.editorial.editor_actions import (
    approve,
    create_draft,
    decide,
    is_live,
    post_blog,
    post_edit_form,
    submit_for_review,
)


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_own_page_is_published_by_its_author_and_one_other_person(hub, people, as_user, role):
    page = create_draft(people.writer, hub.blogs)
    post_edit_form(as_user(people.writer), page, "action-submit")
    decide(as_user(people.writer), page, "approve")
    assert not is_live(page)
    decide(as_user(getattr(people, role)), page, "approve")
    assert is_live(page)


def approve_labels(client, page) -> list[str]:
    """Return the labels of the approve actions in the page editor."""
    page_html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return re.findall(
        r'data-workflow-action-name="approve"[^>]*>\s*<svg.*?</svg>([^<]+?)\s*<', page_html
    )


def test_label_of_first_step_names_no_publication(submitted_by_guest, people, as_user):
    labels = approve_labels(as_user(people.editor), submitted_by_guest)
    assert labels == ["Approve", "Approve, with a comment"]


@pytest.mark.parametrize(
    ("days", "label"), [(None, "Approve and publish"), (1, "Approve and schedule")]
)
def test_final_step_label_says_publish_or_schedule(hub, people, as_user, days, label):
    page = create_submitted_page(hub, people, days)
    labels = approve_labels(as_user(people.reviewer), page)
    assert labels == [label, f"{label}, with a comment"]


def create_submitted_page(hub, people, days: int | None = None) -> BlogPage:
    """Create a page at its only step, to be published at once or in some days."""
    page = create_draft(people.writer, hub.blogs)
    page.go_live_at = timezone.now() + timedelta(days=days) if days else None
    page.save_revision(user=people.writer)
    start_workflow(page, people.writer)
    return page


def test_unchanged_guest_blog_is_published_after_both_reviews(submitted_by_guest, people, as_user):
    page = submitted_by_guest
    decide(as_user(people.editor), page, "approve")
    assert current_task_name(page) == "Safety check"  # the guest agrees to changes only
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_page_with_go_live_date_is_published_on_that_date(hub, people, as_user):
    page = create_submitted_page(hub, people, days=1)
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


def test_rejected_page_shows_comment_and_can_be_resubmitted(submitted_by_guest, people, as_user):
    page = submitted_by_guest
    decide(as_user(people.editor), page, "reject", "Say which ward.")
    guest = as_user(people.guest)
    assert "Say which ward." in guest.get("/admin/").content.decode()
    post_blog(guest, page, "action-submit")
    assert Page.objects.get(pk=page.pk).workflow_in_progress


def test_reviewer_who_edits_cannot_approve(submitted, people, as_user):
    page = submitted
    post_blog(as_user(people.reviewer), page, summary="Safer words.")
    decide(as_user(people.reviewer), page, "approve")
    assert not is_live(page)
    decide(as_user(people.second_reviewer), page, "approve")
    assert BlogPage.objects.get(pk=page.pk).summary == "Safer words."
    assert is_live(page)


def test_edit_after_approval_restarts_workflow(at_safety_check, people):
    at_safety_check.save_revision(user=people.writer)
    assert current_task_name(at_safety_check) == "Editor’s review"


def test_resubmission_with_changes_starts_at_first_step(at_safety_check, people, as_user):
    page = at_safety_check
    decide(as_user(people.reviewer), page, "reject", "Too near.")
    post_blog(as_user(people.guest), page, "action-submit", summary="Farther.")
    assert current_task_name(page) == "Editor’s review"
    approve(page, people.editor)
    approve(page, people.reviewer)
    assert is_live(page)


def test_guest_must_agree_to_changes_by_editor(submitted_by_guest, people, as_user):
    page = submitted_by_guest
    post_blog(as_user(people.editor), page, summary="The desk’s words.")
    approve(page, people.writer)
    assert current_task_name(page) == "Partner agrees"
    assert decide(as_user(people.other_guest), page, "approve").status_code == 403
    decide(as_user(people.reviewer), page, "approve")
    assert current_task_name(page) == "Partner agrees"
    decide(as_user(people.guest), page, "approve")
    assert current_task_name(page) == "Safety check"
    approve(page, people.reviewer)
    assert is_live(page)


def test_guest_can_reject_changes_by_editor(submitted_by_guest, people, as_user):
    page = submitted_by_guest
    page.summary = "The desk’s words."
    page.save_revision(user=people.editor)
    approve(page, people.writer)
    decide(as_user(people.guest), page, "reject", "That is not what I said.")
    state = Page.objects.get(pk=page.pk).current_workflow_state
    assert state.status == "needs_changes"
    assert state.current_task_state.comment == "That is not what I said."


def test_hub_workflow_replaces_wagtail_default(hub):
    blog = create_draft(None, hub.blogs)
    assert blog.get_workflow().name == "Editorial"
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert not Group.objects.filter(name="Moderators").exists()


def test_no_group_has_publish_permission(hub, people):
    publishing = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert not publishing.exists()


def test_sync_is_idempotent(db):
    def steps():
        return list(WorkflowTask.objects.order_by("pk").values_list("pk", "workflow", "task__name"))

    before = steps()
    assert sync_workflows() == [definition.name for definition in WORKFLOW_DEFINITIONS]
    assert steps() == before


@pytest.fixture
def former_steps(db):
    """Give the editorial workflow the two steps that it had in earlier releases."""
    workflow = Workflow.objects.get(name="Editorial")
    workflow.workflow_tasks.all().delete()
    for order, name in enumerate(("Editor’s review", "Safety check")):
        WorkflowTask.objects.create(
            workflow=workflow, task=Task.objects.get(name=name), sort_order=order
        )


@pytest.mark.parametrize("decided", [None, "approve", "reject"])
def test_sync_moves_workflows_in_progress_to_the_new_step(
    former_steps, hub, people, as_user, decided
):
    page = create_draft(people.writer, hub.blogs)
    start_workflow(page, people.writer)
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    if decided:
        TaskState.objects.get(pk=state.pk).task.specific.on_action(state, people.editor, decided)
        if decided == "approve":
            assert current_task_name(page) == "Safety check"
    else:
        EditorialTaskState.objects.filter(pk=state.pk).update(claimed_by=people.editor)
    sync_workflows()
    assert not is_live(page)
    if decided == "reject":
        submit_for_review(as_user(people.writer), page)
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    assert state.task.name == "Review and safety check"
    assert state.claimed_by == (None if decided else people.editor)
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_page_that_becomes_an_account_of_care_takes_its_steps(submitted, people, as_user):
    page = submitted
    post_blog(as_user(people.writer), page, is_account="on")
    assert current_task_name(page) == "Editor’s review"
    decide(as_user(people.editor), page, "approve")
    assert current_task_name(page) == "Sign-off"


def test_decision_follows_the_present_role_of_the_author(submitted_by_guest, people, as_user):
    page = submitted_by_guest
    people.guest.groups.add(Group.objects.get(name=EDITOR))
    answer = decide(as_user(people.editor), page, "approve")
    assert not is_live(page)
    assert "its steps have changed" in as_user(people.editor).get(answer.url, follow=True).text
    assert current_task_name(page) == "Review and safety check"
    decide(as_user(people.editor), page, "approve")
    assert is_live(page)
