"""Messages between members: sent by the hub, without an email address, and reported if need be."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Profile
from community.models import Block
from networks.member_messages.services import PAIR_LIMIT, delete_expired_messages
from networks.models import MemberMessage, Membership
from networks.personal_data import collect, erase
from outbox.models import Notification

pytestmark = pytest.mark.django_db
SPACE = "/networks/psmn/space/"
PEOPLE = f"{SPACE}people/"
REPORTS = f"{SPACE}run/reports/"


@pytest.fixture
def askable(ben) -> Membership:
    """Ben, who shows his name and is happy to be asked."""
    Profile.objects.create(user=ben.user, name="Ben Brook")
    Membership.objects.filter(pk=ben.pk).update(accepts_questions=True)
    return ben


def message_url(member: Membership) -> str:
    """Return the URL of the form that writes to a member."""
    return f"{PEOPLE}{member.pk}/message/"


def send(client, url: str, text: str = "How did you begin?", **fields: object) -> object:
    """Send a message by the form at a URL, and return the response."""
    token = client.get(url).context["form_token"]
    return client.post(url, {"text": text, "form_token": token, **fields})


def test_member_writes_to_a_member_who_is_happy_to_be_asked(ann, ann_client, askable):
    page = ann_client.get(PEOPLE).content.decode()
    assert message_url(askable) in page
    form = ann_client.get(message_url(askable))
    data = {"text": "How did you begin?", "form_token": form.context["form_token"]}
    for _ in range(2):  # a double click
        assert ann_client.post(message_url(askable), data).url == PEOPLE
    (email,) = Notification.objects.all()
    assert email.user == askable.user
    for text in (email.text, email.html):
        assert "How did you begin?" in text
        assert "ann@trust.example" not in text
    assert askable.user.email not in page + form.content.decode()


def test_sender_may_share_their_email_address(ann_client, askable):
    send(ann_client, message_url(askable), shares_email="on")
    assert "mailto:ann@trust.example" in Notification.objects.get().html


def test_recipient_replies_without_showing_an_address(ann, ann_client, askable, ben_client):
    assert ben_client.get(message_url(ann)).status_code == 404  # Ann takes no questions
    send(ann_client, message_url(askable))
    reply_url = f"{SPACE}member-messages/{MemberMessage.objects.get().pk}/reply/"
    assert reply_url in Notification.objects.get().text
    assert ann_client.get(reply_url).status_code == 404  # Ann sent it
    send(ben_client, reply_url, "With one ward.")
    email = Notification.objects.filter(user=ann.user).get()
    assert "With one ward." in email.text
    assert "ben@trust.example" not in email.html.replace(str(askable.user), "")


def test_members_who_do_not_take_questions_cannot_be_written_to(
    ann_client, askable, outsider_clients
):
    for client in outsider_clients.values():
        assert client.get(message_url(askable)).status_code in {302, 404}
    Membership.objects.filter(pk=askable.pk).update(accepts_questions=None)
    assert message_url(askable) not in ann_client.get(PEOPLE).content.decode()
    assert ann_client.post(message_url(askable), {"text": "Hello"}).status_code == 404
    Membership.objects.filter(pk=askable.pk).update(accepts_questions=True)
    Profile.objects.update(name_visibility="nobody")
    assert ann_client.get(message_url(askable)).status_code == 404
    assert not Notification.objects.exists()


def test_member_switches_messages_on_and_off(ben, ben_client):
    url = f"{SPACE}membership/"
    for accepts in (True, False):
        data = {"wants_messages": "on"} | ({"accepts_questions": "on"} if accepts else {})
        page = ben_client.post(url, data, follow=True).content.decode()
        assert "Your choices are saved." in page
        ben.refresh_from_db()
        assert (ben.accepts_questions, ben.wants_messages) == (accepts, True)


@pytest.mark.parametrize("text", ["", "The patient 943 476 5919", "x" * 4001])
def test_wrong_message_is_refused_and_kept(ann_client, askable, text):
    response = send(ann_client, message_url(askable), text)
    assert response.status_code == 422
    assert text in response.content.decode()
    assert not MemberMessage.objects.exists()


def test_messages_to_one_member_are_limited_and_the_text_is_kept(ann_client, askable):
    for number in range(PAIR_LIMIT.max_attempts):
        send(ann_client, message_url(askable), f"Message {number}")
    response = send(ann_client, message_url(askable), "One more")
    assert response.status_code == 422
    assert "One more" in response.content.decode()
    assert MemberMessage.objects.count() == PAIR_LIMIT.max_attempts


def test_reported_message_is_read_by_organisers(
    ann_client, askable, ben_client, organiser, organiser_client
):
    send(ann_client, message_url(askable), "Buy my software")
    assert "Buy my software" not in organiser_client.get(REPORTS).content.decode()
    report_url = f"{SPACE}member-messages/{MemberMessage.objects.get().pk}/report/"
    refused = ben_client.post(report_url, {"report_reason": "About patient 943 476 5919"})
    assert refused.status_code == 422
    assert "report_reason" in refused.context["form"].errors
    assert ann_client.post(report_url).status_code == 404
    for _ in range(2):
        assert ben_client.post(report_url, {"report_reason": "Advertising"}).url == SPACE
    email = Notification.objects.filter(user=organiser.user).get()
    assert "Buy my software" not in email.text
    page = organiser_client.get(REPORTS).content.decode()
    assert "Buy my software" in page
    assert "Advertising" in page
    assert ann_client.get(REPORTS).status_code == 404
    organiser_client.post(REPORTS, {"report": MemberMessage.objects.get().pk})
    assert "Buy my software" not in organiser_client.get(REPORTS).content.decode()
    for pk in ("", "x", "9" * 30):
        assert organiser_client.post(REPORTS, {"report": pk}).status_code == 302


def seen_by_sender(client, member: Membership, text: str) -> list[object]:
    """Return what a sender sees of a member: the list, the form and what follows a message."""
    sent = send(client, message_url(member), text)
    after = client.get(sent.url)
    cards = [str(card) for card in client.get(PEOPLE).context["member_cards"]]
    form = client.get(message_url(member))
    return [
        cards,
        [str(message) for message in after.context["messages"]],
        form.status_code,
        form.context["explanation"],
        (sent.status_code, sent.url),
    ]


def test_sender_cannot_infer_that_they_were_reported(
    ann, ann_client, askable, ben_client, organiser_client
):
    before = seen_by_sender(ann_client, askable, "Buy my software")
    reported = MemberMessage.objects.get()
    reply_url = f"{SPACE}member-messages/{reported.pk}/reply/"
    ben_client.post(f"{SPACE}member-messages/{reported.pk}/report/", {"report_reason": "Adverts"})
    Notification.objects.all().delete()
    assert seen_by_sender(ann_client, askable, "Buy it now") == before
    assert not Notification.objects.exists()
    withheld = MemberMessage.objects.get(text="Buy it now")
    # The recipient has no access to it, and the copy of the sender's data lists both alike.
    withheld_url = f"{SPACE}member-messages/{withheld.pk}"
    assert ben_client.get(f"{withheld_url}/reply/").status_code == 404
    own, other = collect(ann.user)["Messages to other members"]
    assert own.keys() == other.keys()
    assert len(collect(askable.user)["Messages from other members"]) == 1
    assert "1 message was not delivered" in organiser_client.get(REPORTS).content.decode()
    # Copies of data list no message that only a report retains. The block outlives the message.
    MemberMessage.objects.update(sent_at=timezone.now() - timedelta(days=91))
    delete_expired_messages()
    assert MemberMessage.objects.exists()
    assert not collect(ann.user)["Messages to other members"]
    MemberMessage.objects.update(report_closed_at=timezone.now())
    delete_expired_messages()
    send(ann_client, message_url(askable), "And again")
    assert not Notification.objects.exists()
    assert ben_client.get(reply_url).status_code == 404


def test_member_who_writes_to_a_blocked_member_receives_their_messages_again(
    ann, ann_client, askable, ben_client
):
    send(ann_client, message_url(askable), "Buy my software")
    message = MemberMessage.objects.get()
    ben_client.post(f"{SPACE}member-messages/{message.pk}/report/", {"report_reason": ""})
    reply_url = f"{SPACE}member-messages/{message.pk}/reply/"
    assert "you will receive them again" in ben_client.get(reply_url).content.decode()
    send(ben_client, reply_url, "A mistake, sorry.")
    Notification.objects.all().delete()
    send(ann_client, message_url(askable), "No problem")
    assert Notification.objects.get().user == askable.user


def test_member_whom_the_recipient_blocked_in_discussions_is_not_delivered(
    ann, ann_client, askable, ben_client
):
    Block.objects.create(blocker=askable.user, blocked=ann.user)
    send(ann_client, message_url(askable), "Are you there?")
    assert MemberMessage.objects.delivered().count() == Notification.objects.count() == 0
    form_url = f"{SPACE}member-messages/{MemberMessage.objects.get().pk}/reply/"
    assert ben_client.get(form_url).status_code == 404


def test_messages_are_exported_erased_and_expire(ann, ann_client, askable):
    send(ann_client, message_url(askable))
    assert collect(ann.user)["Messages to other members"][0]["text"] == "How did you begin?"
    assert collect(askable.user)["Messages from other members"][0]["text"] == "How did you begin?"
    erase(ann.user)
    assert not MemberMessage.objects.exists()
    assert not Notification.objects.exists()

    long_ago = timezone.now() - timedelta(days=91)
    MemberMessage.objects.create(
        network=ann.network,
        sender=ann.user,
        recipient=askable.user,
        text="Old",
        key="old",
        sent_at=long_ago,
    )
    assert delete_expired_messages() == 1
