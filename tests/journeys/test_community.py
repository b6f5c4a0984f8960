"""Discussions in the browser: an account, a first post, a decision, on a phone without scripts."""

import re

import pytest
from django.contrib.sessions.models import Session

from community.models import Post
from outbox.models import Notification
from tests.community.conftest import BOARD_URL, DISCUSSION_URL, board
from tests.journeys.conftest import VIEWPORTS, open_browser, page_violations

__all__ = ["board", "open_browser"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def outbox(settings) -> None:
    settings.EMAIL_BACKEND = "outbox.backend.OutboxBackend"


def test_a_visitor_makes_an_account_is_held_rewords_and_is_published(board, open_browser):
    visitor = open_browser(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page = visitor.visit(DISCUSSION_URL)
    page.get_by_role("link", name="Write a reply").click()
    page.get_by_role("main").get_by_role("link", name="create an account").click()
    page.get_by_label("Email address").fill("wren@hub.example")
    page.get_by_label("Display name").fill("Wren")
    page.get_by_label("I am 18 or over").check()
    page.get_by_label("I accept the community rules").check()
    page.get_by_role("button", name="Email me a code").click()
    email = Notification.objects.get(email_address="wren@hub.example")
    page.get_by_label("Code").fill(re.search(r"\n\n([A-Z0-9-]+)\n\n", email.text)[1])
    page.get_by_role("button", name="Create account").click()
    # Signed in, the visitor is where they wanted to write.
    page.get_by_label("Your post").fill("Nurse Joy held my hand.")
    page.get_by_role("button", name="Publish post").click()
    assert page.get_by_text("Only you see this post for now").is_visible()
    post = Post.objects.get(author__email="wren@hub.example")

    moderator = open_browser("moderator@hub.example", viewport={"width": 1280, "height": 800})
    review = moderator.visit("/admin/moderation/")
    review.get_by_role("link", name="How was it?").click()
    review.get_by_label("Reason").fill("Please leave out the name.")
    review.get_by_role("button", name="Return for rewording").click()
    review.get_by_text("Post returned").wait_for()

    page.reload()
    assert page.get_by_text("Please leave out the name.").is_visible()
    page.get_by_role("link", name="Edit your post").click()
    page.get_by_label("Your post").fill("A nurse held my hand.")
    page.get_by_role("button", name="Save post").click()
    review = moderator.visit(f"/admin/moderation/posts/{post.pk}/")
    review.get_by_role("button", name="Approve and publish").click()
    review.get_by_text("Post published").wait_for()

    reader = open_browser().visit(DISCUSSION_URL)
    assert reader.get_by_text("A nurse held my hand.").is_visible()
    assert not reader.get_by_text("Joy").count()


def test_a_member_sees_a_preview_and_keeps_the_text_until_it_is_sent(board, open_browser):
    member = open_browser("ann@hub.example", viewport={"width": 320, "height": 800})
    page = member.visit(f"{DISCUSSION_URL}reply/")
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"
    page.get_by_label("Your post").press_sequentially("It **helped** <b>me</b>.")
    preview = page.get_by_role("region", name="Preview")
    preview.get_by_text("helped", exact=True).wait_for()
    assert preview.locator("strong").inner_text() == "helped"
    assert not preview.locator("b").count()
    assert page.get_by_text("Your text is kept on this device").is_visible()
    assert not page.get_by_role("button", name="Preview post").count()
    assert not page_violations(page)
    # The sign-in ends and the tab is closed.
    Session.objects.all().delete()
    page.close()
    member.page = page.context.new_page()
    assert "/account/sign-in/" in member.visit(f"{DISCUSSION_URL}reply/").url
    page = member.sign_in("ann@hub.example").visit(f"{DISCUSSION_URL}reply/")
    assert page.get_by_label("Your post").input_value() == "It **helped** <b>me</b>."
    # Another account on the same computer does not see it.
    page = member.sign_in("ben@hub.example").visit(f"{DISCUSSION_URL}reply/")
    assert page.get_by_label("Your post").input_value() == ""
    page = member.sign_in("ann@hub.example").visit(f"{DISCUSSION_URL}reply/")
    page.get_by_role("button", name="Publish post").click()
    page.get_by_text("Post published.").wait_for()
    assert page.evaluate(kept) == 0
    # Signing out deletes what was not sent.
    page = member.visit(f"{DISCUSSION_URL}reply/")
    page.get_by_label("Your post").press_sequentially("Unsent.")
    assert page.evaluate(kept) == 1
    page.locator("summary", has_text="Ann").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "reply" not in url)
    assert page.evaluate(kept) == 0


@pytest.mark.parametrize(("width", "scheme"), VIEWPORTS)
def test_pages_have_no_axe_violations_or_horizontal_overflow(board, open_browser, width, scheme):
    size = {"width": width, "height": 800}
    visitor = open_browser(color_scheme=scheme, viewport=size)
    report_url = f"/community/posts/{board.first.pk}/report/"
    public = ("/community/", BOARD_URL, DISCUSSION_URL, "/community/rules/", report_url)
    violations = []
    for url in (*public, "/account/sign-up/"):
        violations += page_violations(visitor.visit(url))
    own = (
        *(DISCUSSION_URL, f"{DISCUSSION_URL}reply/?to={board.first.pk}", f"{BOARD_URL}start/"),
        *(f"/community/posts/{board.first.pk}/{action}/" for action in ("edit", "delete")),
        *(f"/community/{name}/" for name in ("your-discussions", "new", "saved", "blocked")),
        "/community/email-settings/",
    )
    author = open_browser("ann@hub.example", color_scheme=scheme, viewport=size)
    for url in own:
        violations += page_violations(author.visit(url))
    assert not violations, "\n".join(violations)
