"""What another site answers to a link, and which machines are never asked."""

import socket
import time

import pytest

from editorial.reviews.link_checker.probe import Verdict, probe_link
from tests.outbox.mail_server import free_port


def asking(address):
    return probe_link(address, allow_loopback=True)


# --- What an answer means ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "verdict"),
    [
        ("/", Verdict.WELL),
        ("/204", Verdict.WELL),
        ("/knows-no-head", Verdict.WELL),
        ("/to//204", Verdict.WELL),
        ("/404", Verdict.GONE),
        ("/410", Verdict.GONE),
        ("/to//404", Verdict.GONE),
        *[(f"/{status}", Verdict.UNSURE) for status in (400, 401, 403, 405, 429, 500, 503)],
        ("/loop", Verdict.UNSURE),
        ("/to/ftp://127.0.0.1/x", Verdict.UNSURE),
        ("/to/file:///etc/passwd", Verdict.UNSURE),
    ],
)
def test_verdict_by_response(site, path, verdict):
    assert asking(site.at(path)).verdict is verdict


def test_missing_host_is_distinguished_from_a_failed_lookup(names):
    names["gone.example"] = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    names["dark.example"] = socket.gaierror(socket.EAI_AGAIN, "Temporary failure")
    assert asking("http://gone.example/").verdict is Verdict.NO_SUCH_HOST
    assert asking("http://dark.example/").verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    "address", ["http://[", "http://a b/", "http://\ud800/", "http://x:99999/"]
)
def test_malformed_url_is_inconclusive(address):
    assert asking(address).verdict is Verdict.UNSURE


def test_refused_connection_is_inconclusive():
    assert asking(f"http://127.0.0.1:{free_port()}/").verdict is Verdict.UNSURE


def test_slow_response_is_given_up_after_the_maximum_duration(site):
    begun = time.monotonic()
    found = probe_link(site.at("/letter-by-letter"), allow_loopback=True, longest=1)
    assert found.verdict is Verdict.UNSURE
    assert time.monotonic() - begun < 3


def test_response_body_is_not_read(site):
    assert asking(site.at("/endless")).verdict is Verdict.WELL
    assert site.poured < 2000 * 65536 / 2


def test_user_agent_names_the_hub(site, settings):
    asking(site.at("/"))
    [(method, _, agent)] = site.asked
    assert method == "HEAD"
    assert settings.HUB_NAME in agent and settings.WAGTAILADMIN_BASE_URL in agent


# --- Never towards a machine that is not public ------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "[::1]", "0.0.0.2", "10.0.0.1", "172.16.0.1"),
        *("192.168.1.1", "169.254.169.254", "100.64.0.1", "[::ffff:127.0.0.1]", "[fe80::1]"),
        *("[fd00::1]", "2130706433", "0x7f000001", "127.1", "224.0.0.1", "255.255.255.255"),
    ],
)
def test_private_address_is_not_requested(site, names, host):
    bare = host.strip("[]")
    # What the system's own look-up makes of these; no name server is needed for it.
    names[bare] = [{"2130706433": "127.0.0.1", "0x7f000001": "127.0.0.1"}.get(bare, bare)]
    names["127.1"], names["localhost"] = ["127.0.0.1"], ["127.0.0.1"]
    found = probe_link(f"http://{host}:{site.server_port}/")
    assert (found.verdict, site.asked) == (Verdict.UNSURE, [])
    assert found.answer == "InvalidIPAddress"


def test_host_that_resolves_to_loopback_is_not_requested(site, names):
    names["inside.example"] = ["127.0.0.1"]
    assert probe_link(site.at("/", "inside.example")).answer == "InvalidIPAddress"
    assert site.asked == []


def test_redirect_to_a_private_host_is_not_followed(site, names):
    names["inside.example"] = ["10.0.0.1"]
    found = asking(site.at("/to/http://inside.example/"))
    assert (found.verdict, found.answer) == (Verdict.UNSURE, "InvalidIPAddress")


def test_checked_address_is_the_one_connected_to(site, names):
    """A name that means something public when it is checked, and this machine just after."""
    names["turning.example"] = ["192.0.2.1", "127.0.0.1"]
    asking(site.at("/", "turning.example"))
    names["turning.example"] = ["127.0.0.1", "10.0.0.1"]
    assert asking(site.at("/204", "turning.example")).verdict is Verdict.WELL
    assert len(site.asked) == 1
