"""Generation of a series' sessions, and how they follow its updates."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from networks.models import Session, SessionSeries
from networks.sessions.occurrences import GENERATION_HORIZON, generate_all_occurrences
from networks.sessions.update_series import ConfirmationRequiredError, create_series, update_series
from outbox.models import Notification
from tests.networks.factories import LONDON, london
from tests.networks.factories import make_series as stored_series

FIELDS = {
    "title": "Drop-in",
    "about": "Bring a question.",
    "frequency": "weekly",
    "first_date": date(2026, 1, 2),
    "start_time": time(13),
    "minutes": 60,
    "join_link": "https://meet.example/friday",
    "is_open": False,
    "last_date": None,
}


@pytest.fixture
def series(networks, clock) -> SessionSeries:
    """A weekly series on Fridays at 13:00, made on Monday 2 March 2026."""
    clock(datetime(2026, 3, 2, 9, tzinfo=LONDON))
    return create_series(networks.organiser, networks.ours, FIELDS)


def coming(series: SessionSeries) -> list[Session]:
    return list(Session.objects.filter(series=series).order_by("starts_at"))


def starts(series: SessionSeries) -> list[str]:
    return [f"{timezone.localtime(one.starts_at):%a %d %b %H:%M}" for one in coming(series)]


def change(networks, series: SessionSeries, is_confirmed: bool = False, **fields: object) -> None:
    expected_version = SessionSeries.objects.get(pk=series.pk).edit_version
    update_series(
        networks.organiser, series.pk, {**FIELDS, **fields}, is_confirmed, expected_version
    )


def test_half_a_year_of_sessions_is_generated_at_london_time(series):
    assert len(coming(series)) == 26
    assert {f"{timezone.localtime(one.starts_at):%a %H:%M}" for one in coming(series)} == {
        "Fri 13:00"
    }
    assert starts(series)[:5][-2:] == ["Fri 27 Mar 13:00", "Fri 03 Apr 13:00"]
    in_utc = [f"{one.starts_at.astimezone(UTC):%H:%M}" for one in coming(series)[3:5]]
    assert in_utc == ["13:00", "12:00"]


def test_repeated_generation_adds_only_missing_sessions(series, clock):
    call_command("run_schedule", "--once")
    assert len(coming(series)) == 26
    clock(datetime(2026, 3, 16, 9, tzinfo=LONDON))
    assert generate_all_occurrences() == 2
    assert generate_all_occurrences() == 0
    assert len(coming(series)) == 28


def test_repeated_submission_creates_one_series(series, networks):
    assert create_series(networks.organiser, networks.ours, FIELDS) == series
    assert len(coming(series)) == 26


def test_new_start_time_moves_sessions_not_moved_separately(series, networks):
    first, second, third = coming(series)[:3]
    Session.objects.filter(pk=second.pk).update(
        starts_at=london(date(2026, 3, 12), time(10)), is_customised=True
    )
    Session.objects.filter(pk=third.pk).update(guest="A pharmacist", is_customised=True)
    change(networks, series, start_time=time(14))
    assert starts(series)[:4] == [
        "Fri 06 Mar 14:00",
        "Thu 12 Mar 10:00",
        "Fri 20 Mar 14:00",
        "Fri 27 Mar 14:00",
    ]
    assert [one.pk for one in coming(series)[:3]] == [first.pk, second.pk, third.pk]
    assert Session.objects.get(pk=third.pk).guest == "A pharmacist"
    assert Session.objects.get(pk=first.pk).sequence == 1
    assert Session.objects.get(pk=second.pk).sequence == 0


def test_new_weekday_moves_each_session_to_nearest_date(series, networks):
    before = [one.pk for one in coming(series)]
    change(networks, series, first_date=date(2026, 1, 1))
    assert [one.pk for one in coming(series)][:26] == before
    assert starts(series)[:2] == ["Thu 05 Mar 13:00", "Thu 12 Mar 13:00"]


def test_sessions_are_removed_only_after_confirmation(series, networks):
    with pytest.raises(ConfirmationRequiredError):
        change(networks, series, frequency="fortnightly")
    assert len(coming(series)) == 26
    change(networks, series, frequency="fortnightly", is_confirmed=True)
    assert starts(series)[:3] == ["Fri 13 Mar 13:00", "Fri 27 Mar 13:00", "Fri 10 Apr 13:00"]


def test_ended_series_keeps_customised_and_cancels_signed_up_sessions(series, networks):
    customised, counted_on = coming(series)[4:6]
    Session.objects.filter(pk=customised.pk).update(guest="A pharmacist", is_customised=True)
    counted_on.sign_ups.create(user=networks.member)
    change(networks, series, last_date=date(2026, 3, 13), is_confirmed=True)
    assert starts(series) == [
        "Fri 06 Mar 13:00",
        "Fri 13 Mar 13:00",
        "Fri 03 Apr 13:00",
        "Fri 10 Apr 13:00",
    ]
    assert not Session.objects.get(pk=customised.pk).is_cancelled
    assert Session.objects.get(pk=counted_on.pk).is_cancelled
    notifications = Notification.objects.get(kind="networks/session_changed")
    assert notifications.user == networks.member
    assert "Friday 10 April 2026, 1pm, is cancelled" in notifications.text
    assert generate_all_occurrences() == 0


def test_member_with_several_sign_ups_gets_one_notification(series, networks):
    for session in coming(series)[:3]:
        session.sign_ups.create(user=networks.member)
    coming(series)[0].sign_ups.create(user=networks.second)
    change(networks, series, start_time=time(14))
    change(networks, series, start_time=time(14))
    notifications = {
        one.user.email: one for one in Notification.objects.filter(kind="networks/session_changed")
    }
    assert set(notifications) == {"member@hub.example", "second@hub.example"}
    assert notifications["member@hub.example"].subject == "3 sessions have changed: Drop-in"
    assert notifications["member@hub.example"].text.count("has moved to") == 3
    assert notifications["second@hub.example"].subject == "Moved: Drop-in"


def test_past_sessions_are_not_updated(series, networks, clock):
    clock(datetime(2026, 3, 6, 18, tzinfo=LONDON))
    change(networks, series, start_time=time(9), title="Morning call")
    assert starts(series)[:2] == ["Fri 06 Mar 13:00", "Fri 13 Mar 09:00"]
    assert [one.title for one in coming(series)[:2]] == ["Drop-in", "Morning call"]


def test_series_of_unpublished_network_generates_no_sessions(networks):
    stored_series(networks.ours)
    networks.ours.live = False
    networks.ours.save()
    assert generate_all_occurrences() == 0


def test_generation_stops_at_horizon(networks):
    stored_series(networks.ours)
    generate_all_occurrences()
    assert Session.objects.latest(
        "starts_at"
    ).starts_at <= timezone.now() + GENERATION_HORIZON + timedelta(1)
