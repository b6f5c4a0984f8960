"""Between the acceptance and the room: nobody falls in between, and nobody comes in unasked."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import closure
from accounts.models import Invitation, Profile, User
from accounts.roles import EDITOR
from networks.enums import RequestStatus
from networks.join_forms.form_token import TOKEN_FIELD
from networks.join_forms.spam import HONEYPOT_FIELD, PROOF_FIELD
from networks.memberships.services import end_membership
from networks.models import JoinRequest, Membership, Network
from networks.requests.retention import notify_undecided_requests, purge_expired_requests
from outbox.models import Notification
from personal_data import registry
from tests import factories as make
from tests.networks.join_request_client import ANSWERS, JOIN_URL, filled_form, token_aged

pytestmark = pytest.mark.django_db
DESK = "/admin/networks/membership/"
NAMES = {"first_name": "Niamh", "last_name": "Ó Sé"}


@pytest.fixture
def team() -> Client:
    """Somebody of the hub team."""
    client = Client()
    client.force_login(make.make_user("team@hub.example", EDITOR))
    return client


def ask(visitor: Client, **changes: object) -> JoinRequest:
    visitor.post(JOIN_URL, filled_form(visitor, **changes))
    return JoinRequest.objects.order_by("pk").last()


def apply_action(client: Client, join_request: JoinRequest, name: str) -> None:
    client.post(f"/admin/networks/requests/{join_request.pk}/{name}/")


def invitation() -> str:
    """Return the link of the last invitation."""
    return re.search(r"/account/invitation/[\w-]+/", mail.outbox[-1].body).group()


def test_request_accepted_on_its_last_day_can_still_be_joined(visitor, team, psmn):
    join_request = ask(visitor)
    JoinRequest.objects.update(expires_on=timezone.localdate())
    apply_action(team, join_request, "accept")
    purge_expired_requests()
    Client().post(invitation(), NAMES)
    assert Membership.objects.get().user.email == "niamh@trust.example"


def test_invitation_email_does_not_name_who_accepted(visitor, team, psmn):
    apply_action(team, ask(visitor), "accept")
    letter = mail.outbox[-1]
    said = "Your request to join the Patient Safety Management Network was accepted"
    assert letter.subject == said
    assert letter.body.startswith(f"Hello Niamh Ó Sé,\n\n{said}.")
    page = Client().get(invitation())
    names = [page.context["form"][name].value() for name in ("first_name", "last_name")]
    assert names == ["Niamh", "Ó Sé"]
    assert said in page.content.decode()
    by = User.objects.get(email="team@hub.example")
    for name in (by.email, str(by)):
        assert name not in letter.body + page.content.decode()


def test_invitation_page_states_which_profile_fields_members_see(visitor, team, psmn):
    apply_action(team, ask(visitor), "accept")
    niamh, link = Client(), invitation()
    page = niamh.get(link).content.decode()
    assert "The other members of the network will see your name, and nothing else" in page
    assert "under “Profile”" in page
    niamh.post(link, NAMES)
    assert Profile.objects.get().fields_visible_to_networks == {"name": "Niamh Ó Sé"}


def test_invitation_page_links_existing_user_to_the_profile(visitor, team, psmn):
    user = make.make_user("niamh@trust.example")
    apply_action(team, ask(visitor), "accept")
    own, link = Client(), invitation()
    own.force_login(user)
    for client in (Client(), own):
        page = client.get(link).content.decode()
        assert "The other members of the network will see what your profile shows" in page
        assert 'href="/account/profile/"' in page


def test_undecided_requests_are_notified_once_before_deletion(visitor, team, psmn, organiser):
    ask(visitor)
    decided = ask(visitor, why_would_you_like_to_join="Another reason")
    JoinRequest.objects.update(expires_on=timezone.localdate() + timedelta(days=14))
    JoinRequest.objects.filter(pk=decided.pk).update(status="declined")
    for _ in range(2):
        notify_undecided_requests()
    told = Notification.objects.filter(kind="networks/request_undecided")
    assert sorted(one.recipient_address for one in told) == ["lead@hub.example", "team@hub.example"]
    assert "Niamh" not in told[0].text


def test_purged_request_revokes_its_invitation(visitor, team, psmn):
    apply_action(team, ask(visitor), "accept")
    link = invitation()
    JoinRequest.objects.update(expires_on=timezone.localdate())
    purge_expired_requests()
    assert Client().get(link).status_code == 404
    assert not User.objects.filter(email="niamh@trust.example").exists()


def test_withdrawn_invitation_can_be_accepted_no_more(visitor, team, psmn):
    join_request = ask(visitor)
    apply_action(team, join_request, "accept")
    link = invitation()
    apply_action(team, join_request, "withdraw")
    assert Client().post(link, NAMES).status_code == 404
    join_request.refresh_from_db()
    assert join_request.status == RequestStatus.WAITING
    apply_action(team, join_request, "accept")
    Client().post(invitation(), NAMES)
    assert Membership.objects.count() == 1
    apply_action(team, join_request, "withdraw")
    join_request.refresh_from_db()
    assert join_request.status == RequestStatus.JOINED


def test_removed_member_cannot_rejoin_by_a_second_invitation(visitor, team, psmn):
    links = []
    for why in ("One reason", "Another"):
        apply_action(team, ask(visitor, why_would_you_like_to_join=why), "accept")
        links.append(invitation())
    member = Client()
    member.post(links[0], NAMES)
    end_membership(Membership.objects.get())
    assert member.post(links[1]).status_code == 404
    assert not Membership.objects.current().exists()


def test_two_requests_to_an_open_network_create_one_invitation(visitor, psmn):
    Network.objects.update(joining="open")
    for why in ("One reason", "Another"):
        ask(visitor, why_would_you_like_to_join=why)
    assert Invitation.objects.count() == 1


def test_invitations_to_one_email_address_are_limited(psmn):
    Network.objects.update(joining="open")
    for number in range(6):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        ask(client, your_name=f"Name {number}", e_mail_address="victim@trust.example")
    assert Invitation.objects.count() == 1
    suspected = JoinRequest.objects.filter(status=RequestStatus.QUARANTINED)
    assert suspected.count() == 3
    assert "in the name of this person" in suspected.first().spam_reasons


def test_submissions_with_one_form_token_are_limited(visitor, psmn):
    sent = ANSWERS | {
        TOKEN_FIELD: token_aged(40)(visitor.get(JOIN_URL)),
        HONEYPOT_FIELD: "",
        PROOF_FIELD: "",
    }
    for number in range(5):
        visitor.post(JOIN_URL, sent | {"e_mail_address": f"p{number}@trust.example"})
    assert JoinRequest.objects.filter(status=RequestStatus.QUARANTINED).count() == 2


# --- One's own, and gone -------------------------------------------------------------------------


def test_request_stays_personal_data_after_a_change_of_email(visitor, team, psmn):
    apply_action(team, ask(visitor), "accept")
    Client().post(invitation(), NAMES)
    user = User.objects.get(email="niamh@trust.example")
    user.email = "new@trust.example"
    user.save()
    assert len(registry.collect_for_user(user)["networks"]["Requests"]) == 1
    closure.close_account(user)
    assert not JoinRequest.objects.exists()


# --- At the desk ---------------------------------------------------------------------------------


def test_repeated_membership_form_creates_one_membership(team, psmn):
    user = make.make_user("jo@trust.example")
    sent = {"network": psmn.pk, "email": "Jo@trust.example ", "role": "organiser"}
    assert team.post(f"{DESK}create/", sent).status_code == 302
    again = team.post(f"{DESK}create/", sent)
    assert "belongs to PSMN already" in again.content.decode()
    membership = Membership.objects.get()
    assert membership.is_organiser
    assert user.groups.filter(name="Network organisers").exists()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "Write the e-mail address of an account"),
        ("jo", "Enter a valid email address"),
        ("nobody@trust.example", "There is no account with this address"),
        ("gone@trust.example", "This account is closed"),
    ],
)
def test_email_without_active_account_is_a_field_error(team, psmn, address, said):
    make.make_user("gone@trust.example", is_active=False)
    sent = {"network": psmn.pk, "email": address, "role": "organiser"}
    page = team.post(f"{DESK}create/", sent).content.decode()
    assert said in page
    assert f'value="{address}"' in page or not address
    assert not Membership.objects.exists()


def test_membership_form_names_no_other_user(team, psmn, organiser):
    join_request = []
    for number in range(3):  # the first time fills what is kept
        make.make_user(f"other{number}@trust.example", last_name="Zanzibarine")
        for address in (f"{DESK}create/", f"{DESK}edit/{organiser.pk}/"):
            with CaptureQueriesContext(connection) as queries:
                page = team.get(address).content.decode()
            assert "Zanzibarine" not in page
            join_request.append(len(queries))
    assert "lead@hub.example" in page
    assert join_request[2:4] == join_request[4:]


def test_user_of_a_membership_cannot_be_changed(team, psmn):
    first, second = (make.make_user(f"{name}@trust.example") for name in ("jo", "mo"))
    membership = Membership.objects.create(network=psmn, user=first)
    sent = {"network": psmn.pk, "email": second.email, "role": "organiser"}
    team.post(f"{DESK}edit/{membership.pk}/", sent)
    membership.refresh_from_db()
    assert (membership.user, membership.role) == (first, "organiser")


def test_editor_ends_memberships_and_deletes_none(team, psmn, organiser):
    edit = f"{DESK}edit/{organiser.pk}/"
    refused = team.post(edit, {"role": "member"})
    assert "This is the last organiser" in refused.content.decode()
    join_request = JoinRequest.objects.create(
        fingerprint="x",
        form=psmn.join_form,
        network=psmn,
        claimed_by=organiser.user,
        expires_on=timezone.localdate() + timedelta(days=9),
    )
    team.post(f"{DESK}delete/{organiser.pk}/")
    team.post(edit, {"role": "organiser", "ends": "on"})
    organiser.refresh_from_db()
    assert organiser.ended_at
    assert not organiser.user.groups.exists()
    assert Notification.objects.filter(kind="networks/no_organiser").exists()
    join_request.refresh_from_db()
    assert join_request.claimed_by is None
    late = team.post(edit, {"role": "organiser"})
    assert "has ended" in late.content.decode()
