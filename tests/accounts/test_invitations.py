"""Invitations: they create an account, or connect an existing one."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.invitations import invitation_accepted, revoke_invitations, send_invitation
from accounts.models import Invitation, User
from tests import factories as make
from tests.accounts.conftest import emails_to, is_signed_in, sign_in

NEW = "jo@trust.example"
NAMES = {"first_name": "Jo", "last_name": "Bloggs"}


@pytest.fixture
def accepted():
    """Connect a receiver to the signal of accepted invitations; return what it received."""
    received = []

    def receive(sender, invitation, user, **kwargs):
        received.append((invitation.purpose, invitation.reference, user.email))
        if invitation.reference == "full":
            raise ValueError("There is no seat left.")

    invitation_accepted.connect(receive)
    yield received
    invitation_accepted.disconnect(receive)


def invite(email: str = NEW, reference: str = "42", **fields: object) -> str:
    """Send an invitation, and return the path of the link in its email."""
    fields.setdefault("about", "join the network for managers")
    send_invitation(email, "tests.seat", reference, **fields)
    return invitation_path(email)


def invitation_path(email: str) -> str:
    """Return the path of the link in the last email."""
    return re.search(r"/account/invitation/[\w-]+/", emails_to(email.lower())[-1].text).group()


def test_a_new_user_sets_name_and_password(people, accepted):
    link = invite(by=people.admin, redirect_url="/topics/")
    client = Client()
    assert "join the network for managers" in client.get(link).content.decode()
    response = client.post(link, NAMES | {"password": "four otters share a boat"})
    assert response.url == "/topics/"
    assert is_signed_in(client)
    assert accepted == [("tests.seat", "42", NEW)]
    assert is_signed_in(sign_in(NEW, "four otters share a boat"))


def test_a_new_user_needs_no_password(people, accepted):
    client = Client()
    client.post(invite(), NAMES)
    assert is_signed_in(client)
    assert not User.objects.get(email=NEW).has_usable_password()


def test_the_email_names_the_inviter_and_links_in_text_and_html(people):
    link = invite(by=people.editor)
    email = emails_to(NEW)[-1]
    assert "Imran has invited you to join the network" in email.text
    assert f'href="http://127.0.0.1:8000{link}"' in email.html
    assert email.subject == "You are invited to join the network for managers"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("Jo Bloggs", "Jo", "Bloggs"), (" Jo van  Dyk ", "Jo", "van  Dyk"), ("Jo", "Jo", "")],
)
def test_the_form_is_prefilled_with_the_given_name(people, name, first, last):
    form = Client().get(invite(name=name)).context["form"]
    assert (form["first_name"].value(), form["last_name"].value()) == (first, last)


def test_a_given_name_is_not_emailed_unless_a_team_member_invites(people):
    invite(by=people.editor, name="Jo Bloggs")
    invite(name="Cheap pills at https://pills.example", reference="43")
    read, unread = emails_to(NEW)
    assert read.text.startswith("Hello Jo Bloggs,")
    assert "pills" not in unread.text + unread.html + unread.subject


def test_a_user_with_an_account_signs_in_and_accepts(people, accepted):
    link = invite("Member@Hub.example")
    client = Client()
    assert "/account/sign-in/?next=" in client.get(link).content.decode()
    client.post(link, NAMES)
    assert accepted == []
    response = client.post(
        "/account/sign-in/",
        {"login": people.member.email, "password": "patient-safety", "next": link},
    )
    assert response.url == link
    client.post(link)
    assert accepted == [("tests.seat", "42", people.member.email)]


def test_another_user_cannot_accept(people, accepted):
    client = sign_in(people.editor.email)
    link = invite(people.member.email)
    assert "a different account" in client.get(link).content.decode()
    client.post(link)
    assert accepted == []


def test_an_invitation_link_works_once(people, accepted):
    link = invite()
    Client().post(link, NAMES)
    response = Client().get(link)
    assert response.status_code == 404
    Client().post(link, NAMES)
    assert len(accepted) == 1


def test_a_get_request_accepts_nothing(people, accepted):
    link = invite()
    for _ in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    Client().post(link, NAMES)
    assert len(accepted) == 1


def test_a_newer_invitation_revokes_the_older(people):
    first, second = invite(), invite()
    other = invite(reference="43")
    assert [Client().get(link).status_code for link in (first, second, other)] == [404, 200, 200]


def test_expired_and_revoked_links_are_invalid(people):
    expired, revoked = invite(), invite(reference="43")
    Invitation.objects.filter(reference="42").update(expires_at=timezone.now())
    assert revoke_invitations("tests.seat", "43", NEW) == 1
    assert {Client().get(link).status_code for link in (expired, revoked)} == {404}


def test_a_failing_receiver_rolls_back_the_acceptance(people, accepted):
    link = invite(reference="full")
    with pytest.raises(ValueError, match="no seat"):
        Client().post(link, NAMES)
    assert not User.objects.filter(email=NEW).exists()
    assert Client().get(link).status_code == 200


def test_errors_are_shown_at_their_fields_and_input_is_kept(people):
    response = Client().post(invite(), {"last_name": "Jo", "password": "short"})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"first_name", "password"}
    assert 'value="Jo"' in response.content.decode()


def test_one_name_is_enough(people):
    assert Client().post(invite(), {"first_name": "Kim"}).status_code == 302
    assert User.objects.get(email=NEW).get_full_name() == "Kim"


@pytest.mark.each_database
@pytest.mark.parametrize("name", ["\x00", "x" * 500, "<script>", "👩‍⚕️", " "])
def test_unusual_names_raise_no_error(people, name):
    response = Client().post(invite(), {"first_name": name, "last_name": name})
    assert response.status_code in {302, 422}


def test_an_invitation_does_not_reopen_a_closed_account(people, accepted):
    make.make_user(NEW, is_active=False)
    client = Client()
    link = invite()
    assert "is closed" in client.get(link).content.decode()
    client.post(link, NAMES)
    assert not is_signed_in(client)
    assert accepted == []


def test_the_invitation_page_sends_no_referrer_and_is_not_cached(people):
    response = Client().get(invite())
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "same-origin"
    token = invitation_path(NEW).split("/")[-2]
    assert token not in str(Invitation.objects.values())


def test_closed_invitations_are_deleted_after_a_month(people):
    invite()
    invite("open@trust.example")
    long_ago = timezone.now() - timedelta(days=31)
    Invitation.objects.filter(email=NEW).update(expires_at=long_ago)
    assert Invitation.objects.delete_expired() == 1
    assert Invitation.objects.get().email == "open@trust.example"


def test_an_invitation_is_delivered_by_smtp(people, settings):
    from outbox.delivery import deliver_due
    from tests.outbox.mail_server import MailServer

    settings.HUB_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    link = invite()
    with MailServer() as server:
        settings.EMAIL_PORT = server.port
        assert deliver_due() == 1
    email = server.mailbox.to(NEW)[0]
    parts = [email.get_body((kind,)).get_content() for kind in ("plain", "html")]
    assert all(link in part for part in parts)
    assert emails_to(NEW)[-1].text == ""


def test_invalid_links_are_rate_limited(people, accepted):
    client = Client()
    for number in range(30):
        assert client.get(f"/account/invitation/{number}/").status_code == 404
    assert client.get("/account/invitation/31/").status_code == 429
    assert client.get(invite()).status_code == 200
