"""Measures response time, processor time, queries and size of requests."""

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
    """A URL to measure.

    Attributes:
        name: The label in the table.
        path: The URL's path and query.
        limit: The longest median time in milliseconds, or None.
    """

    name: str
    path: str
    limit: int | None = None


@dataclass(frozen=True)
class Measurement:
    """The measurement of one URL for one user.

    Attributes:
        role: The role of the user.
        address: The URL.
        times: The time of each request in milliseconds.
        cpu: The processor time per request in milliseconds: independent of other load on the
            machine.
        queries: The number of queries of one request.
        size: The size of the response in bytes.
    """

    role: str
    address: BenchmarkUrl
    times: list[float]
    cpu: float
    queries: int
    size: int

    @property
    def median(self) -> float:
        """The median time in milliseconds."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """The 95th percentile of the times in milliseconds."""
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]

    @property
    def is_too_slow(self) -> bool:
        """Whether the median exceeds the limit."""
        return self.address.limit is not None and self.median > self.address.limit


class BenchmarkClient:
    """A test client, signed in with a second factor.

    Args:
        role: The user's role, shown in the table.
        user: The account to sign in.
        requests: The number of timed requests per URL.
    """

    def __init__(self, role: str, user: Any, requests: int) -> None:
        self.role, self.requests = role, requests
        self.client = Client(headers={"host": "localhost"})
        self.client.force_login(user)
        session = self.client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
        session.save()

    def measure(self, address: BenchmarkUrl) -> Measurement:
        """Request a URL: warm-ups, one request to count queries, then timed requests."""
        for _ in range(WARM_UPS):
            size = len(self._get(address))
        with CaptureQueriesContext(connection) as queries:
            self._get(address)
            number = len(queries)  # counted here: the next request forgets them
        times, begun = [], time.process_time()
        for _ in range(self.requests):
            started = time.perf_counter()
            self._get(address)
            times.append((time.perf_counter() - started) * 1000)
        cpu = (time.process_time() - begun) / self.requests * 1000
        return Measurement(self.role, address, times, cpu, number, size)

    def _get(self, address: BenchmarkUrl) -> bytes:
        response = self.client.get(address.path)
        if response.status_code != 200:
            raise CommandError(f"{address.path} answers {response.status_code} to the {self.role}.")
        return b"".join(response) if response.streaming else response.content
