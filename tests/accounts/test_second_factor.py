"""Second factor: required of users with admin access, who open no other page before the setup."""

import re
from contextlib import AbstractContextManager
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail import hooks

from accounts.models import User
from accounts.second_factor import encryption
from tests.accounts.conftest import (
    PASSWORD,
    TOTP_SECRET,
    add_totp,
    emails_to,
    is_signed_in,
    sign_in,
    totp_code,
)
from tests.accounts.test_sign_in import CODE, SIGN_IN

pytestmark = pytest.mark.usefixtures("required")

SET_UP = "/account/second-step/"
APP = "/account/second-step/app/"
STEP = "/account/sign-in/second-step/"
CODES = "/account/second-step/codes/"


def sign_in_first_time(email: str) -> Client:
    """Sign in for the first time: by password, and the emailed code."""
    client = sign_in(email)
    code = CODE.search(emails_to(email)[-1].text).group()
    client.post("/account/sign-in/code/enter/", {"code": code})
    return client


def requires_second_factor(user: User) -> AbstractContextManager:
    """Return a context in which an app requires the second factor of one more user."""
    return hooks.register_temporarily("second_factor_required", lambda other: other == user)


def set_up_app(client: Client) -> str:
    """Set up an authenticator app by the form, and return its secret key."""
    key = client.get(APP).context["form"].secret
    response = client.post(APP, {"code": totp_code(key)()}, follow=True)
    assert response.request["PATH_INFO"] == CODES
    return key


def test_users_with_admin_access_are_redirected_to_the_setup(people):
    for user in (people.editor, people.admin):
        client = sign_in_first_time(user.email)
        response = client.get("/admin/pages/")
        assert response.status_code == 302
        assert response.url.startswith(SET_UP)
        assert "next=%2Fadmin%2Fpages%2F" in response.url
        assert client.get(SET_UP).status_code == 200


def test_the_setup_page_says_why_a_second_factor_is_required(people):
    why = "needs two-step verification. Set it up"
    page = sign_in_first_time(people.editor.email).get(SET_UP).content.decode()
    assert f"The admin {why}" in page
    assert why not in sign_in(people.member.email).get(SET_UP).content.decode()
    with requires_second_factor(people.member):
        page = sign_in_first_time(people.member.email).get(SET_UP).content.decode()
    assert "shows personal data of other people" in page
    assert why in page


def test_the_requested_page_opens_after_the_setup(people):
    client = sign_in_first_time(people.editor.email)
    led = client.get("/admin/pages/?p=2").url
    client.get(led)
    set_up_app(client)
    page = client.get(CODES).content.decode()
    assert '<a class="button" href="/admin/pages/?p=2">I have saved my codes</a>' in page


@pytest.mark.parametrize(
    "next_url",
    [
        "//evil.example",
        *(
            pytest.param(url, marks=pytest.mark.soak)
            for url in ("", "https://evil.example/", "javascript:a()")
        ),
    ],
)
def test_the_setup_redirects_to_no_other_site(people, next_url):
    client = sign_in_first_time(people.editor.email)
    client.get(SET_UP, {"next": next_url})
    set_up_app(client)
    assert 'href="/account/">I have saved my codes' in client.get(CODES).content.decode()


@pytest.mark.django_db(transaction=True)
def test_first_recovery_codes_are_not_called_new(people):
    client = sign_in_first_time(people.editor.email)
    key = client.get(APP).context["form"].secret
    page = client.post(APP, {"code": totp_code(key)()}, follow=True).content.decode()
    assert "These are your recovery codes. Only these codes work." in page
    assert "new recovery codes" not in page


def test_passkeys_are_offered_only_to_users_who_have_one(people):
    add_totp(people.editor)
    page = sign_in(people.editor.email).get(STEP).content.decode()
    assert "Start again" in page
    assert "passkey" not in page


