"""Rate limits: a sliding window, counted for all processes together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import RequestFactory
from django.utils import timezone

from accounts import rate_limit
from accounts.rate_limit import RateLimit, RateLimitCount, client_ip

NOON = timezone.make_aware(timezone.datetime(2026, 3, 2, 12))
CLIENT_IP, ANOTHER = "192.0.2.7", "192.0.2.8"


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test sets."""

    class Clock:
        time = NOON

        def now(self):
            return self.time

    clock = Clock()
    monkeypatch.setattr(rate_limit, "timezone", clock)
    return clock


@pytest.fixture
def three_in_ten_minutes(db):
    return RateLimit("test", max_attempts=3, seconds=600)


def test_attempts_beyond_the_limit_are_refused(three_in_ten_minutes, clock):
    limit = three_in_ten_minutes
    for _ in range(3):
        assert not limit.is_exceeded(CLIENT_IP)
        limit.record(CLIENT_IP)
    assert limit.is_exceeded(CLIENT_IP)
    assert not limit.is_exceeded(ANOTHER)
    assert not RateLimit("other", max_attempts=3, seconds=600).is_exceeded(CLIENT_IP)


def test_the_window_slides(three_in_ten_minutes, clock):
    limit = three_in_ten_minutes
    clock.time = NOON + timedelta(minutes=9, seconds=50)
    for _ in range(3):
        limit.record(CLIENT_IP)
    clock.time = NOON + timedelta(minutes=10, seconds=10)
    assert limit.is_exceeded(CLIENT_IP)
    clock.time = NOON + timedelta(minutes=15)
    assert not limit.is_exceeded(CLIENT_IP)
    clock.time = NOON + timedelta(minutes=20)
    for _ in range(3):
        assert not limit.is_exceeded(CLIENT_IP)
        limit.record(CLIENT_IP)


def test_rows_identify_nobody_and_windows_cannot_be_linked(three_in_ten_minutes, clock):
    for minutes in (0, 10):
        clock.time = NOON + timedelta(minutes=minutes)
        three_in_ten_minutes.record(CLIENT_IP)
    first, second = RateLimitCount.objects.values_list("key", flat=True)
    assert first != second
    assert CLIENT_IP not in repr(list(RateLimitCount.objects.values()))


def test_expired_counts_are_deleted(three_in_ten_minutes, clock):
    three_in_ten_minutes.record(CLIENT_IP)
    RateLimit("long", max_attempts=3, seconds=10**9).record(CLIENT_IP)
    clock.time = NOON + timedelta(minutes=21)
    assert RateLimitCount.objects.delete_expired() == 1
    assert RateLimitCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_concurrent_attempts_are_all_counted():
    limit = RateLimit("together", max_attempts=60, seconds=10**6)

    def count(_):
        try:
            for _ in range(10):
                limit.record(CLIENT_IP)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(count, range(6)))
    assert RateLimitCount.objects.get().number == 60
    assert limit.is_exceeded(CLIENT_IP)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_an_ipv6_network_is_one_client(sent, read):
    assert client_ip(RequestFactory().get("/", REMOTE_ADDR=sent)) == read


def test_only_the_last_forwarded_address_is_trusted(settings):
    settings.HUB_BEHIND_PROXY = True
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "192.0.2.1, 192.0.2.7"})
    assert client_ip(request) == CLIENT_IP
