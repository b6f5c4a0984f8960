"""Members' views of sessions and sign-ups, and access to them."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.shortcuts import resolve_url
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from networks.models import Membership, SignUp
from networks.sessions.retention import delete_expired_sign_ups
from networks.sessions.services import cancel_session, reinstate_session, update_session
from tests.networks.factories import LINK, make_member, make_series, make_session

SPACE = "/networks/psmn/space/"
SOAK = pytest.mark.soak


@pytest.fixture
def session(networks):
    """A session of the first network, in three days."""
    return make_session(networks.ours, "Zanzibarine", guest="A pharmacist", about="Two boxes.")


def session_urls(session, series) -> list[str]:
    one = f"{SPACE}sessions/{session.pk}/"
    own = [f"{one}{end}" for end in ("", "coming/", "not-coming/", "session.ics")]
    organisers = [f"{one}{end}/" for end in ("change", "notes", "cancel", "bring-back")]
    of_series = [f"{SPACE}series/{end}" for end in ("", "new/", *_series_urls(series.pk))]
    lists = [f"{SPACE}sessions/", f"{SPACE}sessions/past/", f"{SPACE}sessions/new/"]
    return [*own, *organisers, *of_series, *lists, f"{SPACE}calendar/"]


def _series_urls(pk: int) -> list[str]:
    return [f"{pk}/change/", f"{pk}/end/"]


@pytest.mark.parametrize(
    ("user_kind", "methods"),
    [
        # `test_access` requests every URL of the space by get and post as a former member.
        ("closed", ["post"]),
        *(
            pytest.param(kind, ["get", "head", "post", "put", "delete", "options"], marks=SOAK)
            for kind in ("outsider", "neighbour", "ended", "closed")
        ),
    ],
)
def test_outsider_gets_404_for_every_url_and_method(networks, session, as_user, user_kind, methods):
    series = make_series(networks.ours)
    person = getattr(networks, user_kind, networks.second)
    client = as_user(person)
    if user_kind == "ended":
        Membership.objects.filter(user=person).update(ended_at=timezone.now())
    if user_kind == "closed":
        type(networks.ours).objects.filter(pk=networks.ours.pk).update(live=False)
    for url in session_urls(session, series):
        for method in methods:
            response = getattr(client, method)(url)
            assert response.status_code == 404, (method, url)
            assert b"Zanzibarine" not in response.content
            assert "no-store" in response["Cache-Control"]
    assert not SignUp.objects.exists()


def test_session_is_not_found_under_another_network(networks, session, as_user):
    other = f"/networks/other/space/sessions/{session.pk}/"
    for end in ("", "coming/", "session.ics", "change/", "cancel/"):
        assert as_user(networks.neighbour).post(other + end).status_code == 404
        assert as_user(networks.neighbour).get(other + end).status_code == 404


def test_anonymous_user_is_redirected_to_sign_in(networks, session, client):
    for url in session_urls(session, make_series(networks.ours)):
        for response in (client.get(url), client.post(url)):
            assert response.status_code == 302
            assert response["Location"] == f"{resolve_url(settings.LOGIN_URL)}?next={url}"
            assert response["Cache-Control"] == "private, no-store"


def test_member_gets_404_for_organiser_urls(networks, session, as_user):
    client = as_user(networks.member)
    series = make_series(networks.ours)
    endings = ("change", "notes", "cancel", "bring-back", "series", "new")
    for url in session_urls(session, series):
        if any(f"/{word}/" in url for word in endings):
            assert client.get(url).status_code == 404, url
            assert client.post(url).status_code == 404, url


def test_join_link_is_shown_on_session_page_only(networks, session, as_user):
    client = as_user(networks.member)
    listing = client.get(f"{SPACE}sessions/").content.decode()
    assert "Zanzibarine" in listing
    assert LINK not in listing
    page = client.get(session.get_absolute_url())
    content = page.content.decode()
    assert LINK in content
    assert "in 3 days" in content
    assert "London time" in content
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]


def test_join_link_is_hidden_for_cancelled_and_past_sessions(networks, session, as_user):
    client = as_user(networks.member)
    cancel_session(networks.organiser, session.pk, "The guest is ill.")
    content = client.get(session.get_absolute_url()).content.decode()
    assert LINK not in content
    assert "The guest is ill." in content
    over = make_session(networks.ours, starts_at=timezone.now() - timedelta(hours=2))
    assert LINK not in client.get(over.get_absolute_url()).content.decode()


def test_sign_up_and_its_cancellation_are_idempotent(networks, session, as_user):
    one, tab = as_user(networks.member), as_user(networks.member)
    url = session.get_absolute_url()
    for client in (one, tab):
        assert client.post(f"{url}coming/", follow=True).status_code == 200
    assert SignUp.objects.count() == 1
    assert "You have signed up" in one.get(f"{SPACE}sessions/").content.decode()
    assert "1 member has" in as_user(networks.second).get(url).content.decode()
    for client in (one, tab):
        assert client.post(f"{url}not-coming/", follow=True).status_code == 200
    assert not SignUp.objects.exists()


def test_sign_up_requires_csrf_token_and_post(networks, session):
    client = Client(enforce_csrf_checks=True)
    client.force_login(networks.member)
    assert client.post(f"{session.get_absolute_url()}coming/").status_code == 403
    assert client.get(f"{session.get_absolute_url()}coming/").status_code == 405
    assert not SignUp.objects.exists()


def test_sign_up_is_refused_for_cancelled_and_past_sessions(networks, session, as_user):
    client = as_user(networks.member)
    cancel_session(networks.organiser, session.pk, "")
    over = make_session(networks.ours, starts_at=timezone.now() - timedelta(hours=2))
    for each in (session, over):
        response = client.post(f"{each.get_absolute_url()}coming/", follow=True)
        assert "can no longer sign up" in response.content.decode()
    assert not SignUp.objects.exists()


def test_former_member_is_not_counted(networks, session, as_user):
    for person in (networks.member, networks.second):
        session.sign_ups.create(user=person)
    Membership.objects.filter(user=networks.second).update(ended_at=timezone.now())
    content = as_user(networks.member).get(session.get_absolute_url()).content.decode()
    assert "1 member has" in content


def test_past_session_shows_escaped_notes_and_recording(networks, session, as_user):
    over = make_session(
        networks.ours,
        "An old talk",
        starts_at=timezone.now() - timedelta(days=9),
        notes="<script>alert(1)</script>\n\nSee https://notes.example/",
        recording="https://video.example/1",
    )
    client = as_user(networks.member)
    listing = client.get(f"{SPACE}sessions/past/").content.decode()
    assert "An old talk" in listing
    assert "Zanzibarine" not in listing
    content = client.get(over.get_absolute_url()).content.decode()
    assert "https://video.example/1" in content
    assert '<a href="https://notes.example/"' in content
    assert "<script>alert" not in content


def test_invalid_page_number_shows_nearest_page(networks, session, as_user):
    client = as_user(networks.member)
    for number in ("0", "-1", "99", "x", ""):
        assert client.get(f"{SPACE}sessions/?page={number}").status_code == 200


def test_query_count_is_constant_as_sessions_grow(networks, session, as_user):
    client = as_user(networks.member)
    pages = [f"{SPACE}sessions/", f"{SPACE}sessions/past/", session.get_absolute_url()]
    few = [query_count(client, page) for page in pages]
    for number in range(8):
        created = make_session(networks.ours, f"Talk {number}")
        created.sign_ups.create(user=networks.second)
        session.sign_ups.get_or_create(user=networks.second)
        make_session(networks.ours, starts_at=timezone.now() - timedelta(days=number + 1))
    for page, before in zip(pages, few, strict=True):
        # session, user, permissions, membership with its network, number of sessions, sessions,
        # spaces in the account menu
        assert query_count(client, page) <= max(before, 11), page


def query_count(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_sequence_grows_only_with_actual_changes(networks, session):
    expected_version = session.edit_version
    same = update_session(
        networks.organiser, session.pk, {"guest": session.guest}, expected_version
    )
    assert same.sequence == 0
    changed = update_session(networks.organiser, session.pk, {"guest": "A nurse"}, expected_version)
    assert (changed.sequence, changed.is_customised) == (1, False)
    assert cancel_session(networks.organiser, session.pk, "").sequence == 2
    assert cancel_session(networks.organiser, session.pk, "Again").cancellation_reason == ""
    assert reinstate_session(networks.organiser, session.pk).sequence == 3


def test_names_of_sign_ups_are_shown_to_organisers_only(networks, session, as_user):
    for person in (networks.member, networks.second):
        session.sign_ups.create(user=person)
    Membership.objects.filter(user=networks.second).update(ended_at=timezone.now())
    url = session.get_absolute_url()
    read = as_user(networks.organiser).get(url).content.decode()
    assert f"<li>{networks.member}</li>" in read
    assert str(networks.second) not in read
    third = make_member(networks.ours, "third@hub.example")
    read = as_user(third).get(url).content.decode()
    assert "1 member has" in read
    assert str(networks.member) not in read


def test_sign_ups_are_purged_after_retention_and_their_number_kept(networks, as_user):
    long_ago, lately = (
        make_session(networks.ours, starts_at=timezone.now() - timedelta(days=days))
        for days in (100, 80)
    )
    for each in (long_ago, lately):
        for person in (networks.member, networks.second):
            each.sign_ups.create(user=person)
    assert delete_expired_sign_ups() == 2
    assert delete_expired_sign_ups() == 0
    assert {sign_up.session for sign_up in SignUp.objects.all()} == {lately}
    for each in (long_ago, lately):
        content = as_user(networks.organiser).get(each.get_absolute_url()).content.decode()
        assert "2 members signed up" in content
    assert "Names are deleted" in (
        as_user(networks.organiser).get(long_ago.get_absolute_url()).content.decode()
    )
