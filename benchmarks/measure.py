"""Asks the hub for pages, and measures each answer."""

import statistics
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

WARM_UPS = 2


@dataclass(frozen=True)
class BenchmarkUrl:
    """One page to be measured.

    Attributes:
        name: What it is called in the table.
        path: Where it is.
        limit: Milliseconds within which it must mostly answer; None for one without a limit.
    """

    name: str
    path: str
    limit: int | None = None


@dataclass(frozen=True)
class Measurement:
    """What one address costs one person.

    Attributes:
        who: The role that asks.
        address: What is asked for.
        times: How long each request took, in milliseconds.
        cpu: How much of that this process was at work for one request, in milliseconds: it stays
            the same where others keep the machine busy.
        queries: How many queries one request makes.
        size: Bytes of the answer.
    """

    who: str
    address: BenchmarkUrl
    times: list[float]
    cpu: float
    queries: int
    size: int

    @property
    def median(self) -> float:
        """Return the middle one of the times."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """Return the time that nineteen in twenty requests keep within."""
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]

    @property
    def is_too_slow(self) -> bool:
        """Return whether it has a limit, and mostly misses it."""
        return self.address.limit is not None and self.median > self.address.limit


class BenchmarkClient:
    """Somebody signed in, who took their second step just now.

    Args:
        who: Their role, for the table.
        user: Their account.
        requests: How often each address is timed.
    """

    def __init__(self, who: str, user: Any, requests: int) -> None:
        self.who, self.requests = who, requests
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(user)
        session = self.client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
        session.save()

    def measure(self, address: BenchmarkUrl) -> Measurement:
        """Ask some times to warm up, once to count the queries, and many times to time."""
        for _ in range(WARM_UPS):
            size = len(self._ask(address))
        with CaptureQueriesContext(connection) as queries:
            self._ask(address)
            number = len(queries)  # counted here: the next request forgets them
        times, begun = [], time.process_time()
        for _ in range(self.requests):
            started = time.perf_counter()
            self._ask(address)
            times.append((time.perf_counter() - started) * 1000)
        cpu = (time.process_time() - begun) / self.requests * 1000
        return Measurement(self.who, address, times, cpu, number, size)

    def _ask(self, address: BenchmarkUrl) -> bytes:
        response = self.client.get(address.path)
        if response.status_code != 200:
            raise CommandError(f"{address.path} answers {response.status_code} to the {self.who}.")
        return b"".join(response) if response.streaming else response.content
