"""From a join form on a phone to a network's space."""

import re

import pytest
from playwright.sync_api import expect

from networks.enums import MembershipRole, RequestStatus
from networks.models import JoinRequest, Membership, Resource, SignUp
from outbox.models import Notification
from tests.networks.factories import make_form, make_member, make_network, make_session

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True}
NIAMH = "niamh@trust.example"


@pytest.fixture
def network(hub_with_staff):
    """A network that accepts join requests, with an organiser, a member and an upcoming session."""
    form = make_form()
    network = make_network(
        "Patient Safety Management Network", "psmn", join_form=form, joining_policy="by-request"
    )
    make_member(network, "lead@hub.example", MembershipRole.ORGANISER)
    make_member(network, "member@hub.example")
    make_session(network, "Friday drop-in")
    return network


def link_in(notification: Notification) -> str:
    """Return the path of the hub's link in a notification."""
    match = re.search(r"https?://[^/\s]+(/(?:networks|account)/\S+)", notification.text)
    assert match, notification.text
    return match[1]


def email_to(address: str) -> Notification:
    """Return the latest notification to an email address."""
    return next(
        notification
        for notification in Notification.objects.order_by("-pk")
        if notification.recipient_address == address
    )


def test_join_request_on_a_phone_leads_to_the_space(network, open_browser, tmp_path, settings):
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"
    submit_join_request(open_browser(**PHONE))
    organiser = open_browser().sign_in("lead@hub.example")
    ask_question(organiser)
    reply(open_browser(**PHONE))
    accept_request(organiser)
    member = open_browser(**PHONE)
    accept_invitation(member)
    sign_in_with_code(member)
    addresses = use_space(member, tmp_path)
    find_member_and_resource(open_browser().sign_in("member@hub.example"))
    assert_outsider_is_denied(open_browser(), addresses)


def submit_join_request(visitor):
    page = visitor.visit("/networks/psmn/")
    page.get_by_role("link", name="Ask to join").first.click()
    page.get_by_label("Name", exact=True).fill("Niamh Ó Sé")
    page.get_by_role("button", name="Send").click()
    assert "There is a problem" in page.inner_text(":focus")  # the focus moves on to it
    assert page.get_by_label("Name", exact=True).input_value() == "Niamh Ó Sé"
    page.get_by_label("E-mail address").fill(NIAMH)
    page.wait_for_timeout(3200)  # longer than the threshold of the spam check
    expect(page.locator("[data-work-done]")).not_to_have_value("")
    page.get_by_role("button", name="Send").click()
    assert "Thank you" in page.inner_text("h1")
    assert JoinRequest.objects.get().status == RequestStatus.WAITING


def ask_question(organiser):
    page = organiser.visit("/admin/networks/joinrequest/")
    page.get_by_role("link", name="Niamh Ó Sé").or_(page.get_by_text("Inspect")).first.click()
    page.goto(
        f"{organiser.address}/admin/networks/joinrequest/inspect/{JoinRequest.objects.get().pk}/"
    )
    page.get_by_role("link", name="Ask a question").click()
    page.fill("textarea[name=text]", "Which trust do you work for?")
    page.get_by_role("button", name="Ask a question").click()
    page.get_by_text("Question sent. We will email you when they reply.").wait_for()


def reply(visitor):
    page = visitor.visit(link_in(email_to(NIAMH)))
    assert "Which trust do you work for?" in page.inner_text("main")
    page.get_by_label("Your reply").fill("The one in Sligo.")
    page.get_by_role("button", name="Send reply").click()
    assert "Thank you" in page.inner_text("h1")


def accept_request(organiser):
    page = organiser.visit(f"/admin/networks/joinrequest/inspect/{JoinRequest.objects.get().pk}/")
    assert "The one in Sligo." in page.inner_text("main")
    page.get_by_role("button", name="Accept and invite").click()
    page.get_by_text("We have emailed an invitation.").wait_for()


def accept_invitation(member):
    page = member.visit(link_in(email_to(NIAMH)))
    page.fill("input[name=first_name]", "Niamh")
    page.fill("input[name=last_name]", "Ó Sé")
    page.get_by_role("button", name="Accept").click()
    page.wait_for_url("**/networks/psmn/space/")
    assert Membership.objects.filter(user__email=NIAMH, ended_at=None).exists()
    member.page.context.clear_cookies()


def sign_in_with_code(member):
    page = member.visit("/account/sign-in/code/")
    page.locator("main input[type=email], main input[name=email]").first.fill(NIAMH)
    page.get_by_role("button", name="Send code").click()
    code = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{2,})\s*$", email_to(NIAMH).text, re.M)
    assert code, email_to(NIAMH).text
    page.locator("main input[name=code]").fill(code[1])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/networks/psmn/space/")


def use_space(member, folder):
    """Subscribe to the calendar, sign up and share a file. Returns the URLs visited."""
    page = member.visit("/networks/psmn/space/calendar/")
    feed = page.locator("input[readonly]").first.input_value()
    page = member.visit("/networks/psmn/space/sessions/")
    page.get_by_role("link", name="Friday drop-in").first.click()
    session = page.url
    page.locator("main form button").first.click()
    assert SignUp.objects.filter(user__email=NIAMH).exists()
    file = folder / "zanzibarine.txt"
    file.write_text("Walk the ward at two.")
    page = member.visit("/networks/psmn/space/resources/add/")
    page.get_by_label("Title").fill("Zanzibarine plan")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Add resource").click()
    resource = Resource.objects.get()
    resource_url = f"/networks/psmn/space/resources/{resource.pk}/"
    # The URL of the calendar feed is a bearer token, so it is not among the denied URLs.
    assert feed
    return [
        "/networks/psmn/space/",
        "/networks/psmn/space/people/",
        "/" + session.split("/", 3)[3],
        resource_url,
        f"{resource_url}versions/1/",
    ]


def find_member_and_resource(other):
    page = other.visit("/networks/psmn/space/resources/?q=zanzibarine")
    assert "Zanzibarine plan" in page.inner_text("main")


def assert_outsider_is_denied(outsider, addresses):
    for address in addresses:
        page = outsider.visit(address)
        assert "/account/sign-in/" in page.url, address
        assert "anzibarine" not in page.inner_text("main"), address


def test_slug_of_new_network_and_form_follows_the_name(hub_with_staff, open_browser):
    editor = open_browser().sign_in("editor@hub.example")
    for kind, field in (("network", "name"), ("joinform", "title")):
        page = editor.visit(f"/admin/snippets/networks/{kind}/add/")
        page.locator(f"#id_{field}").press_sequentially("Réseau of Ó Sé & friends")
        page.locator(f"#id_{field}").blur()
        expect(page.locator("#id_slug")).to_have_value("reseau-of-o-se-friends")


def test_slug_of_published_network_does_not_follow_the_name(hub_with_staff, open_browser):
    network = make_network("Ours", "ours")
    page = (
        open_browser()
        .sign_in("editor@hub.example")
        .visit(f"/admin/snippets/networks/network/edit/{network.pk}/")
    )
    page.locator("#id_name").fill("Renamed")
    page.locator("#id_name").blur()
    page.locator("#id_summary").fill("Words.")
    expect(page.locator("#id_slug")).to_have_value("ours")
