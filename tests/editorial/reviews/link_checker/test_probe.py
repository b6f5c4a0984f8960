"""Probing a URL: verdicts by response, and hosts that are never requested."""

import socket
import time

import pytest

from editorial.reviews.link_checker.probe import ProbeOutcome, probe_link
from tests.outbox.mail_server import free_port


def probe(url):
    """Probe a URL, also of this machine."""
    return probe_link(url, allow_loopback=True)


# --- Verdicts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/", ProbeOutcome.WORKING),
        ("/204", ProbeOutcome.WORKING),
        ("/head-not-allowed", ProbeOutcome.WORKING),
        ("/redirect//204", ProbeOutcome.WORKING),
        ("/404", ProbeOutcome.GONE),
        ("/410", ProbeOutcome.GONE),
        ("/redirect//404", ProbeOutcome.GONE),
        *[
            (f"/{status}", ProbeOutcome.INCONCLUSIVE)
            for status in (400, 401, 403, 405, 429, 500, 503)
        ],
        ("/loop", ProbeOutcome.INCONCLUSIVE),
        ("/redirect/ftp://127.0.0.1/x", ProbeOutcome.INCONCLUSIVE),
        ("/redirect/file:///etc/passwd", ProbeOutcome.INCONCLUSIVE),
    ],
)
def test_verdict_by_response(site, path, verdict):
    assert probe(site.url(path)).verdict is verdict


def test_missing_host_is_distinguished_from_a_failed_lookup(host_addresses):
    host_addresses["gone.example"] = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    host_addresses["dark.example"] = socket.gaierror(socket.EAI_AGAIN, "Temporary failure")
    assert probe("http://gone.example/").verdict is ProbeOutcome.NO_SUCH_HOST
    assert probe("http://dark.example/").verdict is ProbeOutcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "address", ["http://[", "http://a b/", "http://\ud800/", "http://x:99999/"]
)
def test_malformed_url_is_inconclusive(address):
    assert probe(address).verdict is ProbeOutcome.INCONCLUSIVE


def test_refused_connection_is_inconclusive():
    assert probe(f"http://127.0.0.1:{free_port()}/").verdict is ProbeOutcome.INCONCLUSIVE


def test_slow_response_is_given_up_after_the_maximum_duration(site):
    started = time.monotonic()
    result = probe_link(site.url("/slow"), allow_loopback=True, max_duration=1)
    assert result.verdict is ProbeOutcome.INCONCLUSIVE
    assert time.monotonic() - started < 3


def test_response_body_is_not_read(site):
    assert probe(site.url("/endless")).verdict is ProbeOutcome.WORKING
    assert site.bytes_sent < 2000 * 65536 / 2


def test_user_agent_names_the_hub(site, settings):
    probe(site.url("/"))
    [(method, _, agent)] = site.requests
    assert method == "HEAD"
    assert settings.HUB_NAME in agent and settings.WAGTAILADMIN_BASE_URL in agent


# --- Hosts that are not public -----------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "[::1]", "0.0.0.2", "10.0.0.1", "172.16.0.1"),
        *("192.168.1.1", "169.254.169.254", "100.64.0.1", "[::ffff:127.0.0.1]", "[fe80::1]"),
        *("[fd00::1]", "2130706433", "0x7f000001", "127.1", "224.0.0.1", "255.255.255.255"),
    ],
)
def test_private_address_is_not_requested(site, host_addresses, host):
    bare = host.strip("[]")
    # The system resolves these notations itself, without a name server.
    host_addresses[bare] = [{"2130706433": "127.0.0.1", "0x7f000001": "127.0.0.1"}.get(bare, bare)]
    host_addresses["127.1"], host_addresses["localhost"] = ["127.0.0.1"], ["127.0.0.1"]
    result = probe_link(f"http://{host}:{site.server_port}/")
    assert (result.verdict, site.requests) == (ProbeOutcome.INCONCLUSIVE, [])
    assert result.response == "InvalidIPAddress"


def test_host_that_resolves_to_loopback_is_not_requested(site, host_addresses):
    host_addresses["inside.example"] = ["127.0.0.1"]
    assert probe_link(site.url("/", "inside.example")).response == "InvalidIPAddress"
    assert site.requests == []


def test_redirect_to_a_private_host_is_not_followed(site, host_addresses):
    host_addresses["inside.example"] = ["10.0.0.1"]
    result = probe(site.url("/redirect/http://inside.example/"))
    assert (result.verdict, result.response) == (ProbeOutcome.INCONCLUSIVE, "InvalidIPAddress")


def test_checked_address_is_the_one_connected_to(site, host_addresses):
    """A host name that resolves to a public address first, and to this machine after."""
    host_addresses["turning.example"] = ["192.0.2.1", "127.0.0.1"]
    probe(site.url("/", "turning.example"))
    host_addresses["turning.example"] = ["127.0.0.1", "10.0.0.1"]
    assert probe(site.url("/204", "turning.example")).verdict is ProbeOutcome.WORKING
    assert len(site.requests) == 1
