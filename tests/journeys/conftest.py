"""Fixtures of browser tests: a hub with staff, and browsers that sign in."""

from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from accounts.roles import EDITOR, REVIEWER
from campaigns.models import GuestWriter
from tests import factories as make
from tests.pages.conftest import hub

__all__ = ["hub", "hub_with_staff", "open_browser"]

VIEWPORTS = [
    (320, "dark"),
    (1280, "light"),
    pytest.param(320, "light", marks=pytest.mark.soak),
    pytest.param(1280, "dark", marks=pytest.mark.soak),
]
"""Widths in pixels and colour schemes in which pages are checked."""


@pytest.fixture
def hub_with_staff(hub: SimpleNamespace) -> SimpleNamespace:
    """The hub with an editor, a reviewer, and a guest writer of its campaign."""
    hub.editor = make.make_user("editor@hub.example", EDITOR)
    hub.reviewer = make.make_user("reviewer@hub.example", REVIEWER)
    hub.partner = make.make_user("partner@hub.example", first_name="Rosa", last_name="Delgado")
    GuestWriter.objects.create(campaign=hub.campaign, user=hub.partner)
    return hub


def page_violations(page: Page) -> list[str]:
    """Return the violations that axe finds on a page, and its horizontal overflow if any."""
    violations = [
        f"{page.url}: {violation['id']} {[node['target'] for node in violation['nodes'][:3]]}"
        for violation in Axe().run(page).response["violations"]
    ]
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    pixels = page.evaluate(overflow)
    return [*violations, f"{page.url}: {pixels}px too wide"] if pixels > 0 else violations


class BrowserUser:
    """A user of a browser context of their own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def visit(self, path: str) -> Page:
        """Open a path of the hub."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def sign_in(self, email: str) -> "BrowserUser":
        """Add the cookie of a login session; `test_sign_in` fills in the form."""
        client = Client()
        client.force_login(User.objects.get(email=email))
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        self.page.context.add_cookies([{**cookie, "url": self.address}])
        return self


@pytest.fixture
def open_browser(browser: Browser, live_server: LiveServer, browser_context_args: dict):
    """Return a function that opens a browser context, signed in if an email address is given."""
    contexts = []

    def open_as(email: str = "", **options: object) -> BrowserUser:
        context = browser.new_context(**{**browser_context_args, **options})
        contexts.append(context)
        browser_user = BrowserUser(context.new_page(), live_server.url)
        return browser_user.sign_in(email) if email else browser_user

    yield open_as
    for context in contexts:
        context.close()
