"""People without an account read, export and erase their personal data by an emailed link."""

import json
import logging

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from accounts import personal_data_link
from accounts.models import Invitation
from config.log_filters import TokenRedactionFilter
from networks.enums import RequestStatus
from networks.models import JoinRequest, PurgedRequestCount
from outbox.models import Notification
from tests import factories as make
from tests.networks.join_request_client import apply_action

pytestmark = pytest.mark.django_db

ADDRESS = "niamh@trust.example"
JOIN_URL = "/account/what-we-hold/ask/"


def link_path(message) -> str:
    """Return the path of the link in an email."""
    [word] = [word for word in message.body.split() if "/account/what-we-hold/" in word]
    return "/" + word.split("/", 3)[3]


def request_link(client: Client, address: str = ADDRESS):
    """Request the link for an email address by the form."""
    page = client.get(JOIN_URL)
    token = page.context["csrf_token"]
    return client.post(JOIN_URL, {"email": address, "csrfmiddlewaretoken": str(token)})


@pytest.fixture
def link(visitor, join_request) -> str:
    """The path of the link for a person with a join request."""
    assert request_link(visitor).status_code == 200
    return link_path(mail.outbox[-1])


def test_link_shows_and_exports_all_personal_data(
    organiser_client, visitor, join_request, other_request
):
    apply_action(organiser_client, join_request, "ask", text="Which trust do you work for?")
    request_link(visitor, ADDRESS.upper())
    link = link_path(mail.outbox[-1])
    page = visitor.get(link)
    text = page.content.decode()
    for phrase in (
        "Patient Safety Management Network",
        "I look after incident reviews.",
        "Which trust do you work for?",
        "Question sent",
        "A question about your request",
    ):
        assert phrase in text
    assert "Zanzibar" not in text
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    file = visitor.get(f"{link}file/")
    assert file["Content-Disposition"].startswith("attachment")
    personal_data = json.loads(file.content)
    assert personal_data["networks"]["Requests"][0]["answers"]["Organisation"] == "A trust"
    sections = {"invitations", "letters", "approvals", "networks", "page about you"}
    assert personal_data.keys() == sections
    if connection.vendor == "sqlite":  # PostgreSQL refuses half a character by itself.
        JoinRequest.objects.update(answers=[{"label": "Role", "value": "Nur\ud800se"}])
        assert "Nurse" in visitor.get(f"{link}file/").content.decode()


def test_response_does_not_reveal_whether_data_is_held(visitor, join_request):
    emails, pages = [], []
    for address in (ADDRESS, "nobody@trust.example"):
        pages.append(request_link(visitor, address).content)
        emails.append(mail.outbox[-1])
    known, unknown = emails
    assert pages[0] == pages[1]
    assert known.subject == unknown.subject
    assert known.body.replace(link_path(known), "") == unknown.body.replace(link_path(unknown), "")
    assert "Requests" not in visitor.get(link_path(unknown)).content.decode()


def test_emails_to_one_address_are_limited_and_input_is_kept(visitor, join_request):
    for _ in range(3):
        assert request_link(visitor).status_code == 200
    limited = request_link(visitor)
    assert limited.status_code == 429
    assert ADDRESS in limited.content.decode()
    assert len(mail.outbox) == 3
    assert request_link(visitor, "no address").status_code == 422


def test_erasure_deletes_all_data_at_once_and_counts_the_request(
    organiser_client, visitor, join_request, link
):
    apply_action(organiser_client, join_request, "accept")
    assert Invitation.objects.count() == 1
    assert visitor.get(f"{link}erase/").status_code == 200
    assert JoinRequest.objects.count() == 1, "A GET request erases nothing."
    for _ in range(2):
        assert "Your data has been deleted" in visitor.post(f"{link}erase/").content.decode()
    assert not JoinRequest.objects.exists()
    assert not Invitation.objects.exists()
    assert not Notification.objects.filter(email_address=ADDRESS).exists()
    assert PurgedRequestCount.objects.get().number == 1
    assert "A trust" not in visitor.get(link).content.decode()


def test_notifications_to_a_team_address_are_not_erased(visitor, join_request):
    notification = Notification.objects.get(email_address="team@hub.example")
    request_link(visitor, "team@hub.example")
    link = link_path(mail.outbox[-1])
    assert notification.subject not in visitor.get(link).content.decode()
    visitor.post(f"{link}erase/")
    assert Notification.objects.filter(pk=notification.pk).exists()
    assert JoinRequest.objects.exists()


def test_personal_data_of_an_account_requires_sign_in(visitor, join_request, link):
    make.make_user(ADDRESS)
    for suffix in ("", "file/", "erase/"):
        text = visitor.get(link + suffix).content.decode()
        assert "Sign in to see" in text
        assert "A trust" not in text
    assert "Sign in to see" in visitor.post(f"{link}erase/").content.decode()
    assert JoinRequest.objects.count() == 1


def test_link_expires_and_opens_its_own_address_only(visitor, link, other_request, monkeypatch):
    assert visitor.get(link).status_code == 200
    forged = personal_data_link.sign_email("zanzibar@trust.example").split(":")[0]
    signed = link.split("/")[3].split(":", 1)[1]
    for token in (f"{forged}:{signed}", "wrong", "%00", "é"):
        for suffix in ("", "file/", "erase/"):
            assert visitor.get(f"/account/what-we-hold/{token}/{suffix}").status_code == 404
    monkeypatch.setattr("django.core.signing.time.time", lambda: 4_000_000_000)
    assert visitor.get(link).status_code == 404


def test_organiser_sends_personal_data_link_once_without_seeing_it(
    organiser_client, visitor, join_request, other_request
):
    JoinRequest.objects.filter(pk=other_request.pk).update(email=ADDRESS)
    for _ in range(2):
        page = apply_action(organiser_client, join_request, "copy").content.decode()
        assert "Zanzibar" not in page
    assert [one.to for one in mail.outbox] == [[ADDRESS]]
    assert [one.kind for one in join_request.events.filter(kind="copied")] == ["copied"]
    assert "Another" in visitor.get(link_path(mail.outbox[0])).content.decode()
    join_request.refresh_from_db()
    assert join_request.status == RequestStatus.WAITING
    apply_action(organiser_client, other_request, "copy")
    assert len(mail.outbox) == 1


def test_link_is_redacted_in_the_log(link):
    record = logging.LogRecord("django", logging.INFO, "", 0, "GET %s", (f"{link}file/",), None)
    TokenRedactionFilter().filter(record)
    assert record.getMessage() == "GET /account/what-we-hold/…/file/"
