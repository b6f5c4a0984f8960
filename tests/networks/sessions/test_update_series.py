"""Sessions of a series are laid ahead once, and follow it unless they have times of their own."""

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
    "rhythm": "weekly",
    "first_date": date(2026, 1, 2),
    "at": time(13),
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


def change(networks, series: SessionSeries, is_sure: bool = False, **fields: object) -> None:
    seen = SessionSeries.objects.get(pk=series.pk).version
    update_series(networks.organiser, series.pk, {**FIELDS, **fields}, is_sure, seen)


def test_half_a_year_is_laid_at_one_o_clock_in_london(series):
    assert len(coming(series)) == 26
    assert {f"{timezone.localtime(one.starts_at):%a %H:%M}" for one in coming(series)} == {
        "Fri 13:00"
    }
    assert starts(series)[:5][-2:] == ["Fri 27 Mar 13:00", "Fri 03 Apr 13:00"]
    in_utc = [f"{one.starts_at.astimezone(UTC):%H:%M}" for one in coming(series)[3:5]]
    assert in_utc == ["13:00", "12:00"]


def test_laying_again_adds_only_what_is_lacking(series, clock):
    call_command("run_schedule", "--once")
    assert len(coming(series)) == 26
    clock(datetime(2026, 3, 16, 9, tzinfo=LONDON))
    assert generate_all_occurrences() == 2
    assert generate_all_occurrences() == 0
    assert len(coming(series)) == 28


def test_the_same_series_sent_twice_is_one(series, networks):
    assert create_series(networks.organiser, networks.ours, FIELDS) == series
    assert len(coming(series)) == 26


def test_another_hour_moves_all_but_what_was_moved_by_itself(series, networks):
    first, second, third = coming(series)[:3]
    Session.objects.filter(pk=second.pk).update(
        starts_at=london(date(2026, 3, 12), time(10)), is_customised=True
    )
    Session.objects.filter(pk=third.pk).update(guest="A pharmacist", is_customised=True)
    change(networks, series, at=time(14))
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


def test_another_weekday_moves_each_session_to_the_nearest_day(series, networks):
    before = [one.pk for one in coming(series)]
    change(networks, series, first_date=date(2026, 1, 1))
    assert [one.pk for one in coming(series)][:26] == before
    assert starts(series)[:2] == ["Thu 05 Mar 13:00", "Thu 12 Mar 13:00"]


def test_sessions_are_taken_away_only_when_somebody_said_so(series, networks):
    with pytest.raises(ConfirmationRequiredError):
        change(networks, series, rhythm="fortnightly")
    assert len(coming(series)) == 26
    change(networks, series, rhythm="fortnightly", is_sure=True)
    assert starts(series)[:3] == ["Fri 13 Mar 13:00", "Fri 27 Mar 13:00", "Fri 10 Apr 13:00"]


def test_an_ended_series_leaves_what_was_changed_and_cancels_what_people_count_on(series, networks):
    kept, counted_on = coming(series)[4:6]
    Session.objects.filter(pk=kept.pk).update(guest="A pharmacist", is_customised=True)
    counted_on.sign_ups.create(user=networks.member)
    change(networks, series, last_date=date(2026, 3, 13), is_sure=True)
    assert starts(series) == [
        "Fri 06 Mar 13:00",
        "Fri 13 Mar 13:00",
        "Fri 03 Apr 13:00",
        "Fri 10 Apr 13:00",
    ]
    assert not Session.objects.get(pk=kept.pk).is_cancelled
    assert Session.objects.get(pk=counted_on.pk).is_cancelled
    told = Notification.objects.get(kind="networks/session_changed")
    assert told.user == networks.member
    assert "Friday 10 April 2026, 13:00, is cancelled" in told.text
    assert generate_all_occurrences() == 0


def test_somebody_who_signed_up_for_several_gets_one_letter_about_all(series, networks):
    for session in coming(series)[:3]:
        session.sign_ups.create(user=networks.member)
    coming(series)[0].sign_ups.create(user=networks.second)
    change(networks, series, at=time(14))
    change(networks, series, at=time(14))
    told = {
        one.user.email: one for one in Notification.objects.filter(kind="networks/session_changed")
    }
    assert set(told) == {"member@hub.example", "second@hub.example"}
    assert told["member@hub.example"].subject == "3 sessions have changed: Drop-in"
    assert told["member@hub.example"].text.count("was moved") == 3
    assert told["second@hub.example"].subject == "Moved: Drop-in"


def test_what_is_over_stays_as_it_was(series, networks, clock):
    clock(datetime(2026, 3, 6, 18, tzinfo=LONDON))
    change(networks, series, at=time(9), title="Morning call")
    assert starts(series)[:2] == ["Fri 06 Mar 13:00", "Fri 13 Mar 09:00"]
    assert [one.title for one in coming(series)[:2]] == ["Drop-in", "Morning call"]


def test_the_series_of_a_network_that_is_closed_is_not_laid(networks):
    stored_series(networks.ours)
    networks.ours.live = False
    networks.ours.save()
    assert generate_all_occurrences() == 0


def test_laying_stops_half_a_year_ahead(networks):
    stored_series(networks.ours)
    generate_all_occurrences()
    assert Session.objects.latest(
        "starts_at"
    ).starts_at <= timezone.now() + GENERATION_HORIZON + timedelta(1)
