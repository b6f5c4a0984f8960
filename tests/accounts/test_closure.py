"""Closure of accounts: confirmation, erasure of personal data, the last administrator."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.invitations import send_invitation
from accounts.models import Invitation, Profile, User
from campaigns.models import GuestWriter
from outbox.delivery import deliver_due
from outbox.digest import send_daily_digests
from outbox.models import Notification, NotificationPreference
from pages.models import Person
from tests import factories as make
from tests.accounts.conftest import add_totp, emails_to, is_signed_in, sign_in
from tests.accounts.test_profile import submit_profile, uploaded_picture
from tests.networks.factories import join, make_network
from tests.pages.conftest import hub

__all__ = ["hub"]


def close(client: Client) -> object:
    """Close the account of the signed-in user."""
    return client.post("/account/close/", {"sure": "on"})


def test_closure_requires_confirmation(people):
    client = sign_in(people.member.email)
    assert "Tick the box" in client.post("/account/close/").content.decode()
    assert is_signed_in(client)


def test_a_closed_account_cannot_sign_in_and_its_sessions_end(people):
    client, other_client = sign_in(people.member.email), sign_in(people.member.email)
    assert "closed" in close(client).content.decode()
    assert not is_signed_in(client)
    assert not is_signed_in(other_client)
    assert not is_signed_in(sign_in(people.member.email))


def test_closure_erases_all_personal_data(people, hub, django_capture_on_commit_callbacks):
    member, email = people.member, people.member.email
    client = sign_in(email)
    submit_profile(client, new_picture=uploaded_picture())
    add_totp(member)
    send_invitation(email, "tests.seat", about="join")
    NotificationPreference.objects.create(user=member)
    GuestWriter.objects.create(user=member, campaign=hub.campaign)
    picture = member.profile.picture
    log(member, "wagtail.edit")
    with django_capture_on_commit_callbacks(execute=True):
        close(client)
    user = User.objects.get(pk=member.pk)
    assert str(user) == "A closed account"
    assert not user.groups.exists()
    assert not user.has_usable_password()
    assert email not in str(User.objects.filter(pk=user.pk).values())
    for left in (Profile, Authenticator, NotificationPreference, GuestWriter):
        assert not left.objects.filter(user=user).exists()
    assert not Invitation.objects.filter(email=email).exists()
    assert not EmailAddress.objects.filter(email=email).exists()
    assert not ModelLogEntry.objects.filter(label__contains="Tom").exists()
    assert [notification.subject for notification in emails_to(email)] == [
        "Your account at Patient safety hub is closed"
    ]
    assert not picture.storage.exists(picture.name)


def test_closure_redacts_the_name_in_the_log(people, hub):
    member, other = people.member, make.make_user("mo.member@hub.example", first_name="Tomas")
    network = make_network("PSMN", "psmn")
    seat = GuestWriter.objects.create(user=member, campaign=hub.campaign)
    now, former = join(network, member), join(make_network("Other", "other"), member)
    theirs = join(network, other)
    for record in (seat, now, former, theirs):
        log(record, "wagtail.create")
    former.delete()
    close(sign_in(member.email))
    titles = list(ModelLogEntry.objects.order_by("pk").values_list("label", flat=True))
    assert titles == ["A closed account"] * 3 + ["Tomas, PSMN"]


def test_content_of_a_closed_account_stays_anonymised(people, hub):
    person = Person.objects.create(name="Tom A.", user=people.member)
    blog = make.make_blog(hub.blogs, "What the night staff knew", person, owner=people.member)
    close(sign_in(people.member.email))
    page = Client().get(blog.url)
    assert page.status_code == 200
    assert "Tom A." in page.content.decode()
    person.refresh_from_db()
    assert person.user is None


def test_the_email_of_a_closed_account_can_be_invited_again(people):
    close(sign_in(people.member.email))
    make.make_user(people.member.email)
    assert User.objects.filter(email=people.member.email, is_active=True).count() == 1


def test_closure_cancels_queued_emails_to_the_user(people):
    Notification.objects.create(
        user=people.editor, kind="x", idempotency_key="x", subject="Waits for you"
    )
    close(sign_in(people.editor.email))
    assert not Notification.objects.filter(idempotency_key="x").exists()


def test_only_the_closure_email_is_delivered_after_closure(people, settings, mailoutbox):
    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    editor, network = people.editor, make_network("PSMN", "psmn")
    join(network, editor, "organiser")  # the last: the hub's editors hear of it
    send_invitation(editor.email, "tests.seat", about="join")
    Notification.objects.create(
        kind="x", idempotency_key="x", subject="Late", email_address="Editor@HUB.example", text="x"
    )
    Notification.objects.create(
        user=editor, kind="x", idempotency_key="y", subject="Daily", status="digest"
    )
    assert editor.email == "editor@hub.example"
    close(sign_in(editor.email))
    send_daily_digests()
    deliver_due()
    assert [(email.to, email.subject) for email in mailoutbox] == [
        (["editor@hub.example"], "Your account at Patient safety hub is closed")
    ]
    assert not Notification.objects.filter(user=editor).exists()


def test_the_last_administrator_cannot_close_their_account(people):
    client = sign_in(people.admin.email)
    assert "only administrator" in close(client).content.decode()
    assert is_signed_in(client)
    make.make_admin("second@hub.example")
    close(client)
    assert not is_signed_in(client)


def test_a_failing_source_rolls_back_the_closure(people, personal_data_source):
    def fail(user):
        raise ValueError("This room is out of order.")

    personal_data_source("broken", list, fail)
    membership = join(make_network("PSMN", "psmn"), people.member)
    log(membership, "wagtail.create")
    client = sign_in(people.member.email)
    with pytest.raises(ValueError, match="out of order"):
        close(client)
    assert is_signed_in(client)
    assert Group.objects.filter(user=people.member).exists()
    assert ModelLogEntry.objects.get().label == str(membership)


@pytest.mark.parametrize(
    "address", ["/admin/users/delete/{}/", "/admin/bulk/accounts/user/delete/?id={}"]
)
def test_deleting_a_user_in_the_admin_closes_the_account(people, address):
    submit_profile(sign_in(people.member.email))
    send_invitation(people.member.email, "tests.seat", about="join the network for managers")
    admin = sign_in(people.admin.email)
    for _ in range(2):  # submitted twice
        response = admin.post(address.format(people.member.pk), follow=True)
        assert response.status_code == 200
    assert "already closed" in response.content.decode()
    people.member.refresh_from_db()
    assert people.member.closed_at
    assert "member" not in people.member.email
    assert not Profile.objects.filter(user=people.member).exists()
    assert not Invitation.objects.filter(email="member@hub.example").exists()


def test_the_last_administrator_cannot_be_deleted_in_the_admin(people):
    other = make.make_admin("other-admin@hub.example")
    admin = sign_in(people.admin.email)
    User.objects.filter(is_superuser=True).exclude(pk__in=[people.admin.pk, other.pk]).delete()
    admin.post(f"/admin/users/delete/{other.pk}/")
    other.refresh_from_db()
    assert other.closed_at
    admin.post(f"/admin/bulk/accounts/user/delete/?id={people.admin.pk}")
    people.admin.refresh_from_db()
    assert people.admin.is_active
