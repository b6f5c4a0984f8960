"""Messages to all members: preview, sending, unsubscribing and cancellation."""

import pytest
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client

from accounts import closure
from config.log_filters import TokenRedactionFilter
from networks.memberships.services import add_member, end_membership
from networks.models import Membership, Message
from outbox.delivery import deliver_due
from outbox.models import Notification, NotificationPreference
from tests import factories as make
from tests.networks.space_client import SPACE_URL, response_text, signed_in, submit_form

pytestmark = pytest.mark.django_db
WRITE = f"{SPACE_URL}run/messages/write/"
WORDS = {"subject": "Next Friday", "text": "We meet at one.\n\nSee https://a.example/ & come."}


def unsubscribe_path(membership: Membership) -> str:
    notification = Notification.objects.get(user=membership.user, kind="networks/message")
    return notification.unsubscribe_url.removeprefix("http://127.0.0.1:8000")


def test_message_is_previewed_before_it_is_sent(organiser_client, ann, ben):
    preview = submit_form(organiser_client, WRITE, **WORDS)
    assert "Is it right?" in response_text(preview)
    assert "Send it to 3 members" in response_text(preview)
    ending = f"{Membership.objects.organisers().get().user} wrote this to the members of the "
    assert ending in response_text(preview)
    assert not Message.objects.exists()
    back = submit_form(organiser_client, WRITE, **WORDS, step="change")
    assert "We meet at one." in response_text(back)
    assert "Is it right?" not in response_text(back)
    response = submit_form(organiser_client, WRITE, **WORDS, step="send")
    assert "Queued for 3 members" in response_text(organiser_client.get(response.url))
    notifications = Notification.objects.filter(kind="networks/message")
    assert {notification.recipient_address for notification in notifications} == {
        "lead@hub.example", "ann@trust.example", "ben@trust.example"
    }  # fmt: skip
    notification = notifications.get(user=ann.user)
    assert notification.subject == "Patient Safety Management Network: Next Friday"
    assert "See https://a.example/ & come." in notification.text
    assert '<a href="https://a.example/"' in notification.html
    assert "<p>We meet at one.</p>" in notification.html
    assert "&amp; come." in notification.html
    assert notification.text.startswith("We meet at one.")  # who writes greets; the hub does not
    assert "<p>We meet at one.</p>" in notification.html.split("<body")[1][:200]
    assert ending in notification.text
    assert notification.unsubscribe_url in notification.text
    assert notification.unsubscribe_url in notification.html


def test_repeated_submission_sends_one_message(organiser_client, ann):
    content = organiser_client.get(WRITE).context["form_token"]
    for values in (WORDS, WORDS, WORDS | {"text": "We meet at two."}):
        response = organiser_client.post(WRITE, {**values, "form_token": content, "step": "send"})
        assert response.status_code == 302
    assert [message.recipients for message in Message.objects.all()] == [2, 2]
    assert Notification.objects.count() == 4


@pytest.mark.parametrize(
    ("data", "where"),
    [({"subject": " "}, "subject"), ({"text": ""}, "text"), ({"text": "x" * 10001}, "text")],
)
def test_invalid_message_shows_field_error(organiser_client, data, where):
    for step in ("", "send"):
        response = submit_form(organiser_client, WRITE, **{**WORDS, **data}, step=step)
        assert response.status_code == 422
        assert response.context["form"].errors[where]
    assert not Message.objects.exists()


def test_member_cannot_send_messages(ann_client):
    for path in ("run/", "run/messages/", "run/messages/write/"):
        assert ann_client.get(SPACE_URL + path).status_code == 404
        assert ann_client.post(SPACE_URL + path, {**WORDS, "step": "send"}).status_code == 404


def test_unsubscribed_former_and_closed_members_get_no_message(
    organiser_client, ann, ben, join, other_organiser
):
    Membership.objects.filter(pk=ann.pk).update(wants_messages=False)
    ben.user.is_active = False
    ben.user.save()
    daily = join("daily@trust.example")
    NotificationPreference.objects.create(
        user=daily.user, frequency=NotificationPreference.Frequency.NEVER
    )
    assert "2 of 3 members" in response_text(organiser_client.get(WRITE))
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    recipients = {notification.user.email for notification in Notification.objects.all()}
    assert recipients == {"lead@hub.example", "daily@trust.example"}
    assert set(Notification.objects.values_list("status", flat=True)) == {
        Notification.Status.QUEUED
    }


def test_message_list_shows_delivered_count(organiser_client, ann):
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    Notification.objects.filter(user=ann.user).update(status=Notification.Status.SENT)
    page = response_text(organiser_client.get(f"{SPACE_URL}run/messages/"))
    assert "Queued for 2 members; 1 delivered so far" in page


# --- Stopping ------------------------------------------------------------------------------------


