"""Messages to all members: preview, recipients and sending."""

import pytest

from networks.models import Membership, Message
from outbox.models import Notification, NotificationPreference
from tests import factories as make
from tests.networks.messages.message_client import WORDS, WRITE
from tests.networks.space_client import SPACE_URL, response_text, submit_form

pytestmark = pytest.mark.django_db


def test_message_is_previewed_before_it_is_sent(organiser_client, ann, ben):
    preview = submit_form(organiser_client, WRITE, **WORDS)
    assert "Check your message" in response_text(preview)
    assert "Send to 3 members" in response_text(preview)
    ending = f"{Membership.objects.organisers().get().user} sent this message to the members of "
    assert ending in response_text(preview)
    assert not Message.objects.exists()
    back = submit_form(organiser_client, WRITE, **WORDS, step="change")
    assert "We meet at one." in response_text(back)
    assert "Check your message" not in response_text(back)
    response = submit_form(organiser_client, WRITE, **WORDS, step="send")
    assert "queued to be emailed to 3 members" in response_text(organiser_client.get(response.url))
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
    assert "Sent to 2 members. 1 of 2 emails sent so far" in page


# --- Query count ---------------------------------------------------------------------------------


def test_message_query_count_is_constant(organiser_client, psmn, django_assert_max_num_queries):
    numbers = []
    for round_, count in enumerate((1, 1, 4)):  # the first request fills the fragment cache
        for number in range(count):
            user = make.make_user(f"p{round_}-{number}@trust.example")
            Membership.objects.create(network=psmn, user=user)
        content = organiser_client.get(WRITE).context["form_token"]
        with django_assert_max_num_queries(25) as captured:
            organiser_client.post(WRITE, {**WORDS, "form_token": content, "step": "send"})
        numbers.append(len(captured))
    assert numbers[1] == numbers[2]
    assert Message.objects.first().recipients == 7
