"""Guests of open sessions: they ask for the link by a form, and are sent it by email."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.form_token import TOKEN_FIELD
from networks.join_forms.spam import HONEYPOT_FIELD
from networks.models import Session, SessionGuest
from networks.personal_data import collect_for_email, erase_for_email
from networks.sessions.guest_notifications import delete_guests
from networks.sessions.guests import LINK_LIMIT
from networks.sessions.reminders import send_reminders
from networks.sessions.retention import delete_expired_sign_ups
from networks.sessions.services import cancel_session, reinstate_session, update_session
from outbox.models import Notification
from tests.networks.factories import LINK, london, make_session
from tests.networks.join_request_client import token_aged

pytestmark = pytest.mark.django_db
KIM = "kim@clinic.example"


@pytest.fixture
def talk(psmn) -> Session:
    """A session tomorrow at 13:00 that is open to guests."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return make_session(psmn, "Open hour", starts_at=london(tomorrow, time(13)), is_open=True)


def guest_url(session: Session) -> str:
    """Return the URL of the guests' form."""
    return f"/networks/psmn/sessions/{session.pk}/guest/"


def entries(client: Client, session: Session) -> dict[str, object]:
    """Return what a guest enters in a new form."""
    token = token_aged(40)(client.get(guest_url(session)))
    return {"name": "Kim", "email": "Kim@clinic.example", TOKEN_FIELD: token}


def ask(session: Session, **changes: object) -> object:
    """Submit the guests' form, and return the response."""
    client = Client()
    return client.post(guest_url(session), entries(client, session) | changes)


def emails() -> list[str]:
    """Return the kinds of the pending emails to the guest, in order."""
    pending = Notification.objects.filter(
        email_address=KIM, status=Notification.Status.QUEUED
    ).order_by("pk")
    return [notification.kind.removeprefix("networks/") for notification in pending]


def test_guest_asks_for_the_link_and_is_emailed_it_once(talk):
    page = Client().get("/networks/psmn/").content.decode()
    assert guest_url(talk) in page
    assert LINK not in page
    client = Client()
    data = entries(client, talk)
    for _ in range(2):  # a double click
        response = client.post(guest_url(talk), data)
        assert response.url == f"{guest_url(talk)}thanks/"
    assert "We usually email the link" in Client().get(response.url).content.decode()
    assert SessionGuest.objects.get().email == KIM
    (email,) = Notification.objects.filter(email_address=KIM)
    assert email.kind == "networks/guest_link"
    assert LINK in email.text
    assert LINK in email.html
    # A visitor may enter the address of another person: nothing they type is sent there.
    assert "Kim" not in email.text


def test_guest_who_asks_again_is_emailed_the_link_a_few_times_a_day(talk):
    for _ in range(LINK_LIMIT.max_attempts + 2):
        assert ask(talk).url == f"{guest_url(talk)}thanks/"
    assert emails() == ["guest_link"] * LINK_LIMIT.max_attempts
    assert SessionGuest.objects.count() == 1


def test_guest_is_reminded_and_told_of_changes(talk, organiser):
    ask(talk)
    send_reminders()
    send_reminders()
    assert emails() == ["guest_link", "guest_reminder"]
    talk.refresh_from_db()
    later = {"starts_at": talk.starts_at + timedelta(hours=2)}
    update_session(organiser.user, talk.pk, later, talk.edit_version)
    assert emails() == ["guest_link", "guest_session_changed"]
    talk.refresh_from_db()
    new_link = {"join_link": "https://meet.example/other"}
    update_session(organiser.user, talk.pk, new_link, talk.edit_version)
    assert emails() == ["guest_link", "guest_session_changed", "guest_link"]
    assert new_link["join_link"] in Notification.objects.latest("pk").text
    cancel_session(organiser.user, talk.pk, "The speaker is ill.")
    email = Notification.objects.latest("pk")
    assert (email.email_address, email.subject) == (KIM, "Cancelled: Open hour")
    assert "The speaker is ill." in email.text
    assert "meet.example" not in email.text


