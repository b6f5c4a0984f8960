"""Abusive texts in posts, previews, feeds, letters and exports: nothing runs, nothing is loaded."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from community import feeds
from community.discussions import preview_views
from community.enums import Frequency, PostState
from community.following.announcements import notify_followers
from community.following.letters import LETTER_KIND, send_letters
from community.models import Discussion, PostEmail
from outbox.models import Notification
from tests.accounts.conftest import sign_in
from tests.clients import signed_in
from tests.community.abuses import ABUSES
from tests.community.conftest import BOARD_URL, DISCUSSION_URL, board, make_member, make_post
from tests.journeys.conftest import open_browser

__all__ = ["board", "open_browser"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]

UNSAFE = """() => [
  ...[...document.links].filter((link) => !["http:", "https:", "mailto:"].includes(link.protocol)),
  ...document.querySelectorAll(".prose :is(img, svg, math, iframe, script, style, form, input)"),
  ...document.querySelectorAll(".prose [style], .prose [id], .prose [title], [onerror], [onload]"),
].map((element) => element.outerHTML)"""
INSERT_PREVIEWS = """async ([url, texts]) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const text of texts) {
    const headers = { "X-CSRFToken": token };
    const request = { method: "POST", body: new URLSearchParams({ text }), headers };
    const content = document.createElement("div");
    content.className = "prose";
    document.body.append(content);
    const response = await fetch(url, request);
    if (response.status !== 200) throw new Error(response.status);
    content.innerHTML = await response.text();
  }
}"""
INSERT_FEED = """async (url) => {
  const xml = new DOMParser().parseFromString(await (await fetch(url)).text(), "application/xml");
  const texts = [...xml.querySelectorAll("entry > [type=html]")];
  for (const text of texts) {
    const content = document.createElement("div");
    content.className = "prose";
    document.body.append(content);
    content.innerHTML = text.textContent;
  }
  return texts.length;
}"""


def write_abuses(board) -> None:
    """Store each abuse as the text of a post, and what fits as the title of a discussion."""
    for text in ABUSES:
        make_post(board.discussion, board.author, text, PostState.PUBLISHED)
    for number, text in enumerate(ABUSES):
        discussion = Discussion.objects.create(
            space=board.space,
            title=text[:150],
            slug=f"abuse-{number}",
            started_by=board.author,
            published_at=timezone.now(),
        )
        post = make_post(discussion, board.author, "Text.", PostState.PUBLISHED)
        post.published_at = timezone.now()
        post.save(update_fields=["published_at"])


def test_nothing_runs_and_nothing_is_requested_elsewhere(board, open_browser, monkeypatch):
    monkeypatch.setattr(preview_views.PREVIEW_LIMIT, "max_attempts", 1000)
    monkeypatch.setattr(feeds, "MAX_ITEMS", 1000)
    reader = make_member("cat@hub.example", "Cat")
    values = {"scope": "discussions", "frequency": Frequency.DAILY}
    signed_in(reader).post(f"{BOARD_URL}follow/", values)
    notify_followers()
    write_abuses(board)
    events: list[str] = []
    # The security policy would stop most of it a second time.
    member = open_browser("ann@hub.example", bypass_csp=True)
    page = member.page
    page.expose_function("ran", lambda: events.append("a script ran"))
    page.on("dialog", lambda dialog: (events.append("a dialog opened"), dialog.dismiss()))
    host = urlsplit(member.address).netloc

    def record(request) -> None:
        if urlsplit(request.url).netloc not in {host, ""}:
            events.append(request.url)

    page.on("request", record)

    def check() -> None:
        assert page.evaluate(UNSAFE) == []
        assert events == []

    member.visit(DISCUSSION_URL)
    pages = 1
    while True:
        check()
        following = page.get_by_role("link", name="Next").first
        if not following.count():
            break
        following.click()
        pages += 1
    assert pages >= len(ABUSES) // 20

    member.visit(BOARD_URL)
    check()
    member.visit(f"{DISCUSSION_URL}reply/")
    page.evaluate(INSERT_PREVIEWS, ["/community/preview/", list(ABUSES)])
    check()
    page.get_by_label("Your post").fill("\n\n".join(ABUSES)[:8_000])
    page.evaluate("() => { document.querySelector('button[name=preview]').click(); }")
    page.get_by_text("Your post is not sent yet").wait_for()
    check()
    assert page.evaluate(INSERT_FEED, f"{BOARD_URL}feed/") >= 2 * len(ABUSES)
    check()

    notify_followers()
    PostEmail.objects.update(created_at=timezone.now() - timedelta(days=2))
    assert send_letters() == 1
    [letter] = Notification.objects.filter(kind=LETTER_KIND)
    assert letter.html.count("ran()") > 50
    page.set_content(letter.html)
    check()

    export = sign_in(board.author.email).get("/account/what-we-hold/file/")
    assert export["Content-Type"].startswith("application/json")
    assert export["X-Content-Type-Options"] == "nosniff"
    assert export["Content-Disposition"].startswith("attachment")
