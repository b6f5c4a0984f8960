"""A network's space in the browser, with and without JavaScript."""

import pytest

from networks.enums import MembershipRole
from networks.models import Message, Resource
from tests.journeys.conftest import VIEWPORTS, page_violations
from tests.networks.factories import make_form, make_member, make_network

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
SPACE = "/networks/psmn/space/"
PAGES = (
    "",
    "resources/",
    "resources/add/",
    "people/",
    "membership/",
    "membership/leave/",
    "run/",
    "run/members/",
    "run/messages/",
    "run/messages/write/",
    "run/welcome/",
)


@pytest.fixture
def network_space(hub_with_staff):
    """A network with an organiser and a member."""
    network = make_network("Patient Safety Management Network", "psmn", join_form=make_form())
    lead = make_member(network, "lead@hub.example", MembershipRole.ORGANISER)
    make_member(network, "member@hub.example")
    resource = Resource.objects.create(network=network, title="Checklist", added_by=lead)
    resource.tags.create(name="falls")
    return resource


@pytest.mark.parametrize(("width", "scheme"), VIEWPORTS)
def test_space_pages_have_no_axe_violations_or_horizontal_overflow(
    network_space, open_browser, width, scheme
):
    size = {"width": width, "height": 800}
    reader = open_browser("lead@hub.example", color_scheme=scheme, viewport=size)
    violations = []
    for path in (*PAGES, f"resources/{network_space.pk}/", f"resources/{network_space.pk}/remove/"):
        violations += page_violations(reader.visit(SPACE + path))
    assert not violations, "\n".join(violations)


def test_members_share_and_download_a_file_without_javascript(
    network_space, open_browser, tmp_path
):
    (tmp_path / "Night plan.txt").write_text("Walk the ward at two.")
    page = open_browser("lead@hub.example", java_script_enabled=False).visit(
        f"{SPACE}resources/add/"
    )
    page.get_by_label("Title").fill("Plan for the night")
    page.get_by_role("button", name="Add resource").click()
    assert "Choose a file or enter a link." in page.inner_text("main")
    assert page.get_by_label("Title").input_value() == "Plan for the night"
    page.get_by_label("File").set_input_files(tmp_path / "Night plan.txt")
    page.keyboard.press("Tab")
    page.get_by_label("Title").press("Enter")
    assert "Resource added." in page.inner_text(".messages")

    other = open_browser("member@hub.example", java_script_enabled=False).visit(
        f"{SPACE}resources/"
    )
    other.get_by_label("Search for").fill("night plan")
    other.get_by_label("Search for").press("Enter")
    other.get_by_role("link", name="Plan for the night").click()
    with other.expect_download() as saving:
        other.get_by_role("link", name="Download the file").click()
    assert saving.value.suggested_filename == "Night plan.txt"
    assert saving.value.path().read_text() == "Walk the ward at two."


def test_organiser_previews_changes_and_sends_a_message_without_javascript(
    network_space, open_browser
):
    page = open_browser("lead@hub.example", java_script_enabled=False).visit(
        f"{SPACE}run/messages/write/"
    )
    page.get_by_label("Subject").fill("Friday")
    page.get_by_label("Text").fill("\nWe meet at one.")
    page.get_by_role("button", name="Preview message").click()
    page.get_by_role("button", name="Edit message").click()
    assert page.get_by_label("Text").input_value().strip() == "We meet at one."
    page.get_by_label("Text").fill("We meet at two.")
    page.get_by_role("button", name="Preview message").click()
    page.get_by_role("button", name="Send to 2 members").click()
    assert "queued to be emailed to 2 members" in page.inner_text(".messages")
    assert Message.objects.get().text == "We meet at two."
