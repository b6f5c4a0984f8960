"""A link to another site that is dead brings the review of its page forward, and no sooner."""

import socket
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.utils import timezone

from editorial.models import Notice, OutsideLink, ReviewDate
from editorial.outside import rounds
from editorial.outside.finding import find_links, links_on
from editorial.outside.trying import Verdict, try_link
from pages.models import HelpSource
from tests import factories as make
from tests.editorial.mail_server import free_port
from tests.editorial.test_review_dates import published

__all__ = ["published"]


class Site(ThreadingHTTPServer):
    """Another site: it answers what its path says, and notes what it was asked."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked = []
        self.down = set()

    def at(self, path, name="127.0.0.1"):
        return f"http://{name}:{self.server_port}{path}"


class Answering(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        if self.path == "/knows-no-head":
            return self.say(405 if self.command == "HEAD" else 200)
        if self.path.startswith("/to/"):
            return self.say(302, self.path.removeprefix("/to/"))
        if self.path == "/loop":
            return self.say(301, "/loop")
        if self.path == "/letter-by-letter":
            return self.drip()
        if self.path == "/endless" and self.command == "GET":
            return self.pour()
        if self.path == "/endless":
            return self.say(405)
        if self.path in self.server.down:
            return self.say(404)
        return self.say(int(self.path.strip("/") or 200) if self.path[1:].isdigit() else 200)

    do_GET = do_HEAD

    def say(self, status, location=""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def drip(self):
        for _ in range(30):
            self.wfile.write(b"H")
            time.sleep(0.2)

    def pour(self):
        self.send_response(200)
        self.end_headers()
        self.server.poured = 0
        for _ in range(2000):  # far more than fits between the two
            self.server.poured += self.wfile.write(b"x" * 65536)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def site():
    server = Site()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def names(monkeypatch):
    """What names mean: a list of addresses, given one after the other, the last for ever."""
    known = {}
    look_up = socket.getaddrinfo

    def answer(host, port, *args, **kwargs):
        name = host.decode() if isinstance(host, bytes) else host
        if name not in known:
            return look_up(host, port, *args, **kwargs)
        meant = known[name]
        if isinstance(meant, OSError):
            raise meant
        address = meant.pop(0) if len(meant) > 1 else meant[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port or 80))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return known


def asking(address):
    return try_link(address, allow_loopback=True)


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
def test_only_an_answer_that_says_so_means_gone(site, path, verdict):
    assert asking(site.at(path)).verdict is verdict


def test_a_name_that_does_not_exist_is_told_from_one_that_cannot_be_looked_up(names):
    names["gone.example"] = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    names["dark.example"] = socket.gaierror(socket.EAI_AGAIN, "Temporary failure")
    assert asking("http://gone.example/").verdict is Verdict.NO_SUCH_HOST
    assert asking("http://dark.example/").verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    "address", ["http://[", "http://a b/", "http://\ud800/", "http://x:99999/"]
)
def test_an_odd_address_proves_nothing(address):
    assert asking(address).verdict is Verdict.UNSURE


def test_a_site_that_does_not_listen_proves_nothing():
    assert asking(f"http://127.0.0.1:{free_port()}/").verdict is Verdict.UNSURE


def test_a_site_that_answers_letter_by_letter_is_not_waited_for(site):
    begun = time.monotonic()
    found = try_link(site.at("/letter-by-letter"), allow_loopback=True, longest=1)
    assert found.verdict is Verdict.UNSURE
    assert time.monotonic() - begun < 3


def test_no_word_of_an_endless_answer_is_waited_for(site):
    assert asking(site.at("/endless")).verdict is Verdict.WELL
    assert site.poured < 2000 * 65536 / 2


def test_the_site_is_told_who_asks(site, settings):
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
def test_a_machine_that_is_not_public_is_not_asked(site, names, host):
    bare = host.strip("[]")
    # What the system's own look-up makes of these; no name server is needed for it.
    names[bare] = [{"2130706433": "127.0.0.1", "0x7f000001": "127.0.0.1"}.get(bare, bare)]
    names["127.1"], names["localhost"] = ["127.0.0.1"], ["127.0.0.1"]
    found = try_link(f"http://{host}:{site.server_port}/")
    assert (found.verdict, site.asked) == (Verdict.UNSURE, [])
    assert found.answer == "InvalidIPAddress"


def test_a_name_that_means_this_machine_is_not_asked(site, names):
    names["inside.example"] = ["127.0.0.1"]
    assert try_link(site.at("/", "inside.example")).answer == "InvalidIPAddress"
    assert site.asked == []


def test_a_site_that_sends_on_to_a_machine_that_is_not_public_is_not_followed(site, names):
    names["inside.example"] = ["10.0.0.1"]
    found = asking(site.at("/to/http://inside.example/"))
    assert (found.verdict, found.answer) == (Verdict.UNSURE, "InvalidIPAddress")


def test_what_was_checked_is_what_is_connected_to(site, names):
    """A name that means something public when it is checked, and this machine just after."""
    names["turning.example"] = ["192.0.2.1", "127.0.0.1"]
    asking(site.at("/", "turning.example"))
    names["turning.example"] = ["127.0.0.1", "10.0.0.1"]
    assert asking(site.at("/204", "turning.example")).verdict is Verdict.WELL
    assert len(site.asked) == 1


# --- Which links there are ---------------------------------------------------------------------


def test_links_are_found_wherever_they_stand(hub, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example"
    source = HelpSource.objects.create(name="A line", url="https://line.example/help#top")
    person = make.make_person("Ada", about='<p><a href="https://ada.example/">Ada</a></p>')
    page = make.make_blog(
        hub.blogs,
        "Links",
        person,
        body=[
            {"type": "notice", "value": {"text": "Of loss.", "sources": [source.pk]}},
            {"type": "text", "value": '<p><a href="https://text.example/?a=1&amp;b=2">x</a></p>'},
            {"type": "text", "value": '<p><a href="https://hub.example/blogs/">own</a></p>'},
            {
                "type": "text",
                "value": '<p><a href="mailto:a@b.example">a</a> http:// https://[</p>',
            },
            {
                "type": "link",
                "value": {"title": "Card", "page": None, "url": "http://card.example/a"},
            },
        ],
    )
    assert links_on(page.specific_class.objects.get(pk=page.pk)) == {
        "https://line.example/help",
        "https://ada.example/",
        "https://text.example/?a=1&b=2",
        "http://card.example/a",
    }


def test_only_public_pages_count_and_what_stands_nowhere_is_forgotten(lead, hub):
    page = lead("https://one.example/", "https://two.example/")
    find_links()
    find_links()
    assert [link.host for link in OutsideLink.objects.all()] == ["one.example", "two.example"]
    page.body = [{"type": "text", "value": '<p><a href="https://two.example/">x</a></p>'}]
    page.save()
    find_links()
    [link] = OutsideLink.objects.all()
    assert (link.host, link.pages.get().pk) == ("two.example", page.pk)
    page.unpublish()
    find_links()
    assert not OutsideLink.objects.exists()


# --- What follows ------------------------------------------------------------------------------


@pytest.fixture
def lead(published, settings):
    """Let the published page lead to some addresses."""
    settings.HUB_TRY_LINKS = True
    settings.WAGTAILADMIN_BASE_URL = "https://hub.example"

    def write(*addresses):
        page = published.specific
        links = "".join(f'<a href="{address}">x</a>' for address in addresses)
        page.body = [{"type": "text", "value": f"<p>{links}</p>"}]
        page.save()
        return page

    return write


def on_the_next_days(number=1):
    """Let days pass: what is due then is due now."""
    for _ in range(number):
        OutsideLink.objects.update(
            next_on=timezone.localdate(), tried_at=timezone.now() - timedelta(hours=23)
        )
        rounds.try_next(allow_loopback=True)


def review():
    return ReviewDate.objects.get()


def test_a_link_that_is_gone_three_times_brings_the_review_forward(lead, site, people):
    lead(site.at("/404"))
    find_links()
    on_the_next_days(2)
    assert OutsideLink.objects.get().state == OutsideLink.State.DOUBTFUL
    assert not review().brought_forward
    on_the_next_days(1)
    assert OutsideLink.objects.get().state == OutsideLink.State.DEAD
    assert review().review_on == timezone.localdate()
    assert site.at("/404") in review().brought_forward
    [notice] = Notice.objects.filter(kind="link_dead")
    assert notice.user == people.writer
    assert site.at("/404") in notice.text and "A piece of its time" in notice.subject
    on_the_next_days(2)
    assert Notice.objects.filter(kind="link_dead").count() == 1


def test_on_one_day_it_is_tried_once(lead, site):
    lead(site.at("/404"))
    find_links()
    for _ in range(5):
        rounds.try_next(allow_loopback=True)
    assert OutsideLink.objects.get().failures == 1


def test_a_link_that_comes_back_in_between_is_not_dead(lead, site):
    lead(site.at("/there"))
    find_links()
    for down in (True, True, False, True, True):
        site.down = {"/there"} if down else set()
        on_the_next_days()
    assert OutsideLink.objects.get().state == OutsideLink.State.DOUBTFUL
    assert not review().brought_forward


@pytest.mark.parametrize("status", [403, 429, 500])
def test_a_refusal_is_no_death_and_no_recovery(lead, site, status):
    lead(site.at(f"/{status}"))
    find_links()
    on_the_next_days(5)
    link = OutsideLink.objects.get()
    assert (link.state, link.answer) == (OutsideLink.State.UNKNOWN, str(status))
    assert not review().brought_forward


def test_where_the_hub_reaches_nobody_no_site_is_called_gone(lead, names, site):
    names["gone.example"] = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    lead("http://gone.example/")
    find_links()
    on_the_next_days(5)
    assert OutsideLink.objects.get().failures == 0
    lead("http://gone.example/", site.at("/"))
    find_links()
    for _ in range(3):
        on_the_next_days(1)
        OutsideLink.objects.filter(host="gone.example").update(next_on=timezone.localdate())
        rounds.try_next(allow_loopback=True)
    assert OutsideLink.objects.get(host="gone.example").failures > 0


def test_the_desk_sees_which_links_are_dead(lead, site, people, as_user):
    lead(site.at("/404"))
    find_links()
    editor = as_user(people.editor)
    report = "/admin/editorial/reviewdate/"
    assert "A piece of its time" not in editor.get(report, {"state": "links"}).content.decode()
    on_the_next_days(3)
    for place in (f"{report}?state=links", f"/admin/desk/{review().page_id}/review-date/"):
        shown = editor.get(place).content.decode()
        assert f"{site.at('/404')} (404)" in shown, place
    editor.post(f"/admin/desk/{review().page_id}/review-date/", {"checked": "yes"})
    on_the_next_days(2)
    find_links()
    assert not review().brought_forward


def test_the_report_asks_no_more_for_more_pages(
    lead, site, people, as_user, hub, django_assert_max_num_queries
):
    lead(site.at("/404"))
    find_links()
    on_the_next_days(3)
    editor, report = as_user(people.editor), "/admin/editorial/reviewdate/"
    for number in range(20):
        page = make.make_blog(hub.blogs, f"Blog {number}", owner=people.writer)
        today = timezone.localdate()
        ReviewDate.objects.create(page=page, checked_on=today, review_on=today)
        OutsideLink.objects.get().pages.add(page)
    editor.get(report)
    with django_assert_max_num_queries(25):  # of which the dead links of all pages take one
        editor.get(report)


# --- Politely ----------------------------------------------------------------------------------


def test_one_site_is_asked_once_in_a_while(lead, site, names):
    names["a.example"], names["b.example"] = ["127.0.0.1"], ["127.0.0.1"]
    lead(
        *(site.at(f"/{number}", "a.example") for number in (201, 202)), site.at("/203", "b.example")
    )
    find_links()
    tried = [rounds.try_next(allow_loopback=True) for _ in range(3)]
    assert [link and link.host for link in tried] == ["a.example", "b.example", None]
    OutsideLink.objects.update(tried_at=timezone.now() - timedelta(minutes=11))
    assert rounds.try_next(allow_loopback=True).address.endswith("202")


def test_a_link_that_answers_is_left_alone_for_weeks(lead, site):
    lead(site.at("/"))
    find_links()
    assert rounds.try_next(allow_loopback=True)
    assert OutsideLink.objects.get().next_on == timezone.localdate() + timedelta(weeks=4)


def test_on_a_day_no_more_than_a_number_are_tried(lead, site, monkeypatch):
    monkeypatch.setattr(rounds, "A_DAY", 2)
    monkeypatch.setattr(rounds, "PAUSE", timedelta(0))
    lead(*(site.at(f"/{number}") for number in (201, 202, 203)))
    find_links()
    assert [bool(rounds.try_next(allow_loopback=True)) for _ in range(3)] == [True, True, False]


def test_where_it_is_switched_off_nobody_is_asked(lead, site, settings):
    settings.HUB_TRY_LINKS = False
    lead(site.at("/"))
    call_command("run_schedule", "--once")
    assert OutsideLink.objects.count() == 1
    assert site.asked == []


def test_the_worker_asks_no_machine_that_is_not_public(lead, site):
    lead(site.at("/"))
    call_command("run_schedule", "--once")
    assert OutsideLink.objects.get().answer == "InvalidIPAddress"
    assert site.asked == []