def test_unsubscribe_needs_post_and_no_sign_in(organiser_client, ann):
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    visitor, link = Client(enforce_csrf_checks=True), unsubscribe_path(ann)
    assert "Stop the messages?" in response_text(visitor.get(link))
    assert visitor.head(link).status_code == 200
    ann.refresh_from_db()
    assert ann.wants_messages
    for _ in range(2):
        response = visitor.post(link, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        assert "The messages are stopped" in response_text(response)
    ann.refresh_from_db()
    assert not ann.wants_messages
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"


def test_unsubscribe_link_of_earlier_membership_applies_to_current(organiser_client, psmn, ann):
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    link = unsubscribe_path(ann)
    end_membership(ann)
    again = add_member(psmn, ann.user)
    assert "The messages are stopped" in response_text(Client().post(link))
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
    assert "Send me the organisers’ messages" in content
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


def test_unsubscribe_page_shows_status_of_unsubscribed_former_and_closed(organiser_client, ann):
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    link, visitor = unsubscribe_path(ann), Client()

    def says(text: str) -> None:
        for response in (visitor.get(link), visitor.post(link)):
            assert text in response_text(response)
            assert "Stop them" not in response_text(response)
            assert ("You still belong" in response_text(response)) == (
                text == "The messages are stopped"
            )

    visitor.post(link)
    says("The messages are stopped")
    end_membership(ann)
    says("You do not belong to Patient Safety Management Network any more")
    closure.close_account(ann.user)
    says("The account that these messages went to is closed")


@pytest.mark.parametrize("how", ["x", "1", "1.x", "{pk}.{sign}x", "{other}.{sign}", "%00", "é"])
def test_invalid_unsubscribe_token_changes_nothing(organiser_client, ann, how):
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    token = unsubscribe_path(ann).split("/")[3]
    pk, sign = token.split(".")
    wrong = how.format(pk=pk, sign=sign, other=int(pk) + 1)
    for response in (Client().get(f"/networks/messages/{wrong}/stop/"),
                   Client().post(f"/networks/messages/{wrong}/stop/")):  # fmt: skip
        assert response.status_code == 404
    assert not Membership.objects.filter(wants_messages=False).exists()


def test_unsubscribe_token_is_redacted_from_log(organiser_client, ann, caplog):
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    link = unsubscribe_path(ann)
    Client().get(link.replace("/stop/", "x/stop/"))
    caplog.clear()
    caplog.handler.addFilter(TokenRedactionFilter())
    Client().get(link.replace("/stop/", "x/stop/"))
    assert caplog.records
    assert link.split("/")[3] not in caplog.text


def test_message_email_has_list_unsubscribe_headers(organiser_client, ann, settings):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    submit_form(organiser_client, WRITE, **WORDS, step="send")
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


# --- Pending messages of former or unsubscribed members -------------------------------------------


def unsubscribe_by_link(member: Membership, organiser_client: Client) -> None:
    Client().post(unsubscribe_path(member))


def switch_messages_off(member: Membership, organiser_client: Client) -> None:
    signed_in(member.user).post(f"{SPACE_URL}membership/", {})


def leave(member: Membership, organiser_client: Client) -> None:
    signed_in(member.user).post("/networks/psmn/leave/")


def end_by_organiser(member: Membership, organiser_client: Client) -> None:
    organiser_client.post(f"{SPACE_URL}run/members/{member.pk}/end/")


def delete_account(member: Membership, organiser_client: Client) -> None:
    member.delete()


@pytest.mark.parametrize(
    "part", [unsubscribe_by_link, switch_messages_off, leave, end_by_organiser, delete_account]
)
def test_pending_message_is_cancelled_for_former_or_unsubscribed_member(
    organiser_client, ann, ben, join, settings, part
):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    part(ann, organiser_client)
    deliver_due()
    assert {to for notification in mail.outbox for to in notification.to} == {
        "lead@hub.example", "ben@trust.example"
    }  # fmt: skip
    dropped = Notification.objects.get(user=ann.user, kind="networks/message")
    assert (dropped.status, dropped.text, dropped.html) == (Notification.Status.CANCELLED, "", "")


def test_pending_message_of_another_network_is_still_sent(
    organiser_client, ann, other_organiser, join
):
    other = other_organiser.network
    Membership.objects.create(network=other, user=ann.user)
    write = f"/networks/{other.slug}/space/run/messages/write/"
    submit_form(signed_in(other_organiser.user), write, **WORDS, step="send")
    end_membership(ann)
    assert Notification.objects.get(user=ann.user).status == Notification.Status.QUEUED


class CancellingBackend(EmailBackend):
    """An email backend that fails, while the member leaves during the attempt."""

    def open(self) -> None:
        end_membership(Membership.objects.get(user__email="ann@trust.example"))
        raise ConnectionRefusedError


def test_notification_cancelled_during_failed_delivery_stays_cancelled(
    organiser_client, organiser, ann, settings
):
    settings.HUB_MAIL_BACKEND = f"{__name__}.CancellingBackend"
    submit_form(organiser_client, WRITE, **WORDS, step="send")
    Notification.objects.filter(user=organiser.user).delete()
    deliver_due()
    assert Notification.objects.get().status == Notification.Status.CANCELLED


# --- As many as there are ------------------------------------------------------------------------


def test_message_query_count_is_constant(organiser_client, psmn, django_assert_max_num_queries):
    numbers = []
    for round_ in range(3):  # the first request fills the fragment cache
        for number in range(10):
            user = make.make_user(f"p{round_}-{number}@trust.example")
            Membership.objects.create(network=psmn, user=user)
        content = organiser_client.get(WRITE).context["form_token"]
        with django_assert_max_num_queries(25) as captured:
            organiser_client.post(WRITE, {**WORDS, "form_token": content, "step": "send"})
        numbers.append(len(captured))
    assert numbers[1] == numbers[2]
    assert Message.objects.first().recipients == 31
