"""From a draft to the public, in two steps."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, Workflow

from editorial.workflows import STEPS, WORKFLOW, sync_workflows
from pages.models import BlogPage
from tests.editorial.desk import decide, draft_by, edit, is_live, submit


def test_two_people_who_did_not_write_it_publish_it(hub, people, as_user):
    page = draft_by(people.writer, hub.blogs)
    submit(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    assert not is_live(page)
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_a_guests_blog_takes_the_same_way(hub, people, as_user):
    page = draft_by(people.guest, hub.campaign)
    submit(as_user(people.guest), page)
    decide(as_user(people.editor), page, "approve")
    decide(as_user(people.reviewer), page, "approve")
    assert is_live(page)


def test_a_page_with_a_date_waits_for_it(hub, people, as_user):
    page = draft_by(people.writer, hub.blogs)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=people.writer)
    submit(as_user(people.writer), page)
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
    page = draft_by(people.guest, hub.campaign)
    submit(as_user(people.guest), page)
    decide(as_user(people.editor), page, "reject", "Say which ward.")
    guest = as_user(people.guest)
    assert "Say which ward." in guest.get("/admin/").content.decode()
    submit(guest, page)
    assert Page.objects.get(pk=page.pk).workflow_in_progress


def test_a_reviewer_who_changes_the_words_leaves_the_decision_to_another(hub, people, as_user):
    page = draft_by(people.writer, hub.blogs)
    submit(as_user(people.writer), page)
    decide(as_user(people.editor), page, "approve")
    edit(as_user(people.reviewer), page, summary="Safer words.")
    decide(as_user(people.reviewer), page, "approve")
    assert not is_live(page)
    decide(as_user(people.second_reviewer), page, "approve")
    assert BlogPage.objects.get(pk=page.pk).summary == "Safer words."
    assert is_live(page)


def test_the_submitter_may_take_it_back(hub, people, as_user):
    page = draft_by(people.writer, hub.blogs)
    submit(as_user(people.writer), page)
    edit(as_user(people.writer), page, "action-cancel-workflow")
    assert not Page.objects.get(pk=page.pk).workflow_in_progress


def test_every_page_has_the_workflow_and_wagtails_own_is_gone(hub):
    blog = draft_by(None, hub.blogs)
    assert blog.get_workflow().name == WORKFLOW
    assert not Workflow.objects.filter(name="Moderators approval").exists()
    assert not Group.objects.filter(name="Moderators").exists()


def test_no_group_may_publish(hub, people):
    publishing = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert not publishing.exists()


def test_syncing_twice_changes_nothing(db):
    before = list(Workflow.objects.get(name=WORKFLOW).tasks.values_list("pk", "name"))
    assert sync_workflows() == [step.name for step in STEPS]
    assert list(Workflow.objects.get(name=WORKFLOW).tasks.values_list("pk", "name")) == before
