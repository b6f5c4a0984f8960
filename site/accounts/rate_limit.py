"""Rate limits per client or e-mail address, counted in the database under keyed hashes."""

import hashlib
import hmac
import math
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import models
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone


def client_ip(request: HttpRequest) -> str:
    """Return the IP address of the client; an IPv6 address as its /64 network.

    In production the proxy appends the address to X-Forwarded-For; what precedes it there
    was sent by the client and is not trusted.
    """
    if settings.HUB_BEHIND_PROXY:
        address = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    else:
        address = request.META.get("REMOTE_ADDR", "")
    return ip_prefix(address)


def ip_prefix(text: str) -> str:
    """Return an IPv4 address as it is, an IPv6 address as its /64 network.

    One client usually has the whole /64 network, and so billions of addresses.

    Args:
        text: An IP address; any other text is returned unchanged.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if not isinstance(address, IPv6Address):
        return text
    return str(address.ipv4_mapped or ip_network(f"{address}/64", strict=False))


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """Return the key of a cache entry as an HMAC: the `KEY_FUNCTION` of the default cache.

    The keys of django-allauth's rate limits contain IP addresses, which are not to be stored.

    Args:
        key: The key as the caller gives it.
        key_prefix: The `KEY_PREFIX` of the cache.
        version: The version of the entry.
    """
    return _hash(f"cache\0{key_prefix}\0{version}\0{key}")


def _hash(text: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


class RateLimit:
    """Allows a number of attempts within a period, counted over all processes of the hub.

    Neither IP nor e-mail addresses are stored: a count is stored under an HMAC of the name, the
    address and the window of time, so that the counts of two windows cannot be linked.

    A sliding-window counter: of the attempts in the previous window, that share counts which would
    still fall into the period if they had been spread evenly. The caller records attempts outside
    any transaction that may be rolled back.

    Args:
        name: What is counted; each name has its own counts.
        max_attempts: How many attempts are allowed within the period.
        seconds: The length of the period.
    """

    def __init__(self, name: str, max_attempts: int, seconds: int) -> None:
        self.name = name
        self.max_attempts = max_attempts
        self.seconds = seconds

    def record(self, identifier: str) -> None:
        """Record one attempt.

        Args:
            identifier: The IP address (`client_ip`) or e-mail address that it is counted for.
        """
        window, _ = self._current_window()
        # The count is read during its own window and the next.
        expires_at = datetime.fromtimestamp((window + 2) * self.seconds, UTC)
        RateLimitCount.objects.increment(self._key(identifier, window), expires_at)

    def is_exceeded(self, identifier: str) -> bool:
        """Return whether no further attempt is allowed now.

        Args:
            identifier: As given to `record`.
        """
        window, elapsed_share = self._current_window()
        current_key, previous_key = (
            self._key(identifier, number) for number in (window, window - 1)
        )
        counts = RateLimitCount.objects.in_bulk([current_key, previous_key])
        current = counts[current_key].number if current_key in counts else 0
        previous = counts[previous_key].number if previous_key in counts else 0
        return current + math.ceil(previous * (1 - elapsed_share)) >= self.max_attempts

    def _current_window(self) -> tuple[int, float]:
        """Return the number of the current window, and which share of it has elapsed."""
        window, elapsed = divmod(timezone.now().timestamp(), self.seconds)
        return int(window), elapsed / self.seconds

    def _key(self, identifier: str, window: int) -> str:
        return _hash(f"{self.name}\0{window}\0{identifier}")


class RateLimitCountQuerySet(models.QuerySet):
    """Counts of recorded attempts."""

    def increment(self, key: str, expires_at: datetime) -> None:
        """Add one to the count of a key, atomically in the database."""
        self.bulk_create([RateLimitCount(key=key, expires_at=expires_at)], ignore_conflicts=True)
        self.filter(key=key).update(number=F("number") + 1)

    def delete_expired(self) -> int:
        """Delete the counts that no rate limit reads any more, and return how many."""
        return self.filter(expires_at__lt=timezone.now()).delete()[0]


class RateLimitCount(models.Model):
    """Number of attempts recorded under one rate limit for one identifier in one window."""

    key = models.CharField(
        max_length=64, primary_key=True, help_text="HMAC that identifies no one. See `RateLimit`."
    )
    number = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True, help_text="When it is no longer read.")

    objects = RateLimitCountQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.number} until {self.expires_at}"
