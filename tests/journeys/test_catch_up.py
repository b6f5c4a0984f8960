"""A member of a network catches up from a weekly letter, on a phone without scripts."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from community.discussions.services import add_reply, start_discussion
from community.models import Space
from tests.journeys.conftest import open_browser
from tests.networks.conftest import clock, networks
from tests.outbox.conftest import mailbox

__all__ = ["clock", "mailbox", "networks", "open_browser"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
PHONE = {"viewport": {"width": 320, "height": 640}, "java_script_enabled": False}


def test_a_member_catches_up_from_a_weekly_letter(networks, open_browser, mailbox, clock):
    phone = open_browser("member@hub.example", **PHONE)
    page = phone.visit("/networks/psmn/space/discussions/")
    page.get_by_label("Every new post").check()
    page.get_by_label("How often").select_option("Once a week")
    page.get_by_role("button", name="Email me").click()
    expect(page.get_by_text("We will email you as you chose.")).to_be_visible()

    first = start_discussion(
        Space.objects.get(),
        networks.organiser,
        title="Near misses",
        topic=None,
        text="How do you record them?",
        key="first",
    )
    phone.visit(first.discussion.get_absolute_url())
    for number in range(2, 26):
        text = f"Answer {number}. " + "We write them on a board. " * 20
        add_reply(first.discussion, networks.second, text=text, key=f"reply-{number}")
    call_command("run_schedule", "--once")
    assert not mailbox.to("member@hub.example")
    clock(timezone.now() + timedelta(days=8))
    for _ in range(2):
        call_command("run_schedule", "--once")
    [letter] = mailbox.to("member@hub.example")
    assert letter["Subject"] == "24 new posts in 1 discussion you follow"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text = letter.get_body(("plain",)).get_content()
    assert "Patient Safety Management Network" in text and "write them on" not in text

    link = urlsplit(re.search(r"Read: (\S+)", text)[1]).path
    page = open_browser(**PHONE).visit(link)
    page.get_by_label("Email address").fill("member@hub.example")
    page.get_by_label("Password").fill("patient-safety")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(r"/near-misses/#post-2$"))
    expect(page.get_by_text("Answer 2.")).to_be_in_viewport()
    page.get_by_role("link", name="Next").first.click()
    expect(page.get_by_text("Answer 25.")).to_be_visible()
    page.goto(f"{page.url.partition('/community/')[0]}/community/new/")
    expect(page.get_by_text("There are no new posts.")).to_be_visible()
