"""Organisers' views of sessions and series."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from networks.models import Session, SessionSeries
from tests.networks.factories import make_session

SPACE = "/networks/psmn/space/"


@pytest.fixture
def organiser_client(networks, as_user):
    """A client signed in as the organiser."""
    return as_user(networks.organiser)


@pytest.fixture
def session(networks):
    """A session in three days."""
    return make_session(networks.ours, "Zanzibarine")


def session_data(**fields: object) -> dict:
    day = timezone.localdate() + timedelta(days=10)
    data = {"title": "A new talk", "day": day, "start_time": "13:00", "minutes": 45}
    return {**data, **fields}


def series_data(**fields: object) -> dict:
    first = timezone.localdate() + timedelta(days=1)
    data = {"title": "Drop-in", "frequency": "weekly", "first_date": first, "start_time": "13:00"}
    return {**data, "minutes": 60, **fields}


def test_repeated_submission_creates_one_session(networks, organiser_client):
    for _ in range(2):
        response = organiser_client.post(
            f"{SPACE}sessions/new/", session_data(join_link="meet.example/x")
        )
        assert response.status_code == 302
    created = Session.objects.get()
    assert created.network == networks.ours
    assert created.join_link == "https://meet.example/x"
    assert f"{timezone.localtime(created.starts_at):%H:%M}" == "13:00"


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("title", "", "Enter the topic."),
        ("day", "30 February", "Enter a date in the format"),
        ("day", "2020-01-01", "in the future"),
        ("day", "9999-12-31", "Check the year"),
        ("day", "0001-01-01", "Check the year"),
        ("start_time", "one o’clock", "Enter a time in the format"),
        ("minutes", "0", "Enter a number of 5 or more."),
        ("minutes", "99999999999999999999", "Enter a number of 1440 or less."),
        ("join_link", "javascript:alert(1)", "Enter a web address"),
        ("title", "\u200b\u202e\u3164\x00", "Enter the topic."),
    ],
)
def test_invalid_form_shows_field_errors_and_keeps_input(organiser_client, field, value, error):
    response = organiser_client.post(
        f"{SPACE}sessions/new/", session_data(about="Kept words", **{field: value})
    )
    assert response.status_code == 422
    content = response.content.decode()
    assert error in content
    assert "Kept words" in content
    assert f'href="#id_{field}"' in content
    assert not Session.objects.exists()


def test_session_is_changed_cancelled_and_reinstated(organiser_client, session):
    url = session.get_absolute_url()
    content = organiser_client.get(f"{url}change/")
    expected_version = content.context["form"]["expected_version"].value()
    response = organiser_client.post(
        f"{url}change/", session_data(title="Another topic", expected_version=expected_version)
    )
    assert response.status_code == 302
    session.refresh_from_db()
    assert session.title == "Another topic"
    assert organiser_client.get(f"{url}cancel/").status_code == 200
    session.refresh_from_db()
    assert not session.is_cancelled  # the confirmation page changes nothing
    organiser_client.post(f"{url}cancel/", {"reason": "The guest is ill."})
    session.refresh_from_db()
    assert session.is_cancelled
    assert session.cancellation_reason == "The guest is ill."
    organiser_client.post(f"{url}bring-back/")
    session.refresh_from_db()
    assert not session.is_cancelled


def test_different_sessions_at_one_time_are_both_created(organiser_client):
    for guest in ("A nurse", "A nurse", "A pharmacist"):
        response = organiser_client.post(f"{SPACE}sessions/new/", session_data(guest=guest))
        assert response.status_code == 302
    guests = Session.objects.order_by("pk").values_list("guest", flat=True)
    assert list(guests) == ["A nurse", "A pharmacist"]


def test_second_organiser_is_warned_before_overwriting_session(organiser_client, session):
    url = f"{session.get_absolute_url()}notes/"
    expected_version = organiser_client.get(url).context["form"]["expected_version"].value()
    organiser_client.post(url, {"notes": "First", "expected_version": expected_version})
    response = organiser_client.post(url, {"notes": "Second", "expected_version": expected_version})
    assert response.status_code == 422
    assert "Another person changed this while" in response.content.decode()
    assert "Second" in response.content.decode()
    session.refresh_from_db()
    assert session.notes == "First"
    again = response.context["form"]["expected_version"].value()
    organiser_client.post(url, {"notes": "Second", "expected_version": again})
    session.refresh_from_db()
    assert session.notes == "Second"


def test_past_session_keeps_its_date_when_text_changes(networks, organiser_client):
    over = make_session(networks.ours, starts_at=timezone.now() - timedelta(days=9))
    content = organiser_client.get(f"{over.get_absolute_url()}change/").context["form"]
    data = {name: content[name].value() or "" for name in content.fields}
    data |= {
        "day": content.initial["day"],
        "start_time": content.initial["start_time"],
        "title": "Corrected",
    }
    data.pop("is_open")
    assert organiser_client.post(f"{over.get_absolute_url()}change/", data).status_code == 302
    assert Session.objects.get(pk=over.pk).title == "Corrected"


def submit(client, url: str, **fields):
    """Get a form and submit it with the version it shows."""
    expected_version = client.get(url).context["form"]["expected_version"].value()
    return client.post(url, {"expected_version": expected_version, **fields})


def test_organiser_creates_changes_and_ends_series(organiser_client):
    assert organiser_client.post(f"{SPACE}series/new/", series_data()).status_code == 302
    series = SessionSeries.objects.get()
    assert Session.objects.count() == 26
    content = organiser_client.get(f"{SPACE}series/").content.decode()
    assert series.recurrence_text in content
    change = f"{SPACE}series/{series.pk}/change/"
    assert submit(organiser_client, change, **series_data(start_time="14:00")).status_code == 302
    hours = {timezone.localtime(one.starts_at).time() for one in Session.objects.all()}
    assert hours == {time(14)}
    end = f"{SPACE}series/{series.pk}/end/"
    last = series.first_date + timedelta(days=7)
    unconfirmed = submit(organiser_client, end, last_date=last)
    assert unconfirmed.status_code == 422
    assert "This removes 24 sessions" in unconfirmed.content.decode()
    assert Session.objects.count() == 26
    assert submit(organiser_client, end, last_date=last, confirmed="on").status_code == 302
    assert Session.objects.count() == 2
    assert submit(organiser_client, end, last_date="").status_code == 302
    assert Session.objects.count() == 26


def test_second_organiser_is_warned_before_overwriting_series(organiser_client):
    organiser_client.post(f"{SPACE}series/new/", series_data())
    series = SessionSeries.objects.get()
    change = f"{SPACE}series/{series.pk}/change/"
    expected_version = organiser_client.get(change).context["form"]["expected_version"].value()
    for _ in range(2):  # submitted twice
        fields = series_data(start_time="14:00") | {"expected_version": expected_version}
        assert organiser_client.post(change, fields).status_code == 302
    response = organiser_client.post(
        change, series_data(title="Mine") | {"expected_version": expected_version}
    )
    assert response.status_code == 422
    assert "Another person changed this" in response.content.decode()
    assert "Mine" in response.content.decode()
    series.refresh_from_db()
    assert (series.start_time, series.title) == (time(14), series_data()["title"])
    again = series_data(title="Mine") | {
        "expected_version": response.context["form"]["expected_version"].value()
    }
    assert organiser_client.post(change, again).status_code == 302
    series.refresh_from_db()
    assert series.title == "Mine"


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("first_date", "0226-01-01", "Check the year"),
        ("first_date", "9999-12-31", "Check the year"),
        ("frequency", "daily", "Select one of the choices"),
        ("last_date", date(2026, 1, 1), "must be on or after"),
        ("start_time", "25:00", "Enter a time in the format"),
    ],
)
def test_invalid_series_shows_field_error(organiser_client, field, value, error):
    response = organiser_client.post(f"{SPACE}series/new/", series_data(**{field: value}))
    assert response.status_code == 422
    assert error in response.content.decode()
    assert not SessionSeries.objects.exists()
