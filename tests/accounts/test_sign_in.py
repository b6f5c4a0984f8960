"""Sign-in by password or by an emailed code."""

import re

import pytest
from django.test import Client

from tests.accounts.conftest import PASSWORD, emails_to, is_signed_in, sign_in

SIGN_IN = "/account/sign-in/"
CODE = re.compile(r"^[A-Z]{4}-[A-Z]{4}$", re.MULTILINE)


def request_code(client: Client, email: str) -> str:
    """Request a code, and return the emailed one."""
    client.post("/account/sign-in/code/", {"email": email})
    return CODE.search(emails_to(email)[-1].text).group()


def test_a_password_signs_in_and_redirects_to_the_start_page(people):
    for email, url in ((people.editor.email, "/admin/"), (people.member.email, "/account/")):
        client = Client()
        response = client.post(SIGN_IN, {"login": email.upper(), "password": PASSWORD})
        assert response.url == url
        assert client.get(url).status_code == 200


def test_an_emailed_code_signs_in(people):
    client = Client()
    code = request_code(client, people.member.email)
    response = client.post("/account/sign-in/code/enter/", {"code": code.lower()})
    assert response.url == "/account/"
    assert is_signed_in(client)


def test_wrong_codes_end_the_sign_in(people):
    client = Client()
    code = request_code(client, people.member.email)
    for _ in range(3):
        client.post("/account/sign-in/code/enter/", {"code": "BCDF-GHJK"})
    client.post("/account/sign-in/code/enter/", {"code": code})
    assert not is_signed_in(client)


def test_a_code_works_only_in_the_requesting_browser(people):
    code = request_code(Client(), people.member.email)
    other = Client()
    other.post("/account/sign-in/code/", {"email": "somebody@else.example"})
    other.post("/account/sign-in/code/enter/", {"code": code})
    assert not is_signed_in(other)


def test_the_admin_redirects_to_sign_in_with_the_next_url(people):
    client = Client()
    next_url = "/admin/pages/"
    response = client.get(next_url, follow=True)
    assert response.request["PATH_INFO"] == SIGN_IN
    response = sign_in(people.editor.email, client=client, next=next_url).get(SIGN_IN)
    assert response.url == "/admin/"
    response = Client().post(
        SIGN_IN, {"login": people.editor.email, "password": PASSWORD, "next": next_url}
    )
    assert response.url == next_url


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/admin/login/?next=/admin/pages/", "/account/sign-in/?next=/admin/pages/"),
        ("/admin/password_reset/", "/account/password/forgotten/"),
        ("/admin/password_reset/confirm/MQ/abc-def/", "/account/password/forgotten/"),
    ],
)
def test_wagtails_own_sign_in_urls_redirect_to_ours(db, old, new):
    assert Client().get(old).url == new
    assert Client().post(old).url == new


def test_sign_in_redirects_to_no_other_site(people):
    response = Client().post(
        SIGN_IN,
        {"login": people.member.email, "password": PASSWORD, "next": "https://elsewhere.example/"},
    )
    assert response.url == "/account/"


def test_members_get_403_in_the_admin_without_a_redirect_loop(people):
    client = Client()
    response = client.post(
        SIGN_IN,
        {"login": people.member.email, "password": PASSWORD, "next": "/admin/"},
        follow=True,
    )
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1
    assert client.get("/admin/login/?next=/admin/", follow=True).status_code == 403


def test_a_password_reset_link_works_once(people):
    other_device = sign_in(people.member.email)
    client = Client()
    client.post("/account/password/forgotten/", {"email": people.member.email})
    link = re.search(r"http\S+", emails_to(people.member.email)[-1].text).group()
    form = client.get(link, follow=True)
    new = {"password1": "four otters share a boat", "password2": "four otters share a boat"}
    client.post(form.request["PATH_INFO"], new)
    assert is_signed_in(sign_in(people.member.email, new["password1"]))
    assert not is_signed_in(sign_in(people.member.email))
    assert not is_signed_in(other_device)
    assert "does not work" in Client().get(link, follow=True).content.decode()


def test_sign_in_errors_keep_the_email(people):
    response = Client().post(SIGN_IN, {"login": people.member.email, "password": "wrong"})
    assert 'role="alert"' in response.content.decode()
    assert people.member.email in response.content.decode()
    response = Client().post(SIGN_IN, {"login": "no address", "password": ""})
    assert {"login", "password"} <= response.context["form"].errors.keys()


@pytest.mark.each_database
@pytest.mark.parametrize("typed", ["\x00", "ö@ü.example", "a" * 5000, "'; --", "😀@hub.example"])
@pytest.mark.parametrize(
    "where", [SIGN_IN, "/account/sign-in/code/", "/account/password/forgotten/"]
)
def test_malformed_input_raises_no_error(people, where, typed):
    form_data = {"login": typed, "email": typed, "password": typed}
    assert Client().post(where, form_data).status_code in {200, 302}


def test_account_pages_are_not_cached(people):
    for path in ("", "sign-in/", "sign-in/code/", "password/forgotten/", "sign-up/"):
        response = Client().get(f"/account/{path}")
        assert "s-maxage" not in response["Cache-Control"]
        assert "no-store" in response["Cache-Control"]


def test_sign_in_says_when_no_second_factor_is_required(people, settings):
    assert "without two-step verification" in Client().get(SIGN_IN).content.decode()
    settings.HUB_SECOND_FACTOR_REQUIRED = True
    assert "without two-step verification" not in Client().get(SIGN_IN).content.decode()
