"""From a draft to the public, in two steps."""

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


def test_two_people_who_did_not_write_it_publish_it(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    assert not is_live(page)
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def offers(client, page) -> list[str]:
    """Return what the buttons say by which one passes the step, in the editor's menu."""
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return re.findall(
        r'data-workflow-action-name="approve"[^>]*>\s*<svg.*?</svg>([^<]+?)\s*<', shown
    )


@pytest.mark.parametrize(
    ("days", "words"), [(None, "Approve and publish"), (1, "Approve and schedule")]
)
def test_the_last_step_says_that_its_approval_publishes(hub, people, as_user, days, words):
    page = create_draft(people.writer, hub.blogs)
    page.go_live_at = timezone.now() + timedelta(days=days) if days else None
    page.save_revision(user=people.writer)
    submit_for_review(as_user(people.writer), page)
    first = offers(as_user(people.editor), page)
    decide(as_user(people.editor), page, "approve")
    last = offers(as_user(people.reviewer), page)
    assert first == ["Approve", "Approve, with a comment"]
    assert last == [words, f"{words}, with a comment"]


def test_a_guests_blog_takes_the_same_way(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_a_page_with_a_date_waits_for_it(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=people.writer)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert not is_live(page)
    assert Page.objects.get(pk=page.pk).approved_schedule
    let_the_day_come(page)
    call_command("run_schedule", "--once")
    assert is_live(page)


def let_the_day_come(page):
    past = timezone.now() - timedelta(minutes=1)
    revision = page.revisions.exclude(approved_go_live_at=None).get()
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save(update_fields=["approved_go_live_at", "content"])


def test_what_is_sent_back_comes_again_with_the_remark(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    decide(as_user(people.editor), page, "reject", "Say which ward.")
    guest = as_user(people.guest)
    assert "Say which ward." in guest.get("/admin/").content.decode()
    submit_for_review(guest, page)
    assert Page.objects.get(pk=page.pk).workflow_in_progress


def test_a_reviewer_who_changes_the_words_leaves_the_decision_to_another(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    post_edit_form(as_user(people.reviewer), page, summary="Safer words.")
    decide(as_user(people.reviewer), page, "approve")
    assert step_of(page) == "Editor’s review"
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert not is_live(page)
    decide(as_user(people.second_reviewer), page, "approve")
    assert BlogPage.objects.get(pk=page.pk).summary == "Safer words."
    assert is_live(page)


def step_of(page):
    return Page.objects.get(pk=page.pk).current_workflow_task.name


def test_an_edit_after_an_approval_voids_it(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    assert step_of(page) == "Safety check"
    page.refresh_from_db()
    page.save_revision(user=people.writer)
    assert step_of(page) == "Editor’s review"


def test_what_comes_again_with_other_words_is_first_reviewed_again(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "reject", "Too near.")
    post_edit_form(as_user(people.writer), page, "action-submit", summary="Farther.")
    assert step_of(page) == "Editor’s review"
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_what_the_desk_changed_goes_to_the_guest_who_wrote_it(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    post_edit_form(as_user(people.editor), page, summary="The desk’s words.")
    decide(as_user(people.writer), page, "approve")
    assert step_of(page) == "Partner agrees"
    assert decide(as_user(people.other_guest), page, "approve").status_code == 403
    decide(as_user(people.reviewer), page, "approve")
    assert step_of(page) == "Partner agrees"
    decide(as_user(people.guest), page, "approve")
    assert step_of(page) == "Safety check"
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_what_the_desk_left_alone_needs_no_second_yes_from_the_guest(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    decide(as_user(people.editor), page, "approve")
    assert step_of(page) == "Safety check"


def test_a_guest_who_does_not_agree_sends_it_back(hub, people, as_user):
    page = create_draft(people.guest, hub.campaign)
    submit_for_review(as_user(people.guest), page)
    post_edit_form(as_user(people.editor), page, summary="The desk’s words.")
    decide(as_user(people.writer), page, "approve")
    decide(as_user(people.guest), page, "reject", "That is not what I said.")
    state = Page.objects.get(pk=page.pk).current_workflow_state
    assert state.status == "needs_changes"
    assert state.current_task_state.comment == "That is not what I said."


def test_the_submitter_may_take_it_back(hub, people, as_user):
    page = create_draft(people.writer, hub.blogs)
    submit_for_review(as_user(people.writer), page)
    post_edit_form(as_user(people.writer), page, "action-cancel-workflow")
    assert not Page.objects.get(pk=page.pk).workflow_in_progress


def test_every_page_has_the_workflow_and_wagtails_own_is_gone(hub):
    blog = create_draft(None, hub.blogs)
    assert blog.get_workflow().name == "Editorial"
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert not Group.objects.filter(name="Moderators").exists()


def test_no_group_may_publish(hub, people):
    publishing = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert not publishing.exists()


def test_syncing_twice_changes_nothing(db):
    before = list(Workflow.objects.get(name="Editorial").tasks.values_list("pk", "name"))
    assert sync_workflows() == [course.name for course in WORKFLOW_DEFINITIONS]
    assert list(Workflow.objects.get(name="Editorial").tasks.values_list("pk", "name")) == before
