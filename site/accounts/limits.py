"""How often somebody may try: counted for a while, under a name that says nothing of them."""

import hashlib
import hmac
import math
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Tries


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from: in production the proxy says it, and writes it itself."""
    if settings.HUB_BEHIND_PROXY:
        text = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    else:
        text = request.META.get("REMOTE_ADDR", "")
    return place_of(text)


def place_of(text: str) -> str:
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


class Limit:
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
        Tries.objects.add(self._key(whom, stretch), until)

    def is_reached(self, whom: str) -> bool:
        """Return whether no more tries are allowed for now.

        Args:
            whom: Who would try.
        """
        stretch, share_gone = self._now()
        this, last = self._key(whom, stretch), self._key(whom, stretch - 1)
        counted = Tries.objects.in_bulk([this, last])
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
