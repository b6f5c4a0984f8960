"""Sign-in with passkeys and authenticator apps, under the production CSP."""

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
    """Require the second factor and send email through the outbox."""
    with override_settings(
        HUB_SECOND_FACTOR_REQUIRED=True,
        EMAIL_BACKEND="outbox.backend.OutboxBackend",
    ):
        yield


def add_virtual_authenticator(page: Page) -> None:
    """Add a virtual authenticator with user verification."""
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


def sign_in_first_time(visitor, email: str) -> Page:
    """Sign in with the password and the code from the email."""
    page = visitor.visit("/admin/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill("patient-safety")
    page.get_by_role("button", name="Sign in").click()
    notification = Notification.objects.filter(email_address=email).latest("pk")
    page.get_by_label("Code").fill(CODE.search(notification.text).group())
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-step verification and passkeys")
    return page


def sign_out(page: Page, visitor) -> None:
    """Sign out on the account page."""
    visitor.visit("/account/sign-out/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def at_localhost(visitor):
    """Use the host name, since passkeys are bound to a name and not to an IP address."""
    visitor.address = visitor.address.replace("127.0.0.1", "localhost")
    return visitor


def test_editor_adds_a_passkey_and_signs_in_with_it_alone(hub_with_staff, open_browser):
    editor = at_localhost(open_browser())
    refused = []
    editor.page.on("console", lambda message: refused.append(message.text))
    add_virtual_authenticator(editor.page)
    page = sign_in_first_time(editor, "editor@hub.example")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    sign_out(page, editor)
    editor.visit("/admin/account/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/account/**")
    assert not [message for message in refused if "Content Security Policy" in message]


def test_passkey_as_second_factor_after_a_password(hub_with_staff, open_browser):
    editor = at_localhost(open_browser())
    add_virtual_authenticator(editor.page)
    page = sign_in_first_time(editor, "editor@hub.example")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Sign in with the passkey alone, without a password").uncheck()
    page.get_by_role("button", name="Add passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")

    sign_out(page, editor)
    editor.visit("/admin/")
    page.get_by_label("Email address").fill("editor@hub.example")
    page.get_by_label("Password").fill("patient-safety")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/admin/")


def test_authenticator_app_works_without_javascript(hub_with_staff, open_browser):
    reviewer = open_browser(java_script_enabled=False)
    page = sign_in_first_time(reviewer, "reviewer@hub.example")
    page.get_by_role("link", name="Set up an app").click()
    key = page.locator("code.totp-secret").inner_text()
    page.get_by_label("Code from the app").fill(totp_code(key)())
    page.get_by_role("button", name="Set up app").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    code = page.locator(".recovery-codes code").first.inner_text()

    sign_out(page, reviewer)
    reviewer.visit("/admin/")
    page.get_by_label("Email address").fill("reviewer@hub.example")
    page.get_by_label("Password").fill("patient-safety")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")
