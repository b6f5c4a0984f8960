"""Pending messages are cancelled for members who left or unsubscribed."""

import pytest
from django.core import mail
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client

from networks.memberships.services import end_membership
from networks.models import Membership
from outbox.delivery import deliver_due
from outbox.models import Notification
from tests.clients import signed_in
from tests.networks.messages.message_client import WORDS, leave, unsubscribe_path
from tests.networks.space_client import SPACE_URL, submit_form

pytestmark = pytest.mark.django_db


def unsubscribe_by_link(member: Membership, organiser_client: Client) -> None:
    Client().post(unsubscribe_path(member))


def switch_messages_off(member: Membership, organiser_client: Client) -> None:
    signed_in(member.user).post(f"{SPACE_URL}membership/", {})


def end_by_organiser(member: Membership, organiser_client: Client) -> None:
    organiser_client.post(f"{SPACE_URL}run/members/{member.pk}/end/")


def delete_account(member: Membership, organiser_client: Client) -> None:
    member.delete()


@pytest.mark.parametrize(
    "part", [unsubscribe_by_link, switch_messages_off, leave, end_by_organiser, delete_account]
)
def test_pending_message_is_cancelled_for_former_or_unsubscribed_member(
    sent_message, organiser_client, ann, settings, part
):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
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


def test_notification_cancelled_during_failed_delivery_stays_cancelled(sent_message, ann, settings):
    settings.HUB_MAIL_BACKEND = f"{__name__}.CancellingBackend"
    Notification.objects.exclude(user=ann.user).delete()
    deliver_due()
    assert Notification.objects.get().status == Notification.Status.CANCELLED
