"""How often somebody may try: counted for a while, under a name that says nothing of them."""

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
    """Return where a request comes from: in production the proxy says it, and writes it itself."""
    if settings.HUB_BEHIND_PROXY:
        text = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    else:
        text = request.META.get("REMOTE_ADDR", "")
    return ip_prefix(text)


def ip_prefix(text: str) -> str:
    """Return what tells one place of the network from another.

    Of the newer, longer addresses whoever has one has billions, all alike in their first half. So
    only that half is told apart.

    Args:
        text: An address; whatever else it is comes back as it is.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return text
    if not isinstance(address, IPv6Address):
        return text
    return str(address.ipv4_mapped or ip_network(f"{address}/64", strict=False))


class RateLimit:
    """Allows somebody so many tries in so long a time, whichever process of the hub they meet.

    Who they are is kept nowhere. What is kept is a hash, made with the hub's secret, of them and
    of the stretch of time: those of two stretches cannot be told to be one person's.

    Time is counted in stretches as long as the limit's own. Of the stretch before, as much
    counts as would still fall into the time before now if its tries had been spread evenly.

    A try is counted by itself, outside any transaction that may be undone.

    Args:
        name: What is counted.
        times: How many tries are allowed.
        seconds: In how long a time.
    """

    def __init__(self, name: str, times: int, seconds: int) -> None:
        self.name = name
        self.times = times
        self.seconds = seconds

    def count(self, whom: str) -> None:
        """Count one try.

        Args:
            whom: Who tries: an address of the network (`address_of`), or of a mailbox.
        """
        stretch, _ = self._now()
        # It is asked for in its own stretch, and in the one after.
        until = datetime.fromtimestamp((stretch + 2) * self.seconds, UTC)
        RateLimitCount.objects.add(self._key(whom, stretch), until)

    def is_reached(self, whom: str) -> bool:
        """Return whether no more tries are allowed for now.

        Args:
            whom: Who would try.
        """
        stretch, share_gone = self._now()
        this, last = self._key(whom, stretch), self._key(whom, stretch - 1)
        counted = RateLimitCount.objects.in_bulk([this, last])
        number = counted[this].number if this in counted else 0
        before = counted[last].number if last in counted else 0
        return number + math.ceil(before * (1 - share_gone)) >= self.times

    def _now(self) -> tuple[int, float]:
        """Return the number of the present stretch of time, and which share of it is over."""
        stretch, over = divmod(timezone.now().timestamp(), self.seconds)
        return int(stretch), over / self.seconds

    def _key(self, whom: str, stretch: int) -> str:
        text = f"{self.name}\0{stretch}\0{whom}".encode()
        return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


class RateLimitCountQuerySet(models.QuerySet):
    """Counts of tries."""

    def add(self, key: str, until: datetime) -> None:
        """Count one more under a key.

        The database itself adds, so that no two processes count one try for two.
        """
        self.bulk_create([RateLimitCount(key=key, until=until)], ignore_conflicts=True)
        self.filter(key=key).update(number=F("number") + 1)

    def forget(self) -> int:
        """Forget what no limit asks for any more. Returns how many counts."""
        return self.filter(until__lt=timezone.now()).delete()[0]


class RateLimitCount(models.Model):
    """How many tries of one kind were counted for somebody in one stretch of time."""

    key = models.CharField(
        max_length=64, primary_key=True, help_text="Made by `accounts.limits`: it names nobody."
    )
    number = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True, help_text="When it is needed no more.")

    objects = RateLimitCountQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.number} until {self.until}"
