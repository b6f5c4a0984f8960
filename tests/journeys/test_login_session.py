"""A login session that ends while a form is being written: the text stays, and is saved."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from networks.enums import MembershipRole
from pages.models import BlogPage
from tests import factories as make
from tests.journeys.conftest import page_violations
from tests.networks.factories import make_form, make_member, make_network

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
WRITE = "/networks/psmn/space/run/messages/write/"


def sign_in_on_new_tab(page: Page, email: str) -> None:
    """Sign in by the link of the dialog, close the tab and come back."""
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in").last.click()
    tab = opened.value
    tab.locator("[name=login]").fill(email)
    tab.get_by_label("Password").fill("patient-safety")
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("You are signed in")
    tab.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")


def write_in_body(page: Page, text: str) -> None:
    """Type in the last rich text field of the body of a page."""
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.type(text)


def save(page: Page) -> None:
    """Save the draft of a page."""
    page.locator("button.action-save:visible").click()


def test_page_editor_keeps_rich_text_until_the_editor_has_signed_in_again(
    hub_with_staff, open_browser
):
    draft = make.make_blog(hub_with_staff.blogs, "A draft", live=False)
    draft.save_revision(user=hub_with_staff.editor)
    editor = open_browser("editor@hub.example")
    editor.page.clock.install()
    page = editor.visit(f"/admin/pages/{draft.pk}/edit/")
    write_in_body(page, "Typed before the session ended. ")
    Session.objects.all().delete()
    page.clock.fast_forward(120_000)
    save(page)
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("You are signed out")
    assert not [text for text in page_violations(page) if "session-dialog" in text]
    sign_in_on_new_tab(page, "editor@hub.example")
    expect(dialog).to_contain_text("You are signed in again")
    dialog.get_by_role("button", name="Save now").click()
    expect(page.locator(".messages")).to_contain_text("has been updated", timeout=20_000)
    saved = BlogPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert "Typed before the session ended." in str(saved.body)


def test_page_above_the_limits_is_not_sent_and_stays_in_the_editor(
    hub_with_staff, open_browser, settings
):
    settings.HUB_EDITOR_FORM_FIELDS = 20
    draft = make.make_blog(hub_with_staff.blogs, "A draft", live=False)
    draft.save_revision(user=hub_with_staff.editor)
    editor = open_browser("editor@hub.example")
    page = editor.visit(f"/admin/pages/{draft.pk}/edit/")
    write_in_body(page, "Typed on a page that is too large. ")
    save(page)
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("This page is too large to save")
    dialog.get_by_role("button", name="Back to my text").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Typed on a page that is too large.")).to_be_visible()
    saved = BlogPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert "too large" not in str(saved.body)


def test_editor_is_warned_and_stays_signed_in(hub_with_staff, open_browser):
    editor = open_browser("editor@hub.example")
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=200))
    page = editor.visit(f"/admin/pages/{hub_with_staff.home.pk}/edit/")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("You will be signed out in about 3 minutes")
    dialog.get_by_role("button", name="Stay signed in").click()
    expect(dialog).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=1)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_message_of_a_network_is_kept(hub_with_staff, open_browser, java_script_enabled):
    network = make_network("Patient Safety Management Network", "psmn", join_form=make_form())
    make_member(network, "lead@hub.example", MembershipRole.ORGANISER)
    size = {"width": 320, "height": 800}
    lead = open_browser("lead@hub.example", java_script_enabled=java_script_enabled, viewport=size)
    page = lead.visit(WRITE)
    page.get_by_label("Subject").fill("Friday")
    page.get_by_label("Text").fill("We meet at one.")
    Session.objects.all().delete()
    page.locator("main form button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your text is not saved yet")
    if java_script_enabled:
        assert not page_violations(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens").click()
    lead.sign_in("lead@hub.example")
    opened.value.close()
    page.get_by_role("button", name="Send again").click()
    expect(page.locator("main")).to_contain_text("We meet at one.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your message")
