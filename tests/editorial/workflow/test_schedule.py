"""Dates that passed since they were set: they block no other change, and publish nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from networks.models import JoinForm
from outbox.models import Notification
from pages.models import BlogPage
from tests.editorial.consent.sign_off_helpers import start_workflow
from tests.editorial.editor_actions import create_draft, decide, is_live, post_blog
from tests.snapshots import snapshot

PAST = timezone.now() - timedelta(days=2)
LATER = timezone.now() + timedelta(days=2)


@pytest.fixture
@snapshot
def draft(hub, people):
    """Create a draft whose whole schedule has passed."""
    page = create_draft(people.writer, hub.blogs)
    page.go_live_at, page.expire_at = PAST - timedelta(days=1), PAST
    page.save_revision(user=people.writer)
    return page


def as_posted(moment) -> str:
    """Return a date and time as the form shows it."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def schedule(go_live_at=PAST - timedelta(days=1), expire_at=PAST) -> dict[str, str]:
    """Return the form data of a schedule, by default of the stored one."""
    return {"go_live_at": as_posted(go_live_at), "expire_at": as_posted(expire_at)}


def test_passed_dates_do_not_block_other_changes(draft, people, as_user):
    post_blog(as_user(people.writer), draft, summary="Other words.", **schedule())
    latest = BlogPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert latest.summary == "Other words."
    assert as_posted(latest.expire_at) == as_posted(PAST)


@pytest.mark.parametrize(
    ("dates", "error"),
    [
        (schedule(expire_at=PAST + timedelta(hours=1)), "Expiry date/time must be in the future."),
        (schedule(LATER), "Go live date/time must be before expiry date/time"),
        (schedule() | {"expire_at": "soon"}, "Enter a valid date/time."),
        (schedule() | {"action-submit": "1"}, "Expiry date/time must be in the future."),
    ],
    ids=["new end", "new beginning", "no date", "submitted"],
)
def test_new_errors_are_shown_in_the_field_and_above_the_form(draft, people, as_user, dates, error):
    response = post_blog(as_user(people.writer), draft, summary="Other words.", **dates)
    assert response.status_code == 200
    assert error in response.context["form"].errors["expire_at"]
    [message] = [str(message) for message in response.context["messages"]][-1:]
    assert error in message and "choose “Edit schedule”" in message
    assert "Other words." in response.text
    assert not Page.objects.get(pk=draft.pk).workflow_in_progress


def test_approval_after_the_expiry_date_publishes_nothing(draft, people, as_user):
    start_workflow(draft, people.writer)
    reviewer = as_user(people.reviewer)
    shown = reviewer.get(decide(reviewer, draft, "approve").url).text
    assert not is_live(draft)
    assert not Page.objects.get(pk=draft.pk).first_published_at
    assert "has passed, so no one could read the page" in shown
    assert "“A draft” was not approved" in shown


@pytest.mark.parametrize("go_live_at", [None, LATER + timedelta(days=1)])
def test_no_code_publishes_after_the_end(draft, go_live_at):
    draft.go_live_at, draft.expire_at = go_live_at, LATER if go_live_at else PAST
    revision = draft.save_revision()
    with pytest.raises(PermissionDenied, match="expiry date"):
        revision.publish(skip_permission_checks=True)
    assert not is_live(draft)


def test_no_code_publishes_a_form_after_its_end(db):
    form = JoinForm.objects.create(title="A", slug="a", privacy="P", thank_you="T", live=False)
    form.expire_at = PAST
    with pytest.raises(PermissionDenied, match="expiry date"):
        form.save_revision().publish()
    assert not JoinForm.objects.get().live


def test_schedule_that_expired_before_it_was_due_is_cancelled(draft):
    Revision.objects.filter(pk=draft.latest_revision_id).update(approved_go_live_at=PAST)
    call_command("run_schedule", "--once")
    assert not Page.objects.get(pk=draft.pk).first_published_at
    [notification] = Notification.objects.filter(
        kind="editorial/publication_blocked", user=draft.owner
    )
    assert "has passed" in notification.text
