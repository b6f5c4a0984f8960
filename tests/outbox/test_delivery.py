"""Delivery: unreachable, slow and crashing mail servers lose no notification and double none."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.mime.text import MIMEText

import pytest
from django.core.mail import EmailMessage, send_mail
from django.db import connections, transaction

from outbox import delivery
from outbox.delivery import deliver_due
from outbox.models import Notification
from tests.editorial.editor_actions import create_draft, post_edit_form
from tests.outbox.mail_server import free_port, scripted_server
from tests.outbox.queued_notifications import queue_notifications


def advance_time(hours):
    """Set the times of queued notifications back by some hours."""
    ago = timedelta(hours=hours)
    for notification in Notification.objects.filter(status=Notification.Status.QUEUED):
        notification.due_at -= ago
        notification.created_at -= ago
        if notification.leased_until:
            notification.leased_until -= ago
        notification.save()


def test_request_does_not_wait_for_the_mail_server(hub, people, as_user, mailbox, settings):
    settings.EMAIL_PORT = free_port()
    page = create_draft(people.writer, hub.blogs)
    response = post_edit_form(as_user(people.writer), page, "action-submit")
    assert response.status_code == 302
    assert Notification.objects.filter(status=Notification.Status.QUEUED).exists()


def test_email_keeps_attachments_and_reply_to(mailbox):
    email = EmailMessage(
        "A report", "See the files.", to=["a@home.example"], reply_to=["B <b@home.example>"]
    )
    email.attach("figures.csv", "é;1\n", "text/csv")
    email.attach("logo.png", b"\x89PNG\0", "image/png")
    email.attach(MIMEText("Inside", "calendar"))
    email.send()
    assert deliver_due() == 1
    [sent] = mailbox.emails
    assert sent["Reply-To"] == "B <b@home.example>"
    files = {part.get_filename(): part.get_content() for part in sent.iter_attachments()}
    assert files["figures.csv"].splitlines() == ["é;1"]
    assert files["logo.png"] == b"\x89PNG\0"
    assert files[None] == "Inside"
    assert Notification.objects.get().attachments is None  # emptied as the text of a secret


def test_rolled_back_event_sends_nothing(hub, people, mailbox):
    page = create_draft(people.writer, hub.blogs)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page.get_workflow().start(page, people.writer)
        raise ZeroDivisionError
    assert deliver_due() == 0


def test_unreachable_server_loses_nothing(mailbox, settings):
    queue_notifications(3)
    server_port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    assert deliver_due() == 0
    tried = Notification.objects.get(attempts=1)  # the first error ends the run
    assert "Connection refused" in tried.last_error
    settings.EMAIL_PORT = server_port
    assert deliver_due() == 2  # the first one is retried after a delay
    advance_time(1)
    assert deliver_due() == 1
    assert len({email["Message-ID"] for email in mailbox.emails}) == len(mailbox.emails) == 3


def test_hanging_server_times_out(mailbox, settings):
    queue_notifications()
    server_port = settings.EMAIL_PORT
    settings.EMAIL_TIMEOUT = 0.2
    with scripted_server([b"220 hello\r\n"], hang=1) as port:
        settings.EMAIL_PORT = port
        assert deliver_due() == 0
    settings.EMAIL_PORT = server_port
    advance_time(1)
    assert deliver_due() == 1


@pytest.mark.parametrize("after", range(1, 6))
def test_dropped_connection_is_retried_with_the_same_message_id(mailbox, settings, after):
    queue_notifications()
    server_port = settings.EMAIL_PORT
    answers = [b"220 hello\r\n", b"250 hub\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"]
    with scripted_server(answers[:after]) as port:
        settings.EMAIL_PORT = port
        assert deliver_due() == 0
    settings.EMAIL_PORT = server_port
    advance_time(1)
    assert deliver_due() == 1
    assert [email["Message-ID"] for email in mailbox.emails] == ["<notification-0@hub.example>"]


def test_email_to_one_person_goes_before_a_mailing(mailbox):
    queue_notifications(2, unsubscribe_url="https://hub.example/stop/")
    Notification.objects.create(
        kind="test/letter",
        idempotency_key="letter",
        email_address="person@home.example",
        subject="A sign-off link",
        text="Here",
    )
    deliver_due(limit=1)
    assert [email["Subject"] for email in mailbox.emails] == ["A sign-off link"]


def test_refused_recipient_does_not_stop_others(mailbox):
    queue_notifications(3)
    mailbox.refused.add("reader-1@home.example")
    assert deliver_due() == 2
    for _ in range(3):
        advance_time(7)
        deliver_due()
    refused = Notification.objects.get(idempotency_key="notification-1")
    assert refused.status == Notification.Status.FAILED
    assert "550 No such mailbox" in refused.last_error
    assert len(mailbox.emails) == 2


def test_temporary_error_is_retried_for_three_days(mailbox):
    queue_notifications()
    mailbox.busy = True
    for _ in range(9):
        assert deliver_due() == 0
        assert Notification.objects.get().status == Notification.Status.QUEUED
        advance_time(8)  # longer than the maximum delay
    deliver_due()
    assert Notification.objects.get().status == Notification.Status.FAILED


def test_retry_delay_grows_up_to_six_hours():
    delays = [delivery.retry_delay(attempts) for attempts in (1, 2, 5, 12, 60)]
    assert delays == sorted(delays, key=lambda delay: min(delay, timedelta(hours=4.8)))
    assert max(delays) <= timedelta(hours=7.2)


def test_expired_lease_is_taken_over(mailbox):
    [notification] = queue_notifications()
    delivery._lease(notification.pk)
    assert deliver_due() == 0
    advance_time(1)
    assert deliver_due() == 1


@pytest.mark.django_db(transaction=True)
def test_concurrent_workers_send_each_notification_once(mailbox):
    queue_notifications(12)

    def work(_):
        try:
            return deliver_due()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(work, range(2)))
    assert sum(sent) == 12
    assert len({email["Message-ID"] for email in mailbox.emails}) == len(mailbox.emails) == 12


def test_invalid_email_does_not_stop_others(mailbox):
    queue_notifications(2)
    Notification.objects.filter(idempotency_key="notification-0").update(message_id="<a\nb>")
    assert deliver_due() == 1
    for _ in range(3):
        advance_time(7)
        deliver_due()
    assert (
        Notification.objects.get(idempotency_key="notification-0").status
        == Notification.Status.FAILED
    )


def test_closed_account_receives_nothing(people, mailbox):
    queue_notifications()
    Notification.objects.update(user=people.editor, email_address="")
    people.editor.is_active = False
    people.editor.save()
    assert deliver_due() == 0
    assert Notification.objects.get().status == Notification.Status.CANCELLED


def test_password_reset_body_is_emptied_after_delivery(people, client, mailbox):
    client.post("/account/password/forgotten/", {"email": people.editor.email})
    assert "/password/forgotten/" in Notification.objects.get().text
    assert deliver_due() == 1
    assert "/password/forgotten/" in mailbox.emails[0].get_body(("plain",)).get_content()
    assert Notification.objects.get().text == ""


def test_send_mail_uses_the_outbox(mailbox, db):
    send_mail("Hello", "Words", None, ["somebody@home.example", "other@home.example"])
    assert deliver_due() == 2
