"""A partner drafts, an editor remarks, the partner revises, a reviewer approves, a reader finds."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

TITLE = "Five minutes that nobody counted"
REMARK = "Please say what changed afterwards."
ANSWER = "Since then somebody sits with each patient."


def submit(page: Page) -> None:
    """Submit the page for moderation from the editor's footer."""
    page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    page.locator("button[name=action-submit]").click()
    page.wait_for_load_state()


def decide(page: Page, action: str, comment: str = "") -> None:
    """Approve or reject the current workflow task, optionally with a comment."""
    buttons = page.locator(f"[data-workflow-action-name={action}]")
    if not buttons.first.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").last.click()
    if comment:
        page.locator(
            f"[data-workflow-action-name={action}][data-workflow-action-modal-url]"
        ).click()
        page.fill("textarea[name=comment]", comment)
        page.locator(".modal button[type=submit], .modal input[type=submit]").first.click()
    else:
        page.locator(
            f"[data-workflow-action-name={action}]:not([data-workflow-action-modal-url])"
        ).first.click()
    page.wait_for_url(re.compile(r"/admin/(pages/\d+/)?$"))


def test_guest_blog_from_draft_through_review_to_readers(hub_with_staff, open_browser):
    partner = open_browser("partner@hub.example")
    page = partner.visit(f"/admin/pages/add/pages/blogpage/{hub_with_staff.campaign.pk}/")
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", "What a short wait was like, and what it taught.")
    page.get_by_label("Culture", exact=True).check()
    submit(page)
    error = page.locator("main").get_by_text("Enter the interests, or tick")
    expect(error.first).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    page.get_by_label("Nothing to declare").check()
    submit(page)
    expect(page.locator("body")).to_contain_text(TITLE)
    blog_id = hub_with_staff.campaign.get_children().get(title=TITLE).pk
    edit = f"/admin/pages/{blog_id}/edit/"

    editor = open_browser("editor@hub.example")
    expect(editor.visit("/admin/").locator("main")).to_contain_text(TITLE)
    decide(editor.visit(edit), "reject", REMARK)

    page = partner.visit("/admin/")
    expect(page.locator("main")).to_contain_text(REMARK)
    page = partner.visit(edit)
    page.fill("[name=summary]", ANSWER)
    submit(page)

    decide(editor.visit(edit), "approve")
    reviewer = open_browser("reviewer@hub.example")
    expect(reviewer.visit("/admin/").locator("main")).to_contain_text(TITLE)
    decide(reviewer.visit(edit), "approve")

    # The reading half, with no script in the browser.
    reader = open_browser(java_script_enabled=False)
    for shelf in ("/", "/topics/culture/", "/campaigns/on-time/"):
        page = reader.visit(shelf)
        page.locator("main").get_by_role("link", name=TITLE).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
        expect(page.locator("main")).to_contain_text(ANSWER)
        expect(page.locator(".declared-interests")).to_contain_text("nothing to declare")


def test_reader_can_search_without_javascript(hub_with_staff, open_browser):
    reader = open_browser(java_script_enabled=False)
    page = reader.visit("/")
    page.get_by_role("searchbox").first.fill("near miss")
    page.get_by_role("searchbox").first.press("Enter")
    page.locator("main").get_by_role("link", name="A near miss").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A near miss")
