"""Errors of the account forms: a summary with links to the fields, in words that say what to do."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.accounts.conftest import PASSWORD, add_totp, sign_in
from tests.accounts.test_invitations import invite

SIGN_IN = "/account/sign-in/"


def errors(response) -> dict[str, str]:
    """Return the errors in the summary of a page by the id they link to; check the page."""
    page = BeautifulSoup(response.content, "html.parser")
    assert page.title.text.startswith("Error: ")
    assert "This field is required" not in page.text
    links = page.select("[role=alert] li a")
    assert all(page.find(id=link["href"][1:]) for link in links)
    return {link["href"][1:]: link.text for link in links}


def test_sign_in_names_the_empty_fields(people):
    assert errors(Client().post(SIGN_IN, {})) == {
        "id_login": "Enter your email address.",
        "id_password": "Enter your password.",
    }


def test_a_wrong_password_is_an_error_of_the_password(people):
    response = Client().post(SIGN_IN, {"login": people.member.email, "password": "wrong"})
    [(field, text)] = errors(response).items()
    assert field == "id_password"
    assert "sign in with a code that we email you" in text


@pytest.mark.parametrize(
    ("path", "data", "expected"),
    [
        ("sign-in/", {"login": "no address", "password": "x"}, {"id_login": "name@example.com"}),
        ("sign-in/code/", {}, {"id_email": "Enter your email address."}),
        ("password/forgotten/", {}, {"id_email": "Enter your email address."}),
        ("sign-up/", {"is_adult": "on"}, {"id_name": "Enter your display name."}),
        ("what-we-hold/ask/", {}, {"id_email": "Enter your email address."}),
    ],
)
def test_forms_without_an_account_say_what_to_enter(people, path, data, expected):
    found = errors(Client().post(f"/account/{path}", data))
    assert all(text in found[field] for field, text in expected.items())


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {},
            {
                "id_oldpassword": "Enter your current password.",
                "id_password1": "Enter a new password.",
                "id_password2": "Enter the new password again.",
            },
        ),
        (
            {"oldpassword": PASSWORD, "password1": "short", "password2": "short"},
            {"id_password1": "The password is too short. Use at least 12 characters."},
        ),
        (
            {"oldpassword": PASSWORD, "password1": "sunny tower lake", "password2": "sunny tower"},
            {"id_password2": "The two passwords are different. Enter the new password again."},
        ),
        (
            {"oldpassword": PASSWORD, "password1": "qwerty123456", "password2": "qwerty123456"},
            {"id_password1": "This password is easy to guess, because many people use it."},
        ),
    ],
)
def test_password_errors_say_what_to_do(people, data, expected):
    client = sign_in(people.member.email)
    found = errors(client.post("/account/password/", data))
    assert found.keys() == expected.keys()
    assert all(text in found[field] for field, text in expected.items())


def test_codes_say_where_the_right_one_is(people):
    client = Client()
    client.post("/account/sign-in/code/", {"email": people.member.email})
    [text] = errors(client.post("/account/sign-in/code/enter/", {"code": "WRONG"})).values()
    assert "Check the code in our latest email, or ask for a new code." in text
    add_totp(people.member)
    client = sign_in(people.member.email)
    [text] = errors(client.post("/account/sign-in/second-step/", {"code": "000000"})).values()
    assert "Wait until the app shows a new code" in text


def test_a_passkey_without_javascript_is_explained(people):
    add_totp(people.member)
    response = sign_in(people.member.email).post(
        "/account/sign-in/second-step/", {"credential": ""}
    )
    page = BeautifulSoup(response.content, "html.parser")
    assert page.title.text.startswith("Error: ")
    assert "Turn on JavaScript and try again" in page.select_one("[role=alert]").text


def test_an_invited_person_is_told_which_name_to_enter(people):
    found = errors(Client().post(invite(), {"password": "short"}))
    assert found["id_first_name"] == "Enter your first name."
    assert "at least 12 characters" in found["id_password"]
