"""Members find sessions, sign up and take it back; nobody else gets anything of them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.shortcuts import resolve_url
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.models import Membership, SignUp
from networks.sessions.retention import purge_sign_ups
from networks.sessions.services import cancel_session, reinstate_session, update_session
from tests.networks.factories import LINK, make_member, make_series, make_session

SPACE = "/networks/psmn/space/"


@pytest.fixture
def session(networks):
    """A session of the first network, in three days."""
    return make_session(networks.ours, "Zanzibarine", guest="A pharmacist", about="Two boxes.")


def addresses(session, series) -> list[str]:
    one = f"{SPACE}sessions/{session.pk}/"
    own = [f"{one}{end}" for end in ("", "coming/", "not-coming/", "session.ics")]
    organisers = [f"{one}{end}/" for end in ("change", "notes", "cancel", "bring-back")]
    of_series = [f"{SPACE}series/{end}" for end in ("", "new/", *_each(series.pk))]
    lists = [f"{SPACE}sessions/", f"{SPACE}sessions/past/", f"{SPACE}sessions/new/"]
    return [*own, *organisers, *of_series, *lists, f"{SPACE}calendar/"]


def _each(pk: int) -> list[str]:
    return [f"{pk}/change/", f"{pk}/end/"]


@pytest.mark.parametrize("who", ["outsider", "neighbour", "ended", "closed"])
def test_an_outsider_gets_nothing_by_any_address_and_method(networks, session, as_user, who):
    series = make_series(networks.ours)
    person = getattr(networks, who, networks.second)
    client = as_user(person)
    if who == "ended":
        Membership.objects.filter(user=person).update(ended_at=timezone.now())
    if who == "closed":
        type(networks.ours).objects.filter(pk=networks.ours.pk).update(live=False)
    for address in addresses(session, series):
        for method in ("get", "head", "post", "put", "delete", "options"):
            answer = getattr(client, method)(address)
            assert answer.status_code == 404, (method, address)
            assert b"Zanzibarine" not in answer.content
            assert "no-store" in answer["Cache-Control"]
    assert not SignUp.objects.exists()


def test_a_session_is_not_reached_through_another_network(networks, session, as_user):
    other = f"/networks/other/space/sessions/{session.pk}/"
    for end in ("", "coming/", "session.ics", "change/", "cancel/"):
        assert as_user(networks.neighbour).post(other + end).status_code == 404
        assert as_user(networks.neighbour).get(other + end).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to_and_learns_nothing(networks, session, client):
    for address in addresses(session, make_series(networks.ours)):
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302
            assert answer["Location"] == f"{resolve_url(settings.LOGIN_URL)}?next={address}"
            assert answer["Cache-Control"] == "private, no-store"


def test_what_is_for_organisers_is_not_for_members(networks, session, as_user):
    client = as_user(networks.member)
    series = make_series(networks.ours)
    words = ("change", "notes", "cancel", "bring-back", "series", "new")
    for address in addresses(session, series):
        if any(f"/{word}/" in address for word in words):
            assert client.get(address).status_code == 404, address
            assert client.post(address).status_code == 404, address


def test_a_member_finds_the_session_and_the_link_on_its_page_alone(networks, session, as_user):
    client = as_user(networks.member)
    listed = client.get(f"{SPACE}sessions/").content.decode()
    assert "Zanzibarine" in listed
    assert LINK not in listed
    page = client.get(session.get_absolute_url())
    shown = page.content.decode()
    assert LINK in shown
    assert "in 3 days" in shown
    assert "London time" in shown
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]


def test_the_link_is_gone_from_what_is_cancelled_or_over(networks, session, as_user):
    client = as_user(networks.member)
    cancel_session(networks.organiser, session.pk, "The guest is ill.")
    shown = client.get(session.get_absolute_url()).content.decode()
    assert LINK not in shown
    assert "The guest is ill." in shown
    over = make_session(networks.ours, starts_at=timezone.now() - timedelta(hours=2))
    assert LINK not in client.get(over.get_absolute_url()).content.decode()


def test_signing_up_and_taking_it_back_can_be_said_twice(networks, session, as_user):
    one, tab = as_user(networks.member), as_user(networks.member)
    address = session.get_absolute_url()
    for client in (one, tab):
        assert client.post(f"{address}coming/", follow=True).status_code == 200
    assert SignUp.objects.count() == 1
    assert "You are coming" in one.get(f"{SPACE}sessions/").content.decode()
    assert "1 person has" in as_user(networks.second).get(address).content.decode()
    for client in (one, tab):
        assert client.post(f"{address}not-coming/", follow=True).status_code == 200
    assert not SignUp.objects.exists()


def test_a_forged_form_signs_nobody_up(networks, session):
    client = Client(enforce_csrf_checks=True)
    client.force_login(networks.member)
    assert client.post(f"{session.get_absolute_url()}coming/").status_code == 403
    assert client.get(f"{session.get_absolute_url()}coming/").status_code == 405
    assert not SignUp.objects.exists()


def test_nobody_signs_up_for_what_is_cancelled_or_over(networks, session, as_user):
    client = as_user(networks.member)
    cancel_session(networks.organiser, session.pk, "")
    over = make_session(networks.ours, starts_at=timezone.now() - timedelta(hours=2))
    for each in (session, over):
        answer = client.post(f"{each.get_absolute_url()}coming/", follow=True)
        assert "no longer takes sign-ups" in answer.content.decode()
    assert not SignUp.objects.exists()


def test_who_has_left_is_not_counted(networks, session, as_user):
    for person in (networks.member, networks.second):
        session.sign_ups.create(user=person)
    Membership.objects.filter(user=networks.second).update(ended_at=timezone.now())
    shown = as_user(networks.member).get(session.get_absolute_url()).content.decode()
    assert "1 person has" in shown


def test_notes_and_recording_are_found_afterwards(networks, session, as_user):
    over = make_session(
        networks.ours,
        "An old talk",
        starts_at=timezone.now() - timedelta(days=9),
        notes="<script>alert(1)</script>\n\nSee https://notes.example/",
        recording="https://video.example/1",
    )
    client = as_user(networks.member)
    listed = client.get(f"{SPACE}sessions/past/").content.decode()
    assert "An old talk" in listed
    assert "Zanzibarine" not in listed
    shown = client.get(over.get_absolute_url()).content.decode()
    assert "https://video.example/1" in shown
    assert '<a href="https://notes.example/"' in shown
    assert "<script>alert" not in shown


def test_lists_answer_whatever_page_is_asked_for(networks, session, as_user):
    client = as_user(networks.member)
    for number in ("0", "-1", "99", "x", ""):
        assert client.get(f"{SPACE}sessions/?page={number}").status_code == 200


def test_a_page_keeps_its_number_of_queries_as_the_room_grows(networks, session, as_user):
    client = as_user(networks.member)
    pages = [f"{SPACE}sessions/", f"{SPACE}sessions/past/", session.get_absolute_url()]
    few = [queries(client, page) for page in pages]
    for number in range(30):
        made = make_session(networks.ours, f"Talk {number}")
        made.sign_ups.create(user=networks.second)
        session.sign_ups.get_or_create(user=networks.second)
        make_session(networks.ours, starts_at=timezone.now() - timedelta(days=number + 1))
    for page, before in zip(pages, few, strict=True):
        # session, user, membership with its network, number of sessions, sessions
        assert queries(client, page) <= max(before, 8), page


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_change_is_numbered_for_calendars_and_one_that_changes_nothing_is_not(networks, session):
    seen = session.version
    same = update_session(networks.organiser, session.pk, {"guest": session.guest}, seen)
    assert same.sequence == 0
    changed = update_session(networks.organiser, session.pk, {"guest": "A nurse"}, seen)
    assert (changed.sequence, changed.is_customised) == (1, False)
    assert cancel_session(networks.organiser, session.pk, "").sequence == 2
    assert cancel_session(networks.organiser, session.pk, "Again").cancellation_reason == ""
    assert reinstate_session(networks.organiser, session.pk).sequence == 3


def test_organisers_alone_read_who_has_signed_up(networks, session, as_user):
    for person in (networks.member, networks.second):
        session.sign_ups.create(user=person)
    Membership.objects.filter(user=networks.second).update(ended_at=timezone.now())
    address = session.get_absolute_url()
    read = as_user(networks.organiser).get(address).content.decode()
    assert f"<li>{networks.member}</li>" in read
    assert str(networks.second) not in read
    third = make_member(networks.ours, "third@hub.example")
    read = as_user(third).get(address).content.decode()
    assert "1 person has" in read
    assert str(networks.member) not in read


def test_who_came_is_forgotten_after_three_months_and_how_many_is_not(networks, as_user):
    long_ago, lately = (
        make_session(networks.ours, starts_at=timezone.now() - timedelta(days=days))
        for days in (100, 80)
    )
    for each in (long_ago, lately):
        for person in (networks.member, networks.second):
            each.sign_ups.create(user=person)
    assert purge_sign_ups() == 2
    assert purge_sign_ups() == 0
    assert {sign_up.session for sign_up in SignUp.objects.all()} == {lately}
    for each in (long_ago, lately):
        shown = as_user(networks.organiser).get(each.get_absolute_url()).content.decode()
        assert "2 people had signed up" in shown
    assert "names were deleted" in (
        as_user(networks.organiser).get(long_ago.get_absolute_url()).content.decode()
    )
