"""Trying one link: politely, and never towards a machine that is not public.

Every hop is asked for by itself, so that each address is looked up, checked and then connected to
by `requests_hardened`: what a name means cannot change in between.
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
"""Seconds to wait for a connection, and for each piece of an answer."""
MAX_DURATION = 20
"""Seconds in all for a link, however slowly somebody answers."""
MAX_REDIRECTS = 5
GONE_STATUSES = {404, 410}
NO_SUCH_HOST_ERRORS = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class Verdict(Enum):
    """What is learnt of a link."""

    WELL = "well"
    GONE = "gone"
    NO_SUCH_HOST = "no such host"
    UNSURE = "unsure"


@dataclass(frozen=True)
class ProbeResult:
    """What came of trying a link: what is learnt, and what was answered, in a few words."""

    verdict: Verdict
    answer: str


def probe_link(
    address: str, allow_loopback: bool = False, longest: float = MAX_DURATION
) -> ProbeResult:
    """Ask whether a link leads somewhere.

    Only 404, 410 and a name that does not exist say that it is gone. A refusal, too many
    requests, an error or silence may mean the asker, or the day.

    Args:
        address: Where it leads, ``http`` or ``https``.
        allow_loopback: Whether this machine may be asked, for tests.
        longest: How many seconds to wait in all.
    """
    came: SimpleQueue[ProbeResult] = SimpleQueue()
    # Whoever sends one letter a minute is waited for no longer than anybody else.
    asking = threading.Thread(
        target=lambda: came.put(_probe(address, allow_loopback)), name="try a link", daemon=True
    )
    asking.start()
    try:
        return came.get(timeout=longest)
    except Empty:
        return ProbeResult(Verdict.UNSURE, "no answer in time")


def _probe(address: str, allow_loopback: bool) -> ProbeResult:
    found = ProbeResult(Verdict.UNSURE, "")
    try:
        with _new_session(allow_loopback) as session:
            # Some sites do not know HEAD, and say anything to it.
            for method in ("HEAD", "GET"):
                found = _follow_redirects(session, method, address)
                if found.verdict is Verdict.WELL:
                    break
    except requests.ConnectionError as trouble:
        cause = trouble.__cause__
        unknown = isinstance(cause, socket.gaierror) and cause.errno in NO_SUCH_HOST_ERRORS
        verdict = Verdict.NO_SUCH_HOST if unknown else Verdict.UNSURE
        return ProbeResult(verdict, "no such host" if unknown else type(trouble).__name__)
    except (requests.RequestException, ValueError, OSError) as trouble:
        return ProbeResult(Verdict.UNSURE, type(trouble).__name__)
    return found


def _follow_redirects(session: requests.Session, method: str, address: str) -> ProbeResult:
    """Ask for an address and for those it sends on to. No word of an answer's body is read."""
    for _ in range(MAX_REDIRECTS):
        with session.request(method, address, allow_redirects=False, stream=True) as answer:
            further = session.get_redirect_target(answer)
            status = answer.status_code
        if further is None:
            return ProbeResult(_verdict(status), str(status))
        address = urljoin(address, further)
    return ProbeResult(Verdict.UNSURE, "sent on too often")


def _verdict(status: int) -> Verdict:
    if 200 <= status < 300:
        return Verdict.WELL
    return Verdict.GONE if status in GONE_STATUSES else Verdict.UNSURE


def _new_session(allow_loopback: bool) -> requests.Session:
    session = HTTPSession(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=allow_loopback,
            never_redirect=True,
            default_timeout=TIMEOUTS,
            user_agent_override=f"{settings.HUB_NAME} link check "
            f"(+{settings.WAGTAILADMIN_BASE_URL}; each link about once a month)",
        )
    )
    session.trust_env = False  # no proxy, no stored password
    return session
