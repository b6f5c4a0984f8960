"""Who is notified of what, and at which frequency."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Comment, PageSubscription

from accounts.roles import EDITOR, REVIEWER
from outbox.delivery import deliver_due
from outbox.digest import send_daily_digests
from outbox.models import Notification, NotificationPreference
from outbox.services import notify_users
from tests import factories as make
from tests.editorial.editor_actions import create_draft, decide, post_edit_form, submit_for_review
from tests.editorial.workflow.test_definitions import make_schedule_due


def test_each_handover_notifies_its_recipients_once(hub, people, as_user, mailbox):
    page = create_draft(people.guest, hub.campaign, "Ten past eight")
    submit_for_review(as_user(people.guest), page)
    assert deliver_due() == 2  # the two editors, and not the author
    [email] = mailbox.to("editor@hub.example")
    subject = "Ten past eight is waiting for you: Editor’s review"
    assert email["Subject"].strip() == subject  # which the server folds
    link = email.get_body(("plain",)).get_content().split("Read it and decide: ")[1].split()[0]
    assert as_user(people.editor).get(link).status_code == 200
    decide(as_user(people.editor), page, "approve", "Lovely, mind the date.")
    deliver_due()
    [author_email] = mailbox.to("guest@campaign.example")
    assert "Lovely, mind the date." in author_email.get_body(("plain",)).get_content()
    [reviewer_email] = mailbox.to("reviewer@hub.example")
    assert "Lovely, mind the date." in reviewer_email.get_body(("html",)).get_content()
    decide(as_user(people.reviewer), page, "approve")
    deliver_due()
    assert mailbox.to("guest@campaign.example")[-1]["Subject"] == "Ten past eight is published"
    assert mailbox.to("editor@hub.example")[-1]["Subject"] == "Ten past eight is published"
    assert deliver_due() == 0


def test_rejection_notifies_authors_and_approvers(hub, people, as_user, mailbox):
    page = create_draft(people.guest, hub.campaign, "A near miss")
    submit_for_review(as_user(people.guest), page)
    decide(as_user(people.editor), page, "approve")
    deliver_due()
    mailbox.emails.clear()
    decide(as_user(people.reviewer), page, "reject", "The ward can be recognised.")
    deliver_due()
    assert {email["To"] for email in mailbox.emails} == {
        "guest@campaign.example",
        "editor@hub.example",
    }
    for email in mailbox.emails:
        assert "can be recognised" in email.get_body(("plain",)).get_content()


def test_title_cannot_inject_email_headers(hub, people, as_user, mailbox):
    page = create_draft(people.writer, hub.blogs)
    page.title = page.draft_title = "A\r\nBcc: spy@elsewhere.example\r\n\r\n<b>x</b>"
    page.save_revision(user=people.writer)
    page.get_workflow().start(page, people.writer)
    deliver_due()
    email = mailbox.emails[0]
    assert email["Bcc"] is None
    assert "Bcc: spy" in email["Subject"]
    assert "<b>x</b>" not in email.get_body(("html",)).get_content()


def test_preference_selects_digest_or_no_email(hub, people, mailbox):
    NotificationPreference.objects.create(
        user=people.editor, frequency=NotificationPreference.Frequency.DAILY
    )
    NotificationPreference.objects.create(
        user=people.admin, frequency=NotificationPreference.Frequency.NEVER
    )
    page = create_draft(people.writer, hub.blogs, "First")
    page.get_workflow().start(page, people.writer)
    other = create_draft(people.writer, hub.blogs, "Second")
    other.get_workflow().start(other, people.writer)
    assert deliver_due() == 4  # both pages to both reviewers, and nothing to the editor
    assert send_daily_digests() == 1
    assert deliver_due() == 1
    [email] = mailbox.to("editor@hub.example")
    text = email.get_body(("plain",)).get_content()
    assert "First" in text and "Second" in text
    assert send_daily_digests() == 0


def test_digest_goes_out_once_a_day_whatever_restarts(hub, people, monkeypatch):
    NotificationPreference.objects.create(
        user=people.editor, frequency=NotificationPreference.Frequency.DAILY
    )
    assert [notify_and_digest(people.editor, number) for number in range(3)] == [1, 0, 0]
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)
    assert send_daily_digests() == 1
    digests = Notification.objects.filter(kind="outbox/daily_digest").order_by("pk")
    assert ["Event 2" in digest.text for digest in digests] == [False, True]


def notify_and_digest(user, number: int) -> int:
    """Notify a user of an event, then run the job of the digest; return how many it queued."""
    context = {"title": f"Event {number}", "edit": "", "reason": ""}
    notify_users([user], "editorial/page_unpublished", f"event-{number}", context)
    return send_daily_digests()


def test_preference_is_set_on_the_account_page(people, as_user):
    client = as_user(people.editor)
    page = client.get("/admin/account/").content.decode()
    assert "Once a day, in one email" in page
    data = {
        "name_email-first_name": "E",
        "name_email-last_name": "D",
        "name_email-email": people.editor.email,
        "notification_preference-frequency": "daily",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
    }
    client.post("/admin/account/", data)
    assert NotificationPreference.objects.get(user=people.editor).frequency == "daily"


def test_change_from_daily_to_never_cancels_the_digest(hub, people, mailbox):
    preference = NotificationPreference.objects.create(
        user=people.editor, frequency=NotificationPreference.Frequency.DAILY
    )
    page = create_draft(people.writer, hub.blogs, "First")
    page.get_workflow().start(page, people.writer)
    preference.frequency = NotificationPreference.Frequency.NEVER
    preference.save()
    assert send_daily_digests() == 0
    assert deliver_due() == 2  # to the reviewers


def test_administrator_is_notified_when_the_author_alone_may_review(hub, people, mailbox):
    reviewers = get_user_model().objects.filter(groups__name__in=[EDITOR, REVIEWER])
    reviewers.exclude(pk=people.writer.pk).update(is_active=False)
    page = create_draft(people.writer, hub.blogs, "First")
    page.get_workflow().start(page, people.writer)
    deliver_due()
    assert [email["To"] for email in mailbox.emails] == ["admin@hub.example"]


def test_scheduled_page_is_announced_as_published_on_its_date(hub, people, as_user, mailbox):
    page = create_draft(people.writer, hub.blogs, "Tomorrow")
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=people.writer)
    submit_for_review(as_user(people.writer), page)
    decide(as_user(people.reviewer), page, "approve")
    deliver_due()
    assert [email["Subject"] for email in mailbox.to("writer@hub.example")][-1] == (
        "Tomorrow is approved"
    )
    make_schedule_due(page)
    call_command("publish_scheduled")
    deliver_due()
    assert mailbox.to("writer@hub.example")[-1]["Subject"] == "Tomorrow is published"


def test_query_count_is_independent_of_the_number_of_editors(hub, people):
    counts = []
    for round_ in (1, 2):
        page = create_draft(people.writer, hub.blogs, f"Draft {round_}")
        with CaptureQueriesContext(connection) as queries:
            page.get_workflow().start(page, people.writer)
        counts.append(len(queries))
        for number in range(3):
            make.make_user(f"e{round_}-{number}@hub.example", "Editors")
    assert counts[1] <= counts[0]
    assert get_user_model().objects.filter(groups__name="Editors").count() == 8


def comment_on(page, user, client):
    """Comment on a page through its editor."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""}
    comment = {
        "text": "Mind the date.",
        "position": "",
        "contentpath": "title",
        "resolved": "",
        "id": "",
        **{f"replies-{name}": value for name, value in empty.items()},
    }
    fields = {f"comments-0-{name}": value for name, value in comment.items()}
    # A script sets the number of comments.
    fields |= {f"comments-{name}": value for name, value in empty.items()}
    post_edit_form(client, page, **(fields | {"comments-TOTAL_FORMS": 1}))
    assert Comment.objects.filter(page=page, user=user).exists()