def test_other_pages_are_refused_before_the_setup(people):
    client = sign_in_first_time(people.editor.email)
    for path in (
        "/admin/",
        "/admin/account/",
        "/admin/users/",
        "/",
        "/documents/1/x.pdf",
        "/search/",
    ):
        assert client.get(path).url.startswith(SET_UP)
        assert client.head(path).status_code == 302
        assert client.post(path).status_code == 403
        assert client.get(path, headers={"accept": "application/json"}).status_code == 403
        assert client.get(path, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_users_can_sign_out_before_the_setup(people):
    client = sign_in_first_time(people.editor.email)
    client.post("/account/sign-out/")
    assert client.get("/search/").status_code == 200


def test_the_setup_requires_an_emailed_code(people):
    client = sign_in(people.editor.email)
    assert not is_signed_in(client)
    assert client.get(APP).url.startswith("/account/")
    assert not Authenticator.objects.exists()


def test_the_code_is_asked_for_at_the_next_sign_in(people):
    client = sign_in_first_time(people.editor.email)
    key = set_up_app(client)
    assert client.get("/admin/").status_code == 200

    client = sign_in(people.editor.email, next="/admin/pages/")
    assert not is_signed_in(client)
    assert client.get("/admin/").url.startswith(SIGN_IN)
    assert "The code is incorrect or" in client.post(STEP, {"code": "000000"}).content.decode()
    response = client.post(STEP, {"code": totp_code(key)()})
    assert response.url == "/admin/pages/"
    assert client.get("/admin/").status_code == 200


def test_a_totp_code_works_once(people):
    code = add_totp(people.editor)()
    for expected in (True, False):
        client = sign_in(people.editor.email)
        client.post(STEP, {"code": code})
        assert is_signed_in(client) == expected


def test_a_recovery_code_works_once(people):
    client = sign_in_first_time(people.editor.email)
    set_up_app(client)
    page = client.get(CODES).content.decode()
    code = re.search(r"<code>(\d{8})</code>", page).group(1)
    for expected in (True, False):
        client = sign_in(people.editor.email)
        client.post(STEP, {"code": code})
        assert is_signed_in(client) == expected


def test_the_user_is_emailed_when_a_recovery_code_is_used(people):
    client = sign_in_first_time(people.editor.email)
    key = set_up_app(client)
    page = client.get(CODES).content.decode()
    used = "A recovery code was used"
    for number, code in enumerate(re.findall(r"<code>(\d{8})</code>", page)[:2], start=1):
        sign_in(people.editor.email).post(STEP, {"code": code})
        notifications = [
            notification
            for notification in emails_to(people.editor.email)
            if notification.subject == used
        ]
        assert len(notifications) == number
        assert f"You have {10 - number} recovery codes left." in notifications[-1].text
        assert "If you did not" in notifications[-1].html
    sign_in(people.editor.email).post(STEP, {"code": "00000000"})
    sign_in(people.editor.email).post(STEP, {"code": totp_code(key)()})
    assert (
        len(
            [
                notification
                for notification in emails_to(people.editor.email)
                if notification.subject == used
            ]
        )
        == 2
    )


@pytest.mark.django_db(transaction=True)
def test_the_setup_ends_other_sessions_and_notifies_the_user(people, settings):
    settings.HUB_SECOND_FACTOR_REQUIRED = False
    stolen, own = sign_in(people.editor.email), sign_in(people.editor.email)
    set_up_app(own)
    assert is_signed_in(own)
    assert not is_signed_in(stolen)
    notification = emails_to(people.editor.email)[-1]
    assert "authenticator app" in notification.text
    assert "authenticator app" in notification.html


def test_the_last_required_second_factor_cannot_be_removed(people):
    client = sign_in_first_time(people.editor.email)
    set_up_app(client)
    page = client.post("/account/second-step/app/remove/").content.decode()
    assert "this is your only method" in page
    assert Authenticator.objects.filter(type="totp").exists()


def test_members_can_remove_an_optional_second_factor(people):
    client = sign_in(people.member.email)
    assert client.get("/search/").status_code == 200
    set_up_app(client)
    client.post("/account/second-step/app/remove/")
    assert not Authenticator.objects.exists()


def test_an_app_can_require_the_second_factor_by_a_hook(people):
    with requires_second_factor(people.member):
        client = sign_in_first_time(people.member.email)
        assert client.get("/search/").url.startswith(SET_UP)


def test_login_codes_and_password_resets_do_not_bypass_it(people):
    add_totp(people.editor)
    client = Client()
    client.post("/account/sign-in/code/", {"email": people.editor.email})
    code = CODE.search(emails_to(people.editor.email)[-1].text).group()
    response = client.post("/account/sign-in/code/enter/", {"code": code})
    assert response.url == STEP
    assert not is_signed_in(client)


def test_wagtails_own_login_does_not_bypass_it(people):
    add_totp(people.editor)
    client = Client()
    client.post("/admin/login/", {"username": people.editor.email, "password": PASSWORD})
    assert client.get("/admin/").url.startswith(SIGN_IN)


def test_the_totp_secret_is_stored_encrypted(people, settings):
    add_totp(people.editor)
    stored = Authenticator.objects.get().data["secret"]
    assert TOTP_SECRET not in stored
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert encryption.decrypt(stored) == TOTP_SECRET


def test_sessions_with_a_second_factor_cost_no_query(people, django_assert_num_queries):
    code = add_totp(people.editor)
    client = sign_in(people.editor.email)
    client.post(STEP, {"code": code()})
    with django_assert_num_queries(2):  # the session, and whose it is
        client.get("/account/second-step/passkeys/")


def test_the_command_removes_second_factors(people):
    add_totp(people.editor)
    call_command("remove_second_factor", people.editor.email.upper(), stdout=StringIO())
    assert sign_in_first_time(people.editor.email).get("/admin/").url.startswith(SET_UP)
    with pytest.raises(CommandError, match="no account"):
        call_command("remove_second_factor", "nobody@hub.example")
