"""The iCalendar feed: its content, and access by the private URL only."""

import logging
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
import vobject
from django.core.signing import Signer
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from config.log_filters import TokenRedactionFilter
from networks.models import Membership, Network
from networks.sessions.feed_token import feed_url
from networks.sessions.services import cancel_session
from networks.sessions.update_series import create_series
from tests.clients import signed_in
from tests.networks.factories import LINK, LONDON, london, make_session
from tests.networks.sessions.test_update_series import FIELDS


@pytest.fixture
def membership(networks):
    """The membership of the member."""
    return Membership.objects.get(user=networks.member)


@pytest.fixture
def path(membership):
    """The path of the member's feed."""
    return urlsplit(feed_url(membership)).path


def test_start_time_is_kept_across_clock_change_in_another_parser(networks, path, client, clock):
    clock(datetime(2026, 3, 2, 9, tzinfo=LONDON))
    create_series(networks.organiser, networks.ours, FIELDS)
    clock(datetime(2026, 10, 1, 9, tzinfo=LONDON))
    create_series(networks.organiser, networks.ours, {**FIELDS, "title": "Autumn"})
    clock(datetime(2026, 8, 3, 9, tzinfo=LONDON))
    feed = client.get(path).content.decode()
    read = vobject.readOne(feed)
    starts = [event.dtstart.value for event in read.vevent_list]
    assert len(starts) > 30
    assert {f"{start:%a %H:%M}" for start in starts} == {"Fri 13:00"}
    by_day = {start.date(): start.utcoffset() for start in starts}
    assert by_day[date(2026, 10, 23)] == timedelta(hours=1)
    assert by_day[date(2026, 10, 30)] == timedelta()
    zone = read.vtimezone.gettzinfo()
    for day, hours in [((3, 27), 0), ((3, 30), 1), ((6, 5), 1), ((10, 23), 1), ((10, 26), 0)]:
        assert datetime(2026, *day, 13, tzinfo=zone).utcoffset() == timedelta(hours=hours)


def test_sessions_in_the_repeated_hour_of_october_are_told_apart(networks, path, client, clock):
    clock(datetime(2026, 10, 20, 9, tzinfo=LONDON))
    starts = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    for start in starts:
        make_session(networks.ours, "Night talk", starts_at=start)
    feed = client.get(path).content
    events = Calendar.from_ical(feed).walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == starts
    assert b"DTSTART:20261025T003000Z" in feed
    assert b"DTSTART:20261025T013000Z" in feed
    listing = signed_in(networks.member).get(f"/networks/{networks.ours.slug}/space/sessions/")
    page = listing.content.decode()
    assert "1:30am BST" in page
    assert "1:30am GMT" in page


def test_feed_contains_required_properties(networks, path, client):
    session = make_session(
        networks.ours, "Zoë, “two; boxes,\\n”", guest="A pharmacist", about="Line\r\ntwo\x0b"
    )
    session.sign_ups.create(user=networks.member)
    response = client.get(path)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    assert not calendar.errors
    assert calendar["refresh-interval"].dt == timedelta(hours=4)
    assert {zone["tzid"] for zone in calendar.walk("VTIMEZONE")} == {"Europe/London"}
    (event,) = calendar.walk("VEVENT")
    assert event["uid"] == f"session-{session.pk}@127.0.0.1"
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["summary"] == session.title
    assert LINK in event["description"]
    assert "Line\ntwo " in event["description"]
    assert event["last-modified"].dt == session.changed_at.replace(microsecond=0)
    assert event["status"] == "CONFIRMED"
    assert not {"organizer", "attendee"} & {name.lower() for name in event}
    assert networks.member.email not in response.content.decode()
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))


def test_cancelled_session_stays_in_feed_with_status_cancelled(networks, path, client):
    session = make_session(networks.ours)
    before = client.get(path).content
    cancel_session(networks.organiser, session.pk, "The guest is ill.")
    (event,) = Calendar.from_ical(client.get(path).content).walk("VEVENT")
    assert event["uid"] == Calendar.from_ical(before).walk("VEVENT")[0]["uid"]
    assert event["status"] == "CANCELLED"
    assert event["sequence"] == 1
    assert event["summary"] == "Cancelled: A talk"
    assert LINK not in event["description"]


def test_feed_contains_only_sessions_of_the_network(networks, path, client):
    make_session(networks.other, "Zanzibarine")
    make_session(networks.ours, "Long ago", starts_at=london(date(2020, 1, 3), time(13)))
    assert "VEVENT" not in client.get(path).content.decode()


