"""Sessions in the browser: without JavaScript, on a phone, light and dark."""

import pytest

from networks.models import SignUp
from networks.sessions.occurrences import generate_all_occurrences
from tests.journeys.conftest import VIEWPORTS, page_violations
from tests.networks.conftest import networks
from tests.networks.factories import LINK, make_series, make_session

__all__ = ["networks"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
SPACE = "/networks/psmn/space/"


@pytest.fixture
def enter(hub, networks, open_browser):
    """Open the space in a browser signed in as a user: `enter(user, …)`."""

    return lambda user, **options: open_browser(user.email, **options)


def test_member_signs_up_on_a_phone_without_javascript(networks, enter):
    make_session(networks.ours, "Two boxes")
    phone = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}
    page = enter(networks.member, **phone).visit(f"{SPACE}sessions/")
    sections = page.locator(".space-nav")
    assert sections.bounding_box()["height"] < 64  # one row
    sections.get_by_text("In this network: Sessions").click()
    for link in sections.get_by_role("link").all():
        assert 0 <= link.bounding_box()["x"] < 320 - link.bounding_box()["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("link", name="Two boxes").click()
    assert page.get_by_role("link", name=LINK).is_visible()
    page.get_by_role("button", name="Sign up").click()
    assert page.get_by_text("You have signed up. We will email you").is_visible()
    assert SignUp.objects.get().user == networks.member
    page.get_by_role("button", name="Cancel my sign-up").click()
    assert page.get_by_role("button", name="Sign up").is_visible()


def test_member_copies_and_resets_feed_url(networks, enter):
    allowed = ["clipboard-read", "clipboard-write"]
    page = enter(networks.member, permissions=allowed).visit(f"{SPACE}calendar/")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith(".ics")
    page.get_by_role("button", name="Create a new address").click()
    assert page.get_by_label("Copy this address").input_value() != copied


def test_organiser_confirms_removal_of_sessions(networks, enter):
    series = make_series(networks.ours)
    generate_all_occurrences()
    page = enter(networks.organiser, java_script_enabled=False).visit(f"{SPACE}series/")
    page.get_by_role("link", name="End Drop-in").click()
    page.get_by_label("Last session").fill(f"{series.first_date:%Y-%m-%d}")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Remove these sessions").check()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Ended on").is_visible()
    assert not series.sessions.exists()


@pytest.mark.parametrize(("width", "scheme"), VIEWPORTS)
def test_session_pages_have_no_axe_violations_or_horizontal_overflow(
    networks, enter, width, scheme
):
    session = make_session(networks.ours, "Two boxes" * 12, guest="A pharmacist", is_open=True)
    series = make_series(networks.ours)
    generate_all_occurrences()
    size = {"width": width, "height": 800}
    organiser = enter(networks.organiser, color_scheme=scheme, viewport=size)
    one = session.get_absolute_url()
    ends = ("sessions/", "sessions/past/", "sessions/new/", "series/", "calendar/")
    of_series = [f"{SPACE}series/{series.pk}/end/"]
    addresses = [one, f"{one}change/", f"{one}cancel/", *of_series, *(SPACE + end for end in ends)]
    violations = []
    for address in addresses:
        violations += page_violations(organiser.visit(address))
    assert not violations, "\n".join(violations)
