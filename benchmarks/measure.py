"""Measures response time, processor time, queries and size of requests."""

import statistics
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import caches
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
        has_cached_fragments: Whether a request finds the page fragments that earlier requests
            cached; otherwise that cache is cleared before each request.
    """

    name: str
    path: str
    limit: int | None = None
    has_cached_fragments: bool = True


@dataclass(frozen=True)
class Measurement:
    """The measurement of one URL for one user.

    Attributes:
        role: The role of the user.
        url: The URL.
        times: The time of each request in milliseconds.
        cpu: The processor time per request in milliseconds: independent of other load on the
            machine.
        queries: The number of queries of one request.
        size: The size of the response in bytes.
    """

    role: str
    url: BenchmarkUrl
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
        return self.url.limit is not None and self.median > self.url.limit


class BenchmarkClient:
    """A test client, signed in with a second factor or anonymous.

    Args:
        role: The user's role, shown in the table.
        user: The account to sign in; None for an anonymous reader.
        requests: The number of timed requests per URL.
    """

    def __init__(self, role: str, user: Any, requests: int) -> None:
        self.role, self.requests = role, requests
        self.client = Client(headers={"host": "localhost"})
        if user is not None:
            self.client.force_login(user)
            session = self.client.session
            session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
            session.save()

    def measure(self, url: BenchmarkUrl) -> Measurement:
        """Request a URL: warm-ups, one request to count queries, then timed requests."""
        for _ in range(WARM_UPS):
            size = len(self.get(url.path))
        _prepare_cache(url)
        with CaptureQueriesContext(connection) as queries:
            self.get(url.path)
            number = len(queries)  # counted here: the next request forgets them
        times, cpu_times = [], []
        for _ in range(self.requests):
            _prepare_cache(url)
            started, cpu_started = time.perf_counter(), time.process_time()
            self.get(url.path)
            times.append((time.perf_counter() - started) * 1000)
            cpu_times.append((time.process_time() - cpu_started) * 1000)
        cpu = statistics.mean(cpu_times)
        return Measurement(self.role, url, times, cpu, number, size)

    def get(self, path: str) -> bytes:
        """Return the content of a response.

        Raises:
            CommandError: The status is not 200.
        """
        response = self.client.get(path)
        if response.status_code != 200:
            raise CommandError(f"{path} answers {response.status_code} to the {self.role}.")
        return b"".join(response) if response.streaming else response.content


def _prepare_cache(url: BenchmarkUrl) -> None:
    if not url.has_cached_fragments:
        caches["template_fragments"].clear()
