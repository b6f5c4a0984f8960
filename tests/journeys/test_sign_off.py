"""An interview with two people, from its draft to publication: both sign off on a phone."""

import re

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from editorial.consent.models import Consent
from interviews.models import Interviewee
from tests import factories as make
from tests.editorial import editor_actions
from tests.editorial.consent.sign_off_helpers import agree_by_link, request_sign_off_path
from tests.editorial.editor_actions import submit_for_review
from tests.journeys.conftest import BrowserUser, page_violations
from tests.journeys.test_publishing import decide, submit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

PHONE = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": True}


@pytest.fixture
def interview(hub_with_staff):
    """A draft by the editor's colleague, with two interviewees."""
    hub_with_staff.colleague = make.make_user("colleague@hub.example", "Editors")
    page = make.make_interview(
        hub_with_staff.interviews,
        "Two on nights",
        hub_with_staff.person,
        live=False,
        owner=hub_with_staff.colleague,
    )
    second = make.make_person("Bertil Åkesson")
    Interviewee.objects.create(
        page=page, person=second, role="Porter", sort_order=1, nothing_to_declare=True
    )
    page = type(page).objects.get(pk=page.pk)
    page.save_revision(user=hub_with_staff.colleague)
    return page


def link_for(editor: BrowserUser, interview: object, name: str) -> str:
    """Request a sign-off, and return the path of the link."""
    page = editor.visit(f"/admin/desk/{interview.pk}/sign-off/")
    page.get_by_label("Person to ask").select_option(label=name)
    page.fill("#id_name", name)
    page.get_by_role("button", name="Create link").click()
    link = page.get_by_label(f"Link for {name}").input_value()
    return "/" + link.split("/", 3)[3]


def submit_answer(page: Page, label: str, remarks: str = "") -> None:
    """Submit an answer on the page of a link."""
    page.get_by_role("link", name="Go to your answer").click()
    page.get_by_label(label).check()
    if remarks:
        page.get_by_label("Your comments").fill(remarks)
    page.get_by_role("button", name="Send answer").click()


def client_of(user: object) -> Client:
    """Return a test client with a user logged in, for steps that other journeys show."""
    client = Client()
    client.force_login(user)
    return client


