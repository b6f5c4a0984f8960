"""Members stop the messages of a network: by link without signing in, and in their membership."""

import pytest
from django.core import mail
from django.test import Client

from accounts import closure
from config.log_filters import TokenRedactionFilter
from networks.memberships.services import add_member, end_membership
from networks.models import Membership
from outbox.delivery import deliver_due
from outbox.models import Notification
from tests.clients import signed_in
from tests.networks.messages.message_client import WORDS, WRITE, leave, unsubscribe_path
from tests.networks.space_client import SPACE_URL, response_text, submit_form

pytestmark = pytest.mark.django_db


def test_unsubscribe_needs_post_and_no_sign_in(sent_message, ann):
    visitor, link = Client(enforce_csrf_checks=True), unsubscribe_path(ann)
    assert "Unsubscribe from messages" in response_text(visitor.get(link))
    assert visitor.head(link).status_code == 200
    ann.refresh_from_db()
    assert ann.wants_messages
    for _ in range(2):
        response = visitor.post(link, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "You have unsubscribed" in response_text(response)
    ann.refresh_from_db()
    assert not ann.wants_messages
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"


def test_unsubscribe_link_of_earlier_membership_applies_to_current(sent_message, psmn, ann):
    link = unsubscribe_path(ann)
    end_membership(ann)
    again = add_member(psmn, ann.user)
    assert "You have unsubscribed" in response_text(Client().post(link))
    again.refresh_from_db()
    assert not again.wants_messages


def test_unsubscription_survives_leaving_and_joining_again(organiser_client, psmn, ann, ben):
    ann_client, page = signed_in(ann.user), f"{SPACE_URL}membership/"
    ann_client.post(page, {})
    for member in (ann, ben):
        leave(member, organiser_client)
        member.user.refresh_from_db()  # leaving ends the login sessions
        add_member(psmn, member.user)
    content = response_text(signed_in(ann.user).get(page))
    assert "Email me messages from the organisers" in content
    assert "checked" not in content
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    recipients = {
        notification.user for notification in Notification.objects.filter(kind="networks/message")
    }
    assert ann.user not in recipients
    assert ben.user in recipients
    signed_in(ann.user).post(page, {"wants_messages": "on"})
    leave(ann, organiser_client)
    assert add_member(psmn, ann.user).wants_messages


def test_unsubscribe_page_shows_status_of_unsubscribed_former_and_closed(sent_message, ann):
    link, visitor = unsubscribe_path(ann), Client()

    def says(text: str) -> None:
        for response in (visitor.get(link), visitor.post(link)):
            assert text in response_text(response)
            assert "You will no longer get messages" not in response_text(response)
            assert ("You are still a member" in response_text(response)) == (
                text == "You have unsubscribed"
            )

    visitor.post(link)
    says("You have unsubscribed")
    end_membership(ann)
    says("You are no longer a member of Patient Safety Management Network")
    closure.close_account(ann.user)
    says("The account that got these messages is closed")


def test_invalid_unsubscribe_token_changes_nothing(sent_message, ann):
    pk, sign = unsubscribe_path(ann).split("/")[3].split(".")
    invalid = ("x", "1", "1.x", f"{pk}.{sign}x", f"{int(pk) + 1}.{sign}", "%00", "é")
    for token in invalid:
        for response in (Client().get(f"/networks/messages/{token}/stop/"),
                         Client().post(f"/networks/messages/{token}/stop/")):  # fmt: skip
            assert response.status_code == 404, token
    assert not Membership.objects.filter(wants_messages=False).exists()


def test_unsubscribe_token_is_redacted_from_log(sent_message, ann, caplog):
    link = unsubscribe_path(ann)
    Client().get(link.replace("/stop/", "x/stop/"))
    caplog.clear()
    caplog.handler.addFilter(TokenRedactionFilter())
    Client().get(link.replace("/stop/", "x/stop/"))
    assert caplog.records
    assert link.split("/")[3] not in caplog.text


def test_message_email_has_list_unsubscribe_headers(sent_message, ann, settings):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver_due()
    [notification] = [one for one in mail.outbox if one.to == ["ann@trust.example"]]
    assert notification.extra_headers["List-Unsubscribe"].startswith("<http")
    assert notification.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_member_switches_messages_off_in_own_membership(ann_client, ann):
    page = f"{SPACE_URL}membership/"
    assert "checked" in response_text(ann_client.get(page))
    ann_client.post(page, {})
    ann.refresh_from_db()
    assert not ann.wants_messages
    ann_client.post(page, {"wants_messages": "on"})
    ann.refresh_from_db()
    assert ann.wants_messages
