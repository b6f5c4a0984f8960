"""A hub that a browser can visit, and people who sign in to it."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from accounts.roles import EDITOR, REVIEWER
from campaigns.models import GuestWriter
from tests import factories as make
from tests.pages.conftest import hub

__all__ = ["desk", "hub", "people"]


@pytest.fixture
def desk(hub: SimpleNamespace) -> SimpleNamespace:
    """The hub with its editors, a reviewer, and a partner of its campaign."""
    hub.editor = make.make_user("editor@hub.example", EDITOR)
    hub.reviewer = make.make_user("reviewer@hub.example", REVIEWER)
    hub.partner = make.make_user("partner@hub.example", first_name="Rosa", last_name="Delgado")
    GuestWriter.objects.create(campaign=hub.campaign, user=hub.partner)
    return hub


class Visitor:
    """Somebody at a browser of their own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def visit(self, path: str) -> Page:
        """Open an address of the hub."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def sign_in(self, email: str) -> "Visitor":
        """Sign in to the desk."""
        self.visit("/admin/")
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", "patient-safety")
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/admin/")
        return self


@pytest.fixture
def people(browser: Browser, live_server: LiveServer, browser_context_args: dict):
    """Give each person a browser: `people()` a reader's, `people("editor@…")` a signed-in one."""
    contexts = []

    def arrive(email: str = "", **options: object) -> Visitor:
        context = browser.new_context(**{**browser_context_args, **options})
        contexts.append(context)
        visitor = Visitor(context.new_page(), live_server.url)
        return visitor.sign_in(email) if email else visitor

    yield arrive
    for context in contexts:
        context.close()
