"""From accepted request to membership: invitations, their limits, and memberships in the admin."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import closure
from accounts.form_token import TOKEN_FIELD
from accounts.models import Invitation, Profile, User
from accounts.roles import EDITOR
from networks.enums import RequestStatus
from networks.join_forms.spam import HONEYPOT_FIELD, PROOF_FIELD
from networks.memberships.services import end_membership
from networks.models import JoinRequest, Membership, Network
from networks.requests.retention import delete_expired_requests, notify_undecided_requests
from outbox.models import Notification
from personal_data import registry
from tests import factories as make
from tests.networks.join_request_client import ANSWERS, JOIN_URL, filled_form, token_aged

pytestmark = pytest.mark.django_db
MEMBERSHIPS_URL = "/admin/networks/membership/"
NAMES = {"first_name": "Niamh", "last_name": "Ó Sé"}


@pytest.fixture
def editor() -> Client:
    """A client signed in as an editor."""
    client = Client()
    client.force_login(make.make_user("team@hub.example", EDITOR))
    return client


def submit_request(visitor: Client, **changes: object) -> JoinRequest:
    visitor.post(JOIN_URL, filled_form(visitor, **changes))
    return JoinRequest.objects.order_by("pk").last()


def apply_action(client: Client, join_request: JoinRequest, name: str) -> None:
    client.post(f"/admin/networks/requests/{join_request.pk}/{name}/")


def invitation_path() -> str:
    """Return the path of the last emailed invitation."""
    return re.search(r"/account/invitation/[\w-]+/", mail.outbox[-1].body).group()


def test_request_accepted_on_its_last_day_can_still_be_joined(visitor, editor, psmn):
    join_request = submit_request(visitor)
    JoinRequest.objects.update(expires_on=timezone.localdate())
    apply_action(editor, join_request, "accept")
    delete_expired_requests()
    Client().post(invitation_path(), NAMES)
    assert Membership.objects.get().user.email == "niamh@trust.example"


def test_invitation_email_does_not_name_who_accepted(visitor, editor, psmn):
    apply_action(editor, submit_request(visitor), "accept")
    email = mail.outbox[-1]
    sentence = "Your request to join the Patient Safety Management Network was accepted"
    assert email.subject == sentence
    assert email.body.startswith(f"Hello Niamh Ó Sé,\n\n{sentence}.")
    page = Client().get(invitation_path())
    names = [page.context["form"][name].value() for name in ("first_name", "last_name")]
    assert names == ["Niamh", "Ó Sé"]
    assert sentence in page.content.decode()
    accepted_by = User.objects.get(email="team@hub.example")
    for name in (accepted_by.email, str(accepted_by)):
        assert name not in email.body + page.content.decode()


def test_invitation_page_states_which_profile_fields_members_see(visitor, editor, psmn):
    apply_action(editor, submit_request(visitor), "accept")
    client, link = Client(), invitation_path()
    page = client.get(link).content.decode()
    assert "They will see nothing else in your profile until you choose to show it" in page
    assert "under “Profile”" in page
    client.post(link, NAMES)
    assert Profile.objects.get().fields_visible_to_networks == {"name": "Niamh Ó Sé"}


def test_invitation_page_links_existing_user_to_the_profile(visitor, editor, psmn):
    user = make.make_user("niamh@trust.example")
    apply_action(editor, submit_request(visitor), "accept")
    user_client, link = Client(), invitation_path()
    user_client.force_login(user)
    for client in (Client(), user_client):
        page = client.get(link).content.decode()
        assert "the other parts of your profile that you show to members" in page
        assert 'href="/account/profile/"' in page


def test_undecided_requests_are_notified_once_before_deletion(visitor, editor, psmn, organiser):
    submit_request(visitor)
    decided = submit_request(visitor, why_would_you_like_to_join="Another reason")
    JoinRequest.objects.update(expires_on=timezone.localdate() + timedelta(days=14))
    JoinRequest.objects.filter(pk=decided.pk).update(status="declined")
    for _ in range(2):
        notify_undecided_requests()
    notifications = Notification.objects.filter(kind="networks/request_undecided")
    assert sorted(notification.recipient_address for notification in notifications) == [
        "lead@hub.example",
        "team@hub.example",
    ]
    assert "Niamh" not in notifications[0].text


def test_purged_request_revokes_its_invitation(visitor, editor, psmn):
    apply_action(editor, submit_request(visitor), "accept")
    link = invitation_path()
    JoinRequest.objects.update(expires_on=timezone.localdate())
    delete_expired_requests()
    assert Client().get(link).status_code == 404
    assert not User.objects.filter(email="niamh@trust.example").exists()


def test_withdrawn_invitation_can_be_accepted_no_more(visitor, editor, psmn):
    join_request = submit_request(visitor)
    apply_action(editor, join_request, "accept")
    link = invitation_path()
    apply_action(editor, join_request, "withdraw")
    assert Client().post(link, NAMES).status_code == 404
    join_request.refresh_from_db()
    assert join_request.status == RequestStatus.WAITING
    apply_action(editor, join_request, "accept")
    Client().post(invitation_path(), NAMES)
    assert Membership.objects.count() == 1
    apply_action(editor, join_request, "withdraw")
    join_request.refresh_from_db()
    assert join_request.status == RequestStatus.JOINED


def test_removed_member_cannot_rejoin_by_a_second_invitation(visitor, editor, psmn):
    links = []
    for reason in ("One reason", "Another"):
        apply_action(editor, submit_request(visitor, why_would_you_like_to_join=reason), "accept")
        links.append(invitation_path())
    member = Client()
    member.post(links[0], NAMES)
    end_membership(Membership.objects.get())
    assert member.post(links[1]).status_code == 404
    assert not Membership.objects.current().exists()


def test_two_requests_to_an_open_network_create_one_invitation(visitor, psmn):
    Network.objects.update(joining_policy="open")
    for reason in ("One reason", "Another"):
        submit_request(visitor, why_would_you_like_to_join=reason)
    assert Invitation.objects.count() == 1


def test_invitations_to_one_email_address_are_limited(psmn):
    Network.objects.update(joining_policy="open")
    for number in range(6):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        submit_request(client, your_name=f"Name {number}", e_mail_address="victim@trust.example")
    assert Invitation.objects.count() == 1
    suspected = JoinRequest.objects.filter(status=RequestStatus.QUARANTINED)
    assert suspected.count() == 3
    assert "from this email address" in suspected.first().spam_reasons


def test_submissions_with_one_form_token_are_limited(visitor, psmn):
    form_data = ANSWERS | {
        TOKEN_FIELD: token_aged(40)(visitor.get(JOIN_URL)),
        HONEYPOT_FIELD: "",
        PROOF_FIELD: "",
    }
    for number in range(5):
        visitor.post(JOIN_URL, form_data | {"e_mail_address": f"p{number}@trust.example"})
    assert JoinRequest.objects.filter(status=RequestStatus.QUARANTINED).count() == 2


# --- Personal data -------------------------------------------------------------------------------


def test_request_stays_personal_data_after_a_change_of_email(visitor, editor, psmn):
    apply_action(editor, submit_request(visitor), "accept")
    Client().post(invitation_path(), NAMES)
    user = User.objects.get(email="niamh@trust.example")
    user.email = "new@trust.example"
    user.save()
    assert len(registry.collect_for_user(user)["networks"]["Requests"]) == 1
    closure.close_account(user)
    assert not JoinRequest.objects.exists()


# --- Memberships in the admin --------------------------------------------------------------------


def test_repeated_membership_form_creates_one_membership(editor, psmn):
    user = make.make_user("jo@trust.example")
    form_data = {"network": psmn.pk, "email": "Jo@trust.example ", "role": "organiser"}
    assert editor.post(f"{MEMBERSHIPS_URL}create/", form_data).status_code == 302
    again = editor.post(f"{MEMBERSHIPS_URL}create/", form_data)
    assert "is already a member of PSMN" in again.content.decode()
    membership = Membership.objects.get()
    assert membership.is_organiser
    assert user.groups.filter(name="Network organisers").exists()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", "Enter the email address of an account"),
        ("jo", "Enter an email address in the correct format"),
        ("nobody@trust.example", "There is no account with this email address"),
        ("gone@trust.example", "This account is closed"),
    ],
)
def test_email_without_active_account_is_a_field_error(editor, psmn, address, message):
    make.make_user("gone@trust.example", is_active=False)
    form_data = {"network": psmn.pk, "email": address, "role": "organiser"}
    page = editor.post(f"{MEMBERSHIPS_URL}create/", form_data).content.decode()
    assert message in page
    assert f'value="{address}"' in page or not address
    assert not Membership.objects.exists()


def test_membership_form_names_no_other_user(editor, psmn, organiser):
    counts = []
    for number in range(3):  # the first request fills the caches
        make.make_user(f"other{number}@trust.example", last_name="Zanzibarine")
        for address in (f"{MEMBERSHIPS_URL}create/", f"{MEMBERSHIPS_URL}edit/{organiser.pk}/"):
            with CaptureQueriesContext(connection) as queries:
                page = editor.get(address).content.decode()
            assert "Zanzibarine" not in page
            counts.append(len(queries))
    assert "lead@hub.example" in page
    assert counts[2:4] == counts[4:]


def test_user_of_a_membership_cannot_be_changed(editor, psmn):
    first, second = (make.make_user(f"{name}@trust.example") for name in ("jo", "mo"))
    membership = Membership.objects.create(network=psmn, user=first)
    form_data = {"network": psmn.pk, "email": second.email, "role": "organiser"}
    editor.post(f"{MEMBERSHIPS_URL}edit/{membership.pk}/", form_data)
    membership.refresh_from_db()
    assert (membership.user, membership.role) == (first, "organiser")


def test_editor_ends_memberships_and_deletes_none(editor, psmn, organiser):
    edit = f"{MEMBERSHIPS_URL}edit/{organiser.pk}/"
    refused = editor.post(edit, {"role": "member"})
    assert "This is the only organiser" in refused.content.decode()
    join_request = JoinRequest.objects.create(
        fingerprint="x",
        form=psmn.join_form,
        network=psmn,
        claimed_by=organiser.user,
        expires_on=timezone.localdate() + timedelta(days=9),
    )
    editor.post(f"{MEMBERSHIPS_URL}delete/{organiser.pk}/")
    editor.post(edit, {"role": "organiser", "ends": "on"})
    organiser.refresh_from_db()
    assert organiser.ended_at
    assert not organiser.user.groups.exists()
    assert Notification.objects.filter(kind="networks/no_organiser").exists()
    join_request.refresh_from_db()
    assert join_request.claimed_by is None
    response = editor.post(edit, {"role": "organiser"})
    assert "has ended" in response.content.decode()
