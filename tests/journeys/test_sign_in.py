"""A passkey and an app for codes, in a real browser, under the policy that readers have."""

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from outbox.models import Notification
from tests.accounts.conftest import totp_code
from tests.accounts.test_sign_in import CODE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def as_in_production():
    """Require the second step, and put letters into the outbox."""
    with override_settings(
        HUB_SECOND_FACTOR_REQUIRED=True,
        EMAIL_BACKEND="outbox.backend.OutboxBackend",
    ):
        yield


def give_device(page: Page) -> None:
    """Plug in a device that holds passkeys and knows its owner by touch."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def arrive(visitor, email: str) -> Page:
    """Sign in for the first time: the password, then the code from the letter."""
    page = visitor.visit("/admin/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill("patient-safety")
    page.get_by_role("button", name="Sign in").click()
    letter = Notification.objects.filter(email_address=email).latest("pk")
    page.get_by_label("Code").fill(CODE.search(letter.text).group())
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step and passkeys")
    return page


def sign_out(page: Page, visitor) -> None:
    """Sign out at the account's own page."""
    visitor.visit("/account/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def at_localhost(visitor):
    """Go to the hub by a name: a passkey belongs to a name, and an address has none."""
    visitor.address = visitor.address.replace("127.0.0.1", "localhost")
    return visitor


def test_an_editor_sets_up_a_passkey_and_signs_in_with_it_alone(desk, people):
    editor = at_localhost(people())
    refused = []
    editor.page.on("console", lambda said: refused.append(said.text))
    give_device(editor.page)
    page = arrive(editor, "editor@hub.example")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes for an emergency")

    sign_out(page, editor)
    editor.visit("/admin/account/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/account/**")
    assert not [words for words in refused if "Content Security Policy" in words]


def test_a_passkey_is_the_second_step_after_a_password(desk, people):
    editor = at_localhost(people())
    give_device(editor.page)
    page = arrive(editor, "editor@hub.example")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Sign in with it alone").uncheck()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes for an emergency")

    sign_out(page, editor)
    editor.visit("/admin/")
    page.get_by_label("E-mail address").fill("editor@hub.example")
    page.get_by_label("Password").fill("patient-safety")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The second step")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")


def test_an_app_for_codes_needs_no_scripts(desk, people):
    reviewer = people(java_script_enabled=False)
    page = arrive(reviewer, "reviewer@hub.example")
    page.get_by_role("link", name="Set up an app").click()
    key = page.locator("code.totp-secret").inner_text()
    page.get_by_label("Code from the app").fill(totp_code(key)())
    page.get_by_role("button", name="It works").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Codes for an emergency")
    code = page.locator(".recovery-codes code").first.inner_text()

    sign_out(page, reviewer)
    reviewer.visit("/admin/")
    page.get_by_label("E-mail address").fill("reviewer@hub.example")
    page.get_by_label("Password").fill("patient-safety")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
