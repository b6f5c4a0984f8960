"""Session notifications: reminders on the day before, and changes at once, each once."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from networks.memberships.services import end_membership
from networks.models import Membership
from networks.sessions.occurrences import generate_all_occurrences
from networks.sessions.reminders import send_reminders
from networks.sessions.services import (
    cancel_session,
    cancel_sign_up,
    reinstate_session,
    update_session,
)
from networks.sessions.update_series import update_series
from outbox.delivery import deliver_due
from outbox.models import Notification, NotificationPreference
from tests.networks.factories import LINK, LONDON, join, london, make_series, make_session

FRIDAY = date(2026, 3, 27)


@pytest.fixture
def session(networks, clock):
    """A session on Friday 27 March 2026 with one sign-up; the clock is set to Thursday, 06:00."""
    clock(datetime(2026, 3, 26, 6, tzinfo=LONDON))
    session = make_session(
        networks.ours, "Two boxes", guest="A pharmacist", starts_at=london(FRIDAY, time(13))
    )
    session.sign_ups.create(user=networks.member)
    return session


@pytest.fixture
def outbox(settings, mailoutbox, clock):
    """Deliver pending notifications and return the recipients and subjects of the emails."""
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def sent() -> list[tuple[str, str]]:
        clock(datetime.now(LONDON))  # Django dates emails by the system clock
        deliver_due()
        return [(mail.to[0], mail.subject) for mail in mailoutbox]

    return sent


def notifications_of_kind(kind: str) -> list[Notification]:
    return list(Notification.objects.filter(kind=f"networks/{kind}").order_by("pk"))


def test_reminder_is_sent_once_on_the_day_before(session, networks, clock):
    for _ in range(3):
        send_reminders()
    (notification,) = notifications_of_kind("session_reminder")
    assert notification.user == networks.member
    assert notification.subject == "Reminder: Two boxes, Friday 27 March, 1pm"
    assert "Friday 27 March 2026, 1pm to 2pm, London time" in notification.text
    assert session.get_absolute_url() in notification.text
    assert LINK not in notification.text + notification.html
    clock(datetime(2026, 3, 27, 6, tzinfo=LONDON))
    session.sign_ups.create(user=networks.second)
    send_reminders()
    assert [one.user for one in notifications_of_kind("session_reminder")] == [
        networks.member,
        networks.second,
    ]


def test_scheduler_sends_and_delivers_reminders_in_one_run(networks, settings, mailoutbox):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tomorrow = timezone.localdate() + timedelta(days=1)
    session = make_session(networks.ours, "Two boxes", starts_at=london(tomorrow, time(13)))
    session.sign_ups.create(user=networks.member)
    call_command("run_schedule", "--once")
    call_command("run_schedule", "--once")
    assert [mail.subject for mail in mailoutbox] == [
        f"Reminder: Two boxes, {tomorrow:%A %-d %B}, 1pm"
    ]
    assert mailoutbox[0].to == [networks.member.email]


def test_no_reminder_is_sent_two_days_before(session, clock):
    clock(datetime(2026, 3, 25, 6, tzinfo=LONDON))
    send_reminders()
    assert not notifications_of_kind("session_reminder")


def test_no_reminder_for_cancelled_or_past_session_or_former_member(session, networks, clock):
    cancel_session(networks.organiser, session.pk, "")
    send_reminders()
    reinstate_session(networks.organiser, session.pk)
    Membership.objects.filter(user=networks.member).update(ended_at=timezone.now())
    send_reminders()
    Membership.objects.filter(user=networks.member).update(ended_at=None)
    clock(datetime(2026, 3, 27, 15, tzinfo=LONDON))
    send_reminders()
    assert not notifications_of_kind("session_reminder")


@pytest.mark.parametrize("comes_after_all", [True, False])
def test_pending_notifications_of_former_member_are_cancelled(
    session, networks, outbox, comes_after_all
):
    session.sign_ups.create(user=networks.second)
    send_reminders()
    later = make_session(networks.ours, "Pumps", starts_at=london(date(2026, 4, 3), time(13)))
    theirs = make_session(networks.other, "Theirs", starts_at=london(FRIDAY, time(9)))
    join(networks.other, networks.member)
    for other in (later, theirs):
        other.sign_ups.create(user=networks.member)
    cancel_session(networks.organiser, later.pk, "The guest is ill.")
    cancel_session(networks.neighbour, theirs.pk, "The guest is ill.")
    if not comes_after_all:
        cancel_sign_up(networks.member, session.pk)
        cancel_sign_up(networks.member, later.pk)
    end_membership(Membership.objects.get(user=networks.member, network=networks.ours))
    assert outbox() == [
        (networks.second.email, "Reminder: Two boxes, Friday 27 March, 1pm"),
        (networks.member.email, "Cancelled: Theirs"),
    ]


def test_pending_reminder_is_cancelled_with_session(session, networks, outbox):
    send_reminders()
    cancel_session(networks.organiser, session.pk, "The guest is ill.")
    assert outbox() == [(networks.member.email, "Cancelled: Two boxes")]


@pytest.mark.parametrize(
    "to", [london(FRIDAY, time(16)), london(date(2026, 3, 30), time(9)), london(FRIDAY, time(0, 5))]
)
def test_pending_reminder_is_cancelled_when_session_is_moved(session, networks, outbox, to):
    send_reminders()
    update_session(networks.organiser, session.pk, {"starts_at": to}, session.edit_version)
    assert outbox() == [(networks.member.email, "Moved: Two boxes")]


def test_pending_reminder_is_cancelled_when_session_is_moved_to_the_past(session, networks, outbox):
    send_reminders()
    fields = {"starts_at": london(date(2026, 3, 20), time(9))}
    update_session(networks.organiser, session.pk, fields, session.edit_version)
    assert outbox() == []


def test_pending_reminder_is_cancelled_when_series_is_moved(networks, clock, outbox):
    clock(datetime(2026, 3, 26, 6, tzinfo=LONDON))
    series = make_series(networks.ours, first_date=FRIDAY)
    generate_all_occurrences()
    series.sessions.get(occurrence_date=FRIDAY).sign_ups.create(user=networks.member)
    send_reminders()
    fields = {"start_time": time(16)}
    update_series(networks.organiser, series.pk, fields, True, series.edit_version)
    assert outbox() == [(networks.member.email, "Moved: Drop-in")]


def test_moved_session_gets_reminder_before_its_new_date(session, networks, clock, outbox):
    send_reminders()
    monday = london(date(2026, 3, 30), time(9))
    update_session(networks.organiser, session.pk, {"starts_at": monday}, session.edit_version)
    clock(datetime(2026, 3, 29, 6, tzinfo=LONDON))
    send_reminders()
    assert [subject for _, subject in outbox()] == [
        "Moved: Two boxes",
        "Reminder: Two boxes, Monday 30 March, 9am",
    ]


@pytest.mark.parametrize(
    "how", [NotificationPreference.Frequency.NEVER, NotificationPreference.Frequency.DAILY]
)
def test_session_notifications_ignore_notification_preference(session, networks, how):
    NotificationPreference.objects.create(user=networks.member, frequency=how)
    send_reminders()
    assert [one.status for one in notifications_of_kind("session_reminder")] == [
        Notification.Status.QUEUED
    ]
    cancel_session(networks.organiser, session.pk, "The guest is ill.")
    assert [one.status for one in notifications_of_kind("session_changed")] == [
        Notification.Status.QUEUED
    ]


def test_move_is_notified_at_once_with_previous_and_new_time(session, networks):
    monday = london(date(2026, 3, 30), time(9))
    fields = {"starts_at": monday, "guest": "A nurse"}
    update_session(networks.organiser, session.pk, fields, session.edit_version)
    update_session(networks.organiser, session.pk, fields, session.edit_version)
    (notification,) = notifications_of_kind("session_changed")
    assert notification.status == Notification.Status.QUEUED
    assert notification.subject == "Moved: Two boxes"
    assert "Friday 27 March 2026, 1pm" in notification.text
    assert "Monday 30 March 2026, 9am" in notification.text
    assert "9am to 10am" in notification.html


def test_change_of_text_is_not_notified(session, networks):
    fields = {"guest": "A nurse", "notes": "Bring a box."}
    update_session(networks.organiser, session.pk, fields, session.edit_version)
    assert not notifications_of_kind("session_changed")


def test_cancellation_and_reinstatement_are_notified_once_each(session, networks):
    for _ in range(2):
        cancel_session(networks.organiser, session.pk, "The guest’s <b>ill</b>.")
    reinstate_session(networks.organiser, session.pk)
    reinstate_session(networks.organiser, session.pk)
    cancelled, back = notifications_of_kind("session_changed")
    assert cancelled.subject == "Cancelled: Two boxes"
    assert "The guest’s <b>ill</b>." in cancelled.text
    assert "&lt;b&gt;" in cancelled.html
    assert back.subject == "Not cancelled after all: Two boxes"


def test_change_of_past_session_is_not_notified(session, networks, clock):
    clock(datetime(2026, 3, 27, 18, tzinfo=LONDON))
    cancel_session(networks.organiser, session.pk, "")
    session.refresh_from_db()
    assert not session.is_cancelled
    fields = {"starts_at": london(FRIDAY, time(12))}
    update_session(networks.organiser, session.pk, fields, session.edit_version)
    assert not notifications_of_kind("session_changed")
