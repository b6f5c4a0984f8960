"""Organisers run sessions from the room itself."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from networks.models import Session, SessionSeries
from tests.networks.factories import make_session

SPACE = "/networks/psmn/space/"


@pytest.fixture
def organiser(networks, as_user):
    """The organiser's browser."""
    return as_user(networks.organiser)


@pytest.fixture
def session(networks):
    """A session in three days."""
    return make_session(networks.ours, "Zanzibarine")


def said(**fields: object) -> dict:
    day = timezone.localdate() + timedelta(days=10)
    given = {"title": "A new talk", "day": day, "at": "13:00", "minutes": 45}
    return {**given, **fields}


def series_said(**fields: object) -> dict:
    first = timezone.localdate() + timedelta(days=1)
    given = {"title": "Drop-in", "rhythm": "weekly", "first_date": first, "at": "13:00"}
    return {**given, "minutes": 60, **fields}


def test_a_session_is_made_once_however_often_it_is_sent(networks, organiser):
    for _ in range(2):
        answer = organiser.post(f"{SPACE}sessions/new/", said(join_link="meet.example/x"))
        assert answer.status_code == 302
    made = Session.objects.get()
    assert made.network == networks.ours
    assert made.join_link == "https://meet.example/x"
    assert f"{timezone.localtime(made.starts_at):%H:%M}" == "13:00"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("title", "", "This field is required"),
        ("day", "30 February", "Write a day such as"),
        ("day", "2020-01-01", "That is over already"),
        ("day", "9999-12-31", "Is the year right?"),
        ("day", "0001-01-01", "Is the year right?"),
        ("at", "one o’clock", "Write a time such as"),
        ("minutes", "0", "greater than or equal to 5"),
        ("minutes", "99999999999999999999", "less than or equal to 1440"),
        ("join_link", "javascript:alert(1)", "Write a whole address"),
        ("title", "A\x00B", "Null characters are not allowed"),
    ],
)
def test_errors_stand_beside_the_field_and_what_was_typed_is_kept(organiser, field, typed, told):
    answer = organiser.post(f"{SPACE}sessions/new/", said(about="Kept words", **{field: typed}))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert told in shown
    assert "Kept words" in shown
    assert f'href="#id_{field}"' in shown
    assert not Session.objects.exists()


def test_a_session_is_changed_cancelled_and_brought_back(organiser, session):
    address = session.get_absolute_url()
    shown = organiser.get(f"{address}change/")
    seen = shown.context["form"]["seen"].value()
    answer = organiser.post(f"{address}change/", said(title="Another topic", seen=seen))
    assert answer.status_code == 302
    session.refresh_from_db()
    assert session.title == "Another topic"
    assert organiser.get(f"{address}cancel/").status_code == 200
    session.refresh_from_db()
    assert not session.is_cancelled  # to look at the question is not to answer it
    organiser.post(f"{address}cancel/", {"why": "The guest is ill."})
    session.refresh_from_db()
    assert session.is_cancelled
    assert session.cancellation_reason == "The guest is ill."
    organiser.post(f"{address}bring-back/")
    session.refresh_from_db()
    assert not session.is_cancelled


def test_two_sessions_at_one_time_are_two_and_one_sent_twice_is_one(organiser):
    for guest in ("A nurse", "A nurse", "A pharmacist"):
        answer = organiser.post(f"{SPACE}sessions/new/", said(guest=guest))
        assert answer.status_code == 302
    guests = Session.objects.order_by("pk").values_list("guest", flat=True)
    assert list(guests) == ["A nurse", "A pharmacist"]


def test_two_organisers_do_not_overwrite_each_other_unawares(organiser, session):
    address = f"{session.get_absolute_url()}notes/"
    seen = organiser.get(address).context["form"]["seen"].value()
    organiser.post(address, {"notes": "First", "seen": seen})
    late = organiser.post(address, {"notes": "Second", "seen": seen})
    assert late.status_code == 422
    assert "Somebody else changed this while" in late.content.decode()
    assert "Second" in late.content.decode()
    session.refresh_from_db()
    assert session.notes == "First"
    again = late.context["form"]["seen"].value()
    organiser.post(address, {"notes": "Second", "seen": again})
    session.refresh_from_db()
    assert session.notes == "Second"


def test_a_session_that_is_over_keeps_its_day_when_its_words_change(networks, organiser):
    over = make_session(networks.ours, starts_at=timezone.now() - timedelta(days=9))
    shown = organiser.get(f"{over.get_absolute_url()}change/").context["form"]
    kept = {name: shown[name].value() or "" for name in shown.fields}
    kept |= {"day": shown.initial["day"], "at": shown.initial["at"], "title": "Corrected"}
    kept.pop("is_open")
    assert organiser.post(f"{over.get_absolute_url()}change/", kept).status_code == 302
    assert Session.objects.get(pk=over.pk).title == "Corrected"


def press(client, address: str, **said):
    """Open a form and send it."""
    seen = client.get(address).context["form"]["seen"].value()
    return client.post(address, {"seen": seen, **said})


def test_a_series_is_made_changed_and_ended_from_the_room(organiser):
    assert organiser.post(f"{SPACE}series/new/", series_said()).status_code == 302
    series = SessionSeries.objects.get()
    assert Session.objects.count() == 26
    listed = organiser.get(f"{SPACE}series/").content.decode()
    assert series.recurrence_text in listed
    change = f"{SPACE}series/{series.pk}/change/"
    assert press(organiser, change, **series_said(at="14:00")).status_code == 302
    hours = {timezone.localtime(one.starts_at).time() for one in Session.objects.all()}
    assert hours == {time(14)}
    end = f"{SPACE}series/{series.pk}/end/"
    last = series.first_date + timedelta(days=7)
    asked = press(organiser, end, last_date=last)
    assert asked.status_code == 422
    assert "Sessions would go (24)" in asked.content.decode()
    assert Session.objects.count() == 26
    assert press(organiser, end, last_date=last, sure="on").status_code == 302
    assert Session.objects.count() == 2
    assert press(organiser, end, last_date="").status_code == 302
    assert Session.objects.count() == 26


def test_two_who_change_a_series_at_once_do_not_write_over_each_other(organiser):
    organiser.post(f"{SPACE}series/new/", series_said())
    series = SessionSeries.objects.get()
    change = f"{SPACE}series/{series.pk}/change/"
    seen = organiser.get(change).context["form"]["seen"].value()
    for _ in range(2):  # pressed twice
        said = series_said(at="14:00") | {"seen": seen}
        assert organiser.post(change, said).status_code == 302
    late = organiser.post(change, series_said(title="Mine") | {"seen": seen})
    assert late.status_code == 422
    assert "Somebody else changed this" in late.content.decode()
    assert "Mine" in late.content.decode()
    series.refresh_from_db()
    assert (series.at, series.title) == (time(14), series_said()["title"])
    again = series_said(title="Mine") | {"seen": late.context["form"]["seen"].value()}
    assert organiser.post(change, again).status_code == 302
    series.refresh_from_db()
    assert series.title == "Mine"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("first_date", "0226-01-01", "Is the year right?"),
        ("first_date", "9999-12-31", "Is the year right?"),
        ("rhythm", "daily", "Select a valid choice"),
        ("last_date", date(2026, 1, 1), "cannot come before the first"),
        ("at", "25:00", "Write a time such as"),
    ],
)
def test_odd_series_are_refused_beside_the_field(organiser, field, typed, told):
    answer = organiser.post(f"{SPACE}series/new/", series_said(**{field: typed}))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not SessionSeries.objects.exists()
