"""Change of email address: verified by a code sent to the new address."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from tests.accounts.conftest import emails_to, is_signed_in, sign_in
from tests.accounts.test_sign_in import CODE

NEW = "tom@trust.example"
ENTER = "/account/address/code/"


def request_change(client: Client, email: str = NEW) -> str:
    """Request a change of email address, and return the code sent to it."""
    response = client.post("/account/address/", {"email": email, "action_add": "yes"})
    assert response.url == ENTER
    return CODE.search(emails_to(email)[-1].text).group()


def current_email(user: User) -> str:
    """Return the email address in the database."""
    return User.objects.get(pk=user.pk).email


def test_the_email_changes_once_the_code_is_entered(people):
    client = sign_in(people.member.email)
    code = request_change(client)
    assert current_email(people.member) == people.member.email
    client.post(ENTER, {"code": code})
    assert current_email(people.member) == NEW
    assert is_signed_in(sign_in(NEW))
    assert not is_signed_in(sign_in(people.member.email))
    assert EmailAddress.objects.filter(user=people.member).count() == 1


@pytest.mark.parametrize("path", ["sign-in/code", "password/forgotten"])
def test_unverified_email_cannot_sign_in(people, path):
    """A mistyped address may belong to another person, who would read the code."""
    request_change(sign_in(people.member.email))
    assert not is_signed_in(sign_in(NEW))
    Client().post(f"/account/{path}/", {"email": NEW})
    assert "There is no account with this email address" in emails_to(NEW)[-1].text


def test_the_previous_email_is_notified(people):
    client = sign_in(people.member.email)
    client.post(ENTER, {"code": request_change(client)})
    assert NEW in emails_to(people.member.email)[-1].text


def test_wrong_codes_end_the_email_change(people):
    client = sign_in(people.member.email)
    code = request_change(client)
    for guess in ("BCDF-GHJK", "KJHG-FDCB", "BBBB-BBBB", code):
        client.post(ENTER, {"code": guess})
    assert current_email(people.member) == people.member.email


def test_the_email_of_another_account_is_refused(people):
    client = sign_in(people.member.email)
    client.post(ENTER, {"code": request_change(client, people.editor.email)})
    assert current_email(people.member) == people.member.email
    assert is_signed_in(sign_in(people.editor.email))


def test_the_admin_cannot_change_the_email_without_verification(people):
    client = sign_in(people.editor.email)
    client.post("/admin/account/", {"name_email-email": NEW, "name_email-first_name": "Imran"})
    assert current_email(people.editor) == people.editor.email
    assert "Sign-in, profile and privacy" in client.get("/admin/account/").content.decode()
