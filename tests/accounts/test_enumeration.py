"""Account enumeration: responses and their cost do not depend on whether an account exists."""

import re

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.accounts.conftest import emails_to, is_signed_in, sign_in

KNOWN, UNKNOWN, CLOSED = "member@hub.example", "nobody@hub.example", "closed@hub.example"


class CountingHasher(hashers.MD5PasswordHasher):
    """Counts the password hashes, which take most of the time of a response."""

    work = 0

    def encode(self, password: str, salt: str) -> str:
        CountingHasher.work += 1
        return super().encode(password, salt)


@pytest.fixture
def accounts(people, settings):
    """Create an active and a closed account, with counted password hashes."""
    make.make_user(CLOSED, is_active=False)
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]


def submit(path: str, email: str, **fields: str) -> tuple:
    """Submit a form; return status, location, body, and the numbers of hashes and queries."""
    client = Client(REMOTE_ADDR=f"192.0.2.{len(email)}")
    client.get(path)  # fills the caches
    CountingHasher.work = 0
    with CaptureQueriesContext(connection) as queries:
        response = client.post(path, {"login": email, "email": email, **fields})
    query_count = len(queries)  # the next request clears the captured queries
    location = response.get("Location")
    page = client.get(location) if location else response
    text = page.content.decode().replace(email, "ADDRESS")
    return response.status_code, location, without_tokens(text), CountingHasher.work, query_count


def without_tokens(text: str) -> str:
    """Remove CSRF tokens and nonces, which differ between any two responses."""
    return re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", text)


@pytest.mark.parametrize("path", ["/account/password/forgotten/", "/account/sign-in/code/"])
@pytest.mark.parametrize("other", [UNKNOWN, CLOSED])
def test_reset_and_code_responses_do_not_reveal_accounts(accounts, path, other):
    *known, queries = submit(path, KNOWN)
    *unknown, other_queries = submit(path, other)
    assert known == unknown
    assert queries - other_queries in ({0} if other == UNKNOWN else {0, 1})
    assert len(emails_to(KNOWN)) == len(emails_to(other)) == 1


@pytest.mark.parametrize("other", [UNKNOWN, CLOSED])
def test_wrong_password_responses_do_not_reveal_accounts(accounts, other):
    path = "/account/sign-in/"
    *known, queries = submit(path, KNOWN, password="wrong")
    *unknown, other_queries = submit(path, other, password="wrong")
    assert known == unknown
    assert known[3] == 1
    assert abs(queries - other_queries) <= 2


def test_sign_up_responses_do_not_reveal_accounts(accounts):
    fields = {"name": "Wren", "is_adult": "on", "accepts_rules": "on", "rules_version": "1"}
    path = "/account/sign-up/"
    assert submit(path, KNOWN, **fields) == submit(path, UNKNOWN, **fields)
    assert len(emails_to(KNOWN)) == len(emails_to(UNKNOWN)) == 1


def test_an_account_without_password_takes_the_same_time(accounts, people):
    people.member.set_unusable_password()
    people.member.save()
    path = "/account/sign-in/"
    assert submit(path, KNOWN, password="wrong")[:4] == submit(path, UNKNOWN, password="wrong")[:4]


def test_an_email_change_does_not_reveal_other_accounts(accounts, people):
    client = sign_in(people.member.email)
    pages = []
    for email in (people.editor.email, UNKNOWN):
        client.post("/account/address/", {"email": email, "action_add": "yes"})
        page = client.get("/account/address/code/").content.decode().replace(email, "ADDRESS")
        pages.append(without_tokens(page))
    assert pages[0] == pages[1]
    assert is_signed_in(client)