def test_comment_emails_follow_the_preference(hub, people, as_user, mailbox):
    page = create_draft(people.writer, hub.blogs, "A near miss")
    for user in (people.writer, people.editor, people.reviewer):
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
    NotificationPreference.objects.create(
        user=people.editor, frequency=NotificationPreference.Frequency.DAILY
    )
    NotificationPreference.objects.create(
        user=people.reviewer, frequency=NotificationPreference.Frequency.NEVER
    )
    comment_on(page, people.admin, as_user(people.admin))
    assert deliver_due() == 1
    [email] = mailbox.to("writer@hub.example")
    assert "Mind the date." in email.get_content()
    assert send_daily_digests() == 1
    assert deliver_due() == 1
    [email] = mailbox.to("editor@hub.example")
    assert "Mind the date." in email.get_body(("plain",)).get_content()
    assert not Notification.objects.filter(user=people.reviewer).exists()


def test_account_page_has_no_wagtail_notification_switches(people, as_user):
    html = as_user(people.editor).get("/admin/account/").content.decode()
    assert "notification_preference-frequency" in html
    assert "notifications-" not in html


def test_preference_link_is_sent_only_to_users_with_admin_access(people, as_user, mailbox):
    notify_users(
        [people.editor, people.member], "networks/session_changed", "x", {"title": "Moved"}
    )
    deliver_due()
    for person, offered in ((people.editor, True), (people.member, False)):
        [email] = mailbox.to(person.email)
        for kind in ("plain", "html"):
            text = email.get_body((kind,)).get_content()
            assert ("/admin/account/" in text) is offered
            assert ("Choose how often" in text) is offered
        opened = as_user(person).get("/admin/account/").status_code == 200
        assert opened is offered
