"""How often somebody may try: counted for a while, by a hash that names nobody."""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from: in production the proxy says it, and writes it itself."""
    if settings.HUB_BEHIND_PROXY:
        return request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")


class Limit:
    """Counts the tries of one address of the network.

    The address itself is kept nowhere: only a hash made with the hub's secret, for as long as
    the count lasts.

    Args:
        name: What is counted.
        times: How many tries are allowed.
        seconds: In how long a time.
    """

    def __init__(self, name: str, times: int, seconds: int) -> None:
        self.name = name
        self.times = times
        self.seconds = seconds

    def count(self, request: HttpRequest) -> None:
        """Count one try."""
        key = self._key(request)
        cache.add(key, 0, self.seconds)
        try:
            cache.incr(key)
        except ValueError:  # It ran out just now.
            cache.set(key, 1, self.seconds)

    def is_reached(self, request: HttpRequest) -> bool:
        """Return whether no more tries are allowed for now."""
        return cache.get(self._key(request), 0) >= self.times

    def _key(self, request: HttpRequest) -> str:
        secret = settings.SECRET_KEY.encode()
        address = address_of(request).encode()
        return f"limit:{self.name}:{hmac.new(secret, address, hashlib.sha256).hexdigest()}"