def test_guest_is_not_sent_the_link_of_a_session_that_was_closed_to_guests(talk, organiser):
    ask(talk)
    for changes in (
        {"is_open": False, "join_link": "https://meet.example/members"},
        {"starts_at": talk.starts_at + timedelta(hours=2)},
    ):
        talk.refresh_from_db()
        update_session(organiser.user, talk.pk, changes, talk.edit_version)
    send_reminders()
    assert emails() == ["guest_link"]
    cancel_session(organiser.user, talk.pk, "The speaker is ill.")
    assert emails() == ["guest_link", "guest_session_changed"]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"email": "kim at clinic"}, "correct format"),
        ({"name": ""}, "Enter your name."),
        ({"name": "Patient 943 476 5919"}, "943 476 5919"),
        ({TOKEN_FIELD: "forged"}, "Send the form again"),
    ],
)
def test_wrong_entries_are_refused_with_what_was_typed_kept(talk, changes, error):
    response = ask(talk, **changes)
    assert response.status_code == 422
    page = response.content.decode()
    assert error in page
    assert changes.get("email", "Kim@clinic.example") in page
    assert not SessionGuest.objects.exists()


@pytest.mark.parametrize("state", ["members only", "cancelled", "over", "unpublished"])
def test_session_that_takes_no_guests_is_not_shown(talk, state):
    fields = {
        "members only": {"is_open": False},
        "cancelled": {"cancelled_at": timezone.now()},
        "over": {"ends_at": timezone.now()},
        "unpublished": {},
    }
    Session.objects.filter(pk=talk.pk).update(**fields[state] or {"title": "Open hour"})
    if state == "unpublished":
        type(talk.network).objects.update(live=False)
    for response in (Client().get(guest_url(talk)), Client().post(guest_url(talk))):
        assert response.status_code == 404
        assert "Open hour" not in response.content.decode()


def test_suspected_spam_is_sent_nothing_until_an_organiser_releases_it(
    talk, organiser, organiser_client, ann_client
):
    for email in ("kim@clinic.example", "lee@clinic.example"):
        response = ask(talk, email=email, **{HONEYPOT_FIELD: "x"})
        assert response.url == f"{guest_url(talk)}thanks/"
    assert emails() == []
    SessionGuest.objects.filter(email="lee@clinic.example").delete()
    guest = SessionGuest.objects.get()
    session_url = talk.get_absolute_url()
    # The organisers are told once of a flood, without what a visitor typed.
    (told,) = Notification.objects.filter(kind="networks/guest_quarantined")
    assert told.user == organiser.user
    assert session_url in told.text
    assert "Kim" not in told.text
    home = organiser_client.get("/networks/psmn/space/run/").content.decode()
    assert f'href="{session_url}#guests"' in home
    page = organiser_client.get(session_url).content.decode()
    assert KIM in page
    assert "Possible spam" in page
    assert KIM not in ann_client.get(session_url).content.decode()
    for action in ("release", "remove"):
        url = f"{session_url}guests/{guest.pk}/{action}/"
        assert ann_client.post(url).status_code == 404
        assert organiser_client.post(url).url == session_url
        assert emails() == (["guest_link"] if action == "release" else [])


def test_removed_guest_is_sent_nothing_until_an_organiser_lets_them_back_in(
    talk, organiser, organiser_client
):
    ask(talk)
    guest_path = f"{talk.get_absolute_url()}guests/{SessionGuest.objects.get().pk}/"
    organiser_client.post(f"{guest_path}remove/")
    assert ask(talk).url == f"{guest_url(talk)}thanks/"
    send_reminders()
    cancel_session(organiser.user, talk.pk, "")
    assert emails() == []
    reinstate_session(organiser.user, talk.pk)
    assert "Removed" in organiser_client.get(talk.get_absolute_url()).content.decode()
    organiser_client.post(f"{guest_path}release/")
    assert emails() == ["guest_link"]


def test_guests_are_deleted_with_their_emails_in_few_queries(talk, django_assert_max_num_queries):
    guests = [SessionGuest(session=talk, name="A", email=f"g{i}@x.example") for i in range(30)]
    SessionGuest.objects.bulk_create(guests)
    send_reminders()
    assert Notification.objects.count() == 30
    with django_assert_max_num_queries(8):
        delete_guests(SessionGuest.objects.all())
    assert not Notification.objects.exists()
    assert not SessionGuest.objects.exists()


def test_guest_data_is_exported_erased_and_expires(talk):
    ask(talk)
    (record,) = collect_for_email(KIM)["Open sessions asked for as a guest"]
    assert record["name"] == "Kim"
    erase_for_email(KIM)
    assert not SessionGuest.objects.exists()
    assert not Notification.objects.filter(email_address=KIM).exists()

    ask(talk)
    long_ago = timezone.now() - timedelta(days=91)
    Session.objects.filter(pk=talk.pk).update(ends_at=long_ago)
    delete_expired_sign_ups()
    assert not SessionGuest.objects.exists()