def test_interview_is_published_after_both_interviewees_consent(
    hub_with_staff, interview, open_browser
):
    edit = f"/admin/pages/{interview.pk}/edit/"
    submit_for_review(client_of(hub_with_staff.colleague), interview)
    editor_actions.decide(client_of(hub_with_staff.editor), interview, "approve")
    colleague, editor = open_browser("colleague@hub.example"), open_browser("editor@hub.example")

    first, second = open_browser(**PHONE), open_browser(**PHONE)
    page = first.visit(link_for(editor, interview, "Zoë O’Connor"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Two on nights")
    assert page_violations(page) == []
    submit_answer(page, "I agree to publish this page")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you, Zoë O’Connor")

    page = second.visit(link_for(editor, interview, "Bertil Åkesson"))
    submit_answer(page, "Change something before you publish it")
    expect(page.locator("main")).to_contain_text("Enter what should be changed.")
    page.get_by_label("Your comments").fill("I am a porter at night only.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank you")

    page = colleague.visit("/admin/")
    expect(page.locator("main")).to_contain_text("I am a porter at night only.")
    page = colleague.visit(edit)
    page.fill("[name=summary]", "A nurse, and a porter at night only.")
    submit(page)
    decide(editor.visit(edit), "approve")

    for visitor, name in ((first, "Zoë O’Connor"), (second, "Bertil Åkesson")):
        page = visitor.visit(link_for(editor, interview, name))
        expect(page.locator("main")).to_contain_text("do you agree?")
        submit_answer(page, "I agree to publish this page")
        expect(page.locator("main")).to_contain_text("You agreed to: This website")

    reviewer = open_browser("reviewer@hub.example")
    expect(reviewer.visit("/admin/").locator("main")).to_contain_text("Two on nights")
    decide(reviewer.visit(edit), "approve")
    reader = open_browser(java_script_enabled=False)
    page = reader.visit("/interviews/")
    page.locator("main").get_by_role("link", name="Two on nights").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two on nights")


def test_page_with_expired_consent_is_republished_after_new_consent(
    hub_with_staff, interview, open_browser
):
    edit = f"/admin/pages/{interview.pk}/edit/"
    sign_off_desk = f"/admin/desk/{interview.pk}/sign-off/"
    editor, reader = open_browser("editor@hub.example"), open_browser(**PHONE)

    def agree(name: str) -> None:
        page = reader.visit(link_for(editor, interview, name))
        submit_answer(page, "I agree to publish this page")
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Thank you, {name}")

    submit_for_review(client_of(hub_with_staff.colleague), interview)
    editor_actions.decide(client_of(hub_with_staff.editor), interview, "approve")
    for number in (0, 1):
        agree_by_link(request_sign_off_path(interview, number))
    editor_actions.decide(client_of(hub_with_staff.reviewer), interview, "approve")
    expect(reader.visit("/interviews/").locator("main")).to_contain_text("Two on nights")

    Consent.objects.filter(name="Zoë O’Connor").update(expires_on=timezone.localdate())
    call_command("run_schedule", "--once")
    expect(reader.visit("/interviews/").locator("main")).not_to_contain_text("Two on nights")

    page = editor.visit(edit)
    page.get_by_role("link", name="See who to ask").click()
    message = page.get_by_text("This page is not public because consent has ended")
    expect(message).to_contain_text("Zoë O’Connor: expired on")
    agree("Zoë O’Connor")
    expect(editor.visit(sign_off_desk).locator("main")).to_contain_text("Everyone has agreed")

    submit_for_review(client_of(hub_with_staff.colleague), interview)
    for user in (hub_with_staff.editor, hub_with_staff.reviewer):
        editor_actions.decide(client_of(user), interview, "approve")
    page = reader.visit("/interviews/")
    page.locator("main").get_by_role("link", name="Two on nights").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two on nights")


def test_editor_sees_identifier_findings_while_writing(hub_with_staff, open_browser):
    blog = hub_with_staff.blog
    blog.body = [
        {"type": "text", "value": "<p>Ring 07700 900001.</p>"},
        {"type": "quote", "value": {"text": "A quote.", "attribution": "A nurse"}},
    ]
    blog.save_revision()
    page = open_browser("editor@hub.example").visit(f"/admin/pages/{blog.pk}/edit/")
    requests = []
    page.on("request", lambda request: requests.append(request) if is_scan(request) else None)
    text, quote = page.locator("[data-streamfield-child]").all()
    found = text.locator(".identifier-findings")
    expect(found).to_contain_text("“07700 900001”", timeout=30_000)
    summary = page.locator("[name=summary]")
    summary.press_sequentially("Her NHS number is 943 476 5919.")
    quote.locator("[data-contentpath=attribution] input").fill("aunt@home.example")
    status = page.locator(".identifier-summary [role=status]")
    expect(status).to_contain_text("3 identifiers to remove", timeout=30_000)
    assert len(requests) <= 3
    assert page_violations(page) == []
    expect(text.locator("[contenteditable=true]")).to_have_accessible_name(re.compile("Text"))
    expect(quote.locator("[data-contentpath=attribution] .identifier-findings")).to_have_count(1)
    expect(summary).to_have_accessible_description(re.compile("Blocks publication: “943 476 5919”"))
    summary.fill("Nothing to find.")
    text.get_by_role("button", name="Delete").first.click()
    findings = page.locator(".identifier-findings")
    expect(findings).to_have_text([re.compile("aunt@home")], timeout=30_000)
    page.locator(".identifier-summary button").click()
    expect(quote.locator("[data-contentpath=attribution] input")).to_be_focused()


def is_scan(request):
    return "/admin/desk/identifiers/" in request.url
