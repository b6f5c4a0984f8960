"""Rate limits of sign-in, by account and by client; the owner can always sign in."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.core import ratelimit
from django.db import connection
from django.test import Client

from config.settings import base
from tests.accounts.conftest import PASSWORD, emails_to, is_signed_in, sign_in
from tests.accounts.test_sign_in import request_code

SIGN_IN = "/account/sign-in/"


def guess(email: str, times: int, source: str = "192.0.2.1") -> Client:
    """Submit wrong passwords from an IP address."""
    client = Client(REMOTE_ADDR=source)
    for number in range(times):
        client.post(SIGN_IN, {"login": email, "password": f"guess {number}"})
    return client


def test_the_right_password_is_refused_after_too_many_attempts(people):
    client = guess(people.member.email, 5)
    response = client.post(SIGN_IN, {"login": people.member.email, "password": PASSWORD})
    assert "Too many attempts" in response.content.decode()
    assert not is_signed_in(client)


def test_the_owner_can_sign_in_from_another_client(people):
    guess(people.member.email, 8)
    owner = Client(REMOTE_ADDR="198.51.100.7")
    assert is_signed_in(sign_in(people.member.email, client=owner))


def test_the_owner_can_sign_in_with_a_code_from_the_same_client(people):
    client = guess(people.member.email, 8)
    code = request_code(client, people.member.email)
    client.post("/account/sign-in/code/enter/", {"code": code})
    assert is_signed_in(client)


def test_attempts_of_many_clients_are_limited_together(people, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {
        "login_failed_anywhere": "12/h/key"
    }
    for number in range(4):
        guess(people.member.email, 3, source=f"192.0.2.{number}")
    owner = Client(REMOTE_ADDR="198.51.100.7")
    assert not is_signed_in(sign_in(people.member.email, client=owner))
    code = request_code(owner, people.member.email)
    owner.post("/account/sign-in/code/enter/", {"code": code})
    assert is_signed_in(owner)


@pytest.mark.parametrize("path", ["/account/sign-in/code/", "/account/password/forgotten/"])
def test_another_client_does_not_use_up_the_owners_emails(people, path):
    for _ in range(8):
        Client(REMOTE_ADDR="192.0.2.1").post(path, {"email": people.member.email})
    before = len(emails_to(people.member.email))
    assert before == 5
    Client(REMOTE_ADDR="198.51.100.7").post(path, {"email": people.member.email})
    assert len(emails_to(people.member.email)) == before + 1


@pytest.mark.parametrize("path", ["/account/sign-in/code/", "/account/password/forgotten/"])
def test_emails_requested_by_many_clients_are_limited_together(people, settings, path):
    limits = {"request_login_code": "12/h/key", "reset_password": "12/h/key"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | limits
    for number in range(4):
        for _ in range(5):
            Client(REMOTE_ADDR=f"192.0.2.{number}").post(path, {"email": people.member.email})
    assert len(emails_to(people.member.email)) == 12


def test_an_ipv6_network_is_limited_as_one_client(people):
    for number in range(8):
        guess(people.member.email, 1, source=f"2001:db8::{number}")
    same = Client(REMOTE_ADDR="2001:db8::ffff")
    assert not is_signed_in(sign_in(people.member.email, client=same))
    owner = Client(REMOTE_ADDR="2001:db8:0:1::1")
    assert is_signed_in(sign_in(people.member.email, client=owner))


def test_one_client_is_limited_over_many_accounts(people):
    client = Client()
    for number in range(20):
        client.post(SIGN_IN, {"login": f"m{number}@hub.example", "password": "guess"})
    assert not is_signed_in(sign_in(people.member.email, client=client))


def test_emails_to_one_address_are_limited(people):
    client = Client()
    for _ in range(8):
        client.post("/account/password/forgotten/", {"email": people.member.email})
    assert len(emails_to(people.member.email)) == 5


def test_migrate_creates_the_table_of_the_shared_cache(db):
    assert base.CACHES["default"]["LOCATION"] in connection.introspection.table_names()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_cache_lock_is_atomic_and_cache_keys_are_hashed(rf, settings):
    """Simultaneous attempts are counted separately."""
    settings.CACHES = {"default": base.CACHES["default"]}
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "5/h/ip"}
    request = rf.post("/", REMOTE_ADDR="198.51.100.9")

    def attempt(_: int) -> bool:
        try:
            return bool(ratelimit.consume(request, action="reset_password"))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(attempt, range(12))) <= 5
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM hub_cache")
        keys = [key for (key,) in cursor.fetchall()]
        cursor.execute("DELETE FROM hub_cache")
    assert keys
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in keys)


@pytest.mark.parametrize("count", [0, 1])
def test_the_client_ip_is_what_a_trusted_proxy_says(people, settings, count):
    """Without a trusted proxy the header is ignored; with one, only its last entry counts."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = count
    for number in range(5):
        Client().post(
            SIGN_IN,
            {"login": people.member.email, "password": "guess"},
            headers={"x-forwarded-for": f"10.0.0.{number}, 192.0.2.1"},
        )
    forged = {"x-forwarded-for": "10.9.9.9, 192.0.2.1"}
    client = Client(headers=forged)
    assert not is_signed_in(sign_in(people.member.email, client=client))
    owner = Client(headers={"x-forwarded-for": "198.51.100.7"})
    assert is_signed_in(sign_in(people.member.email, client=owner)) == bool(count)
