"""Probes an external link, and never connects to a host that is not public.

Every redirect is requested by itself, so that `requests_hardened` looks up, checks and then
connects to each address: what a host name resolves to cannot change in between.
"""

import socket
import threading
from dataclasses import dataclass
from enum import Enum
from queue import Empty, SimpleQueue
from urllib.parse import urljoin

import requests
from django.conf import settings
from requests_hardened import Config, HTTPSession

TIMEOUTS = (5, 10)
"""Seconds to wait for a connection, and between two parts of a response."""
MAX_DURATION = 20
"""Seconds in all for a link, however slowly its host responds."""
MAX_REDIRECTS = 5
GONE_STATUSES = {404, 410}
NO_SUCH_HOST_ERRORS = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class ProbeOutcome(Enum):
    """What a probe shows."""

    WORKING = "working"
    GONE = "gone"
    NO_SUCH_HOST = "website not found"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True)
class ProbeResult:
    """The verdict of a probe, and the response in a few words."""

    verdict: ProbeOutcome
    response: str


def probe_link(
    url: str, allow_loopback: bool = False, max_duration: float = MAX_DURATION
) -> ProbeResult:
    """Request a URL and return whether it still works.

    The statuses 404 and 410, and a host name that does not exist, mean gone. A refusal, a rate
    limit, an error or silence are inconclusive: they may concern this client, or the day.

    Args:
        url: The URL, ``http`` or ``https``.
        allow_loopback: Whether this machine may be requested, for tests.
        max_duration: How many seconds to wait in all.
    """
    results: SimpleQueue[ProbeResult] = SimpleQueue()
    # A host that sends one byte a minute would never exceed the timeouts of requests.
    thread = threading.Thread(
        target=lambda: results.put(_probe(url, allow_loopback)), name="probe link", daemon=True
    )
    thread.start()
    try:
        return results.get(timeout=max_duration)
    except Empty:
        return ProbeResult(ProbeOutcome.INCONCLUSIVE, "no response in time")


def _probe(url: str, allow_loopback: bool) -> ProbeResult:
    result = ProbeResult(ProbeOutcome.INCONCLUSIVE, "")
    try:
        with _new_session(allow_loopback) as session:
            # Some hosts do not implement HEAD, and respond to it with any status.
            for method in ("HEAD", "GET"):
                result = _follow_redirects(session, method, url)
                if result.verdict is ProbeOutcome.WORKING:
                    break
    except requests.ConnectionError as error:
        cause = error.__cause__
        if isinstance(cause, socket.gaierror) and cause.errno in NO_SUCH_HOST_ERRORS:
            return ProbeResult(ProbeOutcome.NO_SUCH_HOST, "website not found")
        return ProbeResult(ProbeOutcome.INCONCLUSIVE, type(error).__name__)
    except (requests.RequestException, ValueError, OSError) as error:
        return ProbeResult(ProbeOutcome.INCONCLUSIVE, type(error).__name__)
    return result


def _follow_redirects(session: requests.Session, method: str, url: str) -> ProbeResult:
    """Request a URL and its redirects in turn. No response body is read."""
    for _ in range(MAX_REDIRECTS):
        with session.request(method, url, allow_redirects=False, stream=True) as response:
            location = session.get_redirect_target(response)
            status = response.status_code
        if location is None:
            return ProbeResult(_outcome_of_status(status), str(status))
        url = urljoin(url, location)
    return ProbeResult(ProbeOutcome.INCONCLUSIVE, "too many redirects")


def _outcome_of_status(status: int) -> ProbeOutcome:
    if 200 <= status < 300:
        return ProbeOutcome.WORKING
    return ProbeOutcome.GONE if status in GONE_STATUSES else ProbeOutcome.INCONCLUSIVE


def _new_session(allow_loopback: bool) -> requests.Session:
    session = HTTPSession(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=allow_loopback,
            never_redirect=True,
            default_timeout=TIMEOUTS,
            user_agent_override=f"{settings.HUB_NAME} link check "
            f"(+{settings.WAGTAILADMIN_BASE_URL}, each link about once a month)",
        )
    )
    session.trust_env = False  # no proxy, no stored password
    return session
