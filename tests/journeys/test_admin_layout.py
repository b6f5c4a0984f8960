"""Layout of admin lists at desktop and phone width."""

import re

import pytest
from django.utils import timezone

from accounts.roles import EDITOR
from networks.enums import MembershipRole, RequestEventKind
from networks.models import JoinRequest
from tests import factories as make
from tests.networks import factories

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def join_request(hub_with_staff) -> JoinRequest:
    """A claimed request with long text in each column."""
    network = factories.make_network(
        "National Network for Safer Handovers Between Hospitals", "nnshbh", short_name="NNSHBH"
    )
    organiser = factories.make_member(network, "lead@hub.example", MembershipRole.ORGANISER)
    organiser.first_name, organiser.last_name = "Bartholomew", "Quillfeather"
    organiser.save()
    fields = {
        "form": factories.make_form(),
        "network": network,
        "name": "Alexandrina Hausenberger-Featherstonehaugh",
        "email": "alexandrina.wolfeschlegelstein-hausenberger@universityhospitals.example",
        "claimed_by": organiser,
        "expires_on": timezone.localdate(),
    }
    JoinRequest.objects.create(fingerprint="before", **fields)
    request = JoinRequest.objects.create(fingerprint="now", **fields)
    request.events.create(kind=RequestEventKind.REPLIED, text="At the harbour.")
    return request


def test_inbox_shows_every_column_at_desktop_width(join_request, open_browser):
    visitor = open_browser("editor@hub.example", viewport={"width": 1280, "height": 800})
    page = visitor.visit("/admin/networks/joinrequest/")
    list_text = page.locator(".result-list").inner_text()
    for text in (
        join_request.name,
        join_request.email,
        "replied",
        "NNSHBH",
        "Quillfeather",
    ):
        assert text in list_text
    assert re.search(r"\t1\s*$", list_text, re.MULTILINE)  # previous requests
    hidden_width = "element => element.scrollWidth - element.clientWidth"
    assert page.locator(".result-list").evaluate(hidden_width) <= 0


@pytest.mark.parametrize("kind", ["network", "joinform"])
def test_list_title_is_not_truncated_on_a_phone(join_request, open_browser, kind):
    visitor = open_browser("editor@hub.example", viewport={"width": 320, "height": 700})
    page = visitor.visit(f"/admin/snippets/networks/{kind}/")
    name = page.locator(".w-breadcrumbs").first
    hidden_width = "element => element.scrollWidth - element.clientWidth"
    assert name.evaluate(hidden_width) <= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_dashboard_heading_fits_a_phone(join_request, open_browser):
    network = factories.make_network("Ours", "ours", live=False)
    writer = make.make_user("writer@hub.example", EDITOR)
    network.save_revision(user=writer)
    network.get_workflow().start(network, writer)
    visitor = open_browser("reviewer@hub.example", viewport={"width": 320, "height": 700})
    heading = visitor.visit("/admin/").get_by_role("heading", name="Networks and forms waiting")
    box = heading.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 320


LINKS_WITHOUT_UNDERLINE = """() => [...document.querySelectorAll("main :is(p, li, dd, td) > a")]
    .filter((link) => link.closest(".w-panel__content, .nice-padding"))
    .filter((link) => !link.matches(".button"))
    .filter((link) => !getComputedStyle(link).textDecorationLine.includes("underline"))
    .map((link) => link.outerHTML)"""


def test_links_in_panels_are_underlined_in_dark_mode(join_request, open_browser):
    visitor = open_browser("editor@hub.example", color_scheme="dark")
    for url in ("/admin/", "/admin/desk/queue/", "/admin/networks/requests/tally/"):
        assert visitor.visit(url).evaluate(LINKS_WITHOUT_UNDERLINE) == [], url
