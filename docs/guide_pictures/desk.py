"""Pictures for readers, editors, reviewers and campaign partners."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from docs.guide_pictures.registry import (
    open_actions,
    open_editor,
    picture,
    scroll_to,
    show_preview,
    sign_in_as,
)

PUBLISHED_BLOG = "Somebody else has the same problem: what a weekly drop-in gives a safety manager"
GUEST_BLOG = "The chair that was turned round"
BLOG_WITH_IDENTIFIERS = "The alarm that everybody could sleep through"
BLOG_TO_APPROVE = "The bag of medicines on the passenger seat"
ACCOUNT_OF_CARE = "Eleven phone calls, told by the person who made them"


# --- Readers and accounts -------------------------------------------------------------------------


@picture(height=860)
def home(page: Page) -> None:
    """The home page."""
    page.goto("/")


@picture(height=780)
def sign_in(page: Page) -> None:
    """The sign-in page: with email address and password, or with a code or a passkey."""
    page.goto("/account/sign-in/")


@picture("member", height=680)
def second_step(page: Page) -> None:
    """Two-step verification and passkeys."""
    page.goto("/account/second-step/")


@picture(height=860)
def published(page: Page) -> None:
    """The blog as readers see it."""
    page.goto("/search/?q=drop-in safety manager")
    page.get_by_role("link", name=PUBLISHED_BLOG).first.click()


@picture(height=500)
def interests_read(page: Page) -> None:
    """The end of a blog as readers see it."""
    published(page)
    scroll_to(page, "text=Declared interests", above=200)


# --- The dashboard and the queue ------------------------------------------------------------------


@picture("editor")
def dashboard_editor(page: Page) -> None:
    """The dashboard of an editor."""
    page.goto("/admin/")


@picture("partner")
def dashboard_partner(page: Page) -> None:
    """The dashboard of a campaign partner."""
    page.goto("/admin/")


@picture("editor", height=560)
def second_look(page: Page) -> None:
    """A dashboard: below the pages, a form is waiting for review, with its due date."""
    page.goto("/admin/snippets/networks/joinform/")
    page.get_by_role("link", name="Contact the hub team").first.click()
    page.wait_for_load_state("networkidle")
    open_actions(page)
    page.get_by_role("button", name=re.compile("Submit for review")).click()
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies()
    sign_in_as(page, "reviewer")
    page.goto("/admin/")
    scroll_to(page, "text=Networks and forms waiting for your review", above=200)


@picture("editor")
def queue(page: Page) -> None:
    """The queue."""
    page.goto("/admin/")
    page.get_by_role("link", name="Queue", exact=True).click()


@picture("editor")
def review_dates(page: Page) -> None:
    """The review dates of all public pages, with a filter for what is overdue."""
    page.goto("/admin/")
    page.get_by_role("link", name="Review dates").click()


@picture("editor", height=480)
def outbox(page: Page) -> None:
    """Email notifications, under Notifications: immediately, once a day, or never."""
    page.goto("/admin/account/")
    page.get_by_role("tab", name="Notifications").click()


# --- Writing --------------------------------------------------------------------------------------


@picture("editor", height=620)
def picture_description(page: Page) -> None:
    """A chosen picture, a description in one sentence, and the box for a decoration."""
    open_editor(page, PUBLISHED_BLOG)
    page.get_by_label("The picture is decoration").uncheck()
    page.get_by_label("Description of the picture").fill("A red sun rises over three green hills.")
    scroll_to(page, "#panel-child-content-picture-section", above=60)


@picture("editor", height=710)
def writing(page: Page) -> None:
    """A text, a heading and the next text in the body of a blog."""
    open_editor(page, PUBLISHED_BLOG)
    scroll_to(page, "#panel-child-content-body-section [data-streamfield-child] >> nth=1")


@picture("editor", height=600)
def blocks(page: Page) -> None:
    """The blocks to choose from, in groups, with the example of a callout."""
    open_editor(page, PUBLISHED_BLOG)
    page.locator("#panel-child-content-body-section .c-sf-add-button").first.click()
    page.get_by_role("option", name="Callout").hover()
    page.wait_for_timeout(2500)


@picture("editor", height=860)
def preview_and_submit(page: Page) -> None:
    """The editor with its preview at phone width, and the menu with Submit for review."""
    open_editor(page, PUBLISHED_BLOG)
    show_preview(page)
    open_actions(page)


@picture("editor")
def interests_form(page: Page) -> None:
    """An author in the editor."""
    open_editor(page, PUBLISHED_BLOG)
    scroll_to(page, "[name=authorships-0-interests]", above=330)


@picture("editor")
def identifiers_while_writing(page: Page) -> None:
    """A summary with an NHS number and a name beside an illness, and what to do about each."""
    open_editor(page, BLOG_WITH_IDENTIFIERS)
    page.fill("[name=summary]", "Her NHS number is 943 476 5919. Mrs Oyelaran died of sepsis.")
    expect(page.get_by_text("Mrs Oyelaran").first).to_be_visible()
    page.wait_for_timeout(4000)


# --- Reviewing ------------------------------------------------------------------------------------


@picture("editor", height=860)
def review(page: Page) -> None:
    """A guest blog in review: the preview, and a menu with Ask for changes and Approve."""
    open_editor(page, GUEST_BLOG)
    show_preview(page)
    open_actions(page)


@picture("editor", height=420)
def remarks(page: Page) -> None:
    """The comment to the author, in a box with the button Ask for changes."""
    open_editor(page, GUEST_BLOG)
    open_actions(page)
    page.get_by_role("button", name="Ask for changes").click()
    page.wait_for_timeout(600)
    page.locator(".modal textarea").fill(
        "Thank you, this will help many people. Could you say which clinic you mean only by its "
        "kind, so that no one can be recognised?"
    )


@picture("reviewer", height=860)
def approve(page: Page) -> None:
    """The safety check of a blog."""
    open_editor(page, BLOG_TO_APPROVE)
    open_actions(page)


@picture("editor")
def before_publication(page: Page) -> None:
    """Before publication."""
    identifiers_while_writing(page)
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Before publication").first.click()


# --- Sign-off -------------------------------------------------------------------------------------


def open_sign_off(page: Page) -> None:
    """Open the sign-off of an account of a person's care."""
    open_editor(page, ACCOUNT_OF_CARE)
    page.get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Sign-off").first.click()


def create_sign_off_link(page: Page) -> str:
    """Ask an invented person for a sign-off, and return the path of the link."""
    open_sign_off(page)
    page.select_option("[name=person_key]", label="The person whose account it is")
    page.select_option("[name=relation]", label="Patient")
    page.fill("[name=name]", "Ada Example (invented)")
    page.get_by_role("button", name="Create link and send").click()
    return urlsplit(page.locator("input[readonly]").first.input_value()).path


@picture("editor")
def sign_off_ask(page: Page) -> None:
    """Asking a person to sign off: the link, who was asked, and the form."""
    create_sign_off_link(page)


@picture("editor", height=760)
def sign_off_phone(page: Page) -> None:
    """The end of the page on a telephone: three answers, and a box for comments."""
    link = create_sign_off_link(page)
    page.context.clear_cookies()
    page.set_viewport_size({"width": 390, "height": 760})
    page.goto(link)
    scroll_to(page, "form:has([name=answer])", above=150)


@picture("editor")
def sign_off_answers(page: Page) -> None:
    """The answers, and the consent given: for which uses, until when."""
    link = create_sign_off_link(page)
    page.goto(link)
    page.locator("[name=answer]").first.check()
    page.locator("form:has([name=answer]) button").last.click()
    open_sign_off(page)