def end_membership(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk).update(ended_at=timezone.now())


def close_account(membership: Membership) -> None:
    membership.user.is_active = False
    membership.user.save()


def unpublish_network(membership: Membership) -> None:
    Network.objects.filter(pk=membership.network_id).update(live=False)


def renew_nonce(membership: Membership) -> None:
    Membership.objects.filter(pk=membership.pk).update(calendar_nonce="another")


def delete_membership(membership: Membership) -> None:
    membership.delete()


@pytest.mark.parametrize(
    "revoke", [end_membership, close_account, unpublish_network, renew_nonce, delete_membership]
)
def test_revoked_token_gets_the_response_of_an_unknown_token(
    networks, membership, path, client, revoke
):
    session = make_session(networks.ours)
    response = client.get(path)
    assert response.status_code == 200
    revoke(membership)
    never = client.get("/networks/calendar/zanzibarine.ics")
    for headers in (
        client.get(path),
        client.get(path, headers={"If-None-Match": "*", "If-Modified-Since": "0"}),
        client.get(path, headers={"Range": "bytes=0-10"}),
    ):
        assert (headers.status_code, headers.content) == (404, never.content)
        assert dict(headers.headers) == dict(never.headers)
        assert session.title not in headers.content.decode()
    assert client.head(path).headers == client.head("/networks/calendar/z.ics").headers
    assert client.post(path).status_code == client.post("/networks/calendar/z.ics").status_code


def test_feed_has_headers_against_caching_indexing_and_referrers(path, client):
    for url in (path, "/networks/calendar/wrong.ics"):
        response = client.get(url)
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.has_header("ETag")
        assert not response.cookies


def test_feed_url_cannot_be_derived_from_database_values(membership, client, path):
    forged = Signer(key="a guess", salt="networks.calendar", sep=".")
    token = forged.sign_object([membership.pk, membership.calendar_nonce])
    assert client.get(f"/networks/calendar/{token}.ics").status_code == 404
    assert membership.calendar_nonce not in path.rpartition(".ics")[0].rpartition(".")[2]


def test_invalid_tokens_are_rate_limited_and_valid_ones_are_not(networks, membership, path, client):
    old = path
    renew_nonce(membership)
    membership.refresh_from_db()
    new = urlsplit(feed_url(membership)).path
    for _ in range(40):
        assert client.get(old).status_code == 404  # a revoked URL that a client requests
    for _ in range(30):
        assert client.get("/networks/calendar/guess.ics").status_code == 404
    assert client.get("/networks/calendar/guess.ics").status_code == 429
    assert client.get(new).status_code == 200


@pytest.mark.parametrize("token", ["a", "a.b", "W10.x", "é", "%00", "a" * 5000, "..", "[1,2]"])
def test_malformed_token_gets_404(db, client, token):
    assert client.get(f"/networks/calendar/{token}.ics").status_code == 404


def test_member_resets_feed_url(networks, as_user, path):
    client = as_user(networks.member)
    page = client.get("/networks/psmn/space/calendar/")
    assert path in page.content.decode()
    assert f"webcal://127.0.0.1:8000{path}" in page.content.decode()
    assert client.get(path).status_code == 200
    renewed = client.post("/networks/psmn/space/calendar/", follow=True)
    assert path not in renewed.content.decode()
    assert client.get(path).status_code == 404
    assert client.get(urlsplit(renewed.context["feed_url"]).path).status_code == 200


def test_feed_token_is_redacted_from_log(path):
    line = logging.LogRecord("x", 30, "", 0, "Not Found: %s?a=1", (path,), None)
    assert TokenRedactionFilter().filter(line)
    assert line.getMessage() == "Not Found: /networks/calendar/…?a=1"


def test_feed_makes_two_queries_for_any_number_of_sessions(networks, path, client):
    make_session(networks.ours)
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        assert len(captured) == 2, captured.captured_queries  # whose it is; the sessions
        for each in range(40 if number == 0 else 0):
            make_session(networks.ours, f"Talk {each}").sign_ups.create(user=networks.second)


def test_member_downloads_one_session_as_icalendar_file(networks, as_user):
    session = make_session(networks.ours)
    make_session(networks.ours, "Another")
    response = as_user(networks.member).get(f"{session.get_absolute_url()}session.ics")
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert event["uid"] == f"session-{session.pk}@127.0.0.1"
    assert response["Cache-Control"] == "private, no-store"
    assert vobject.readOne(response.content.decode()).vevent.summary.value == "A talk"
