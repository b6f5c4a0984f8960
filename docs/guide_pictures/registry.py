"""The registry of pictures, and the steps in the browser that several of them share."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

PASSWORD = "patient-safety"

PICTURES: dict[str, tuple[str, int, Callable[[Page], None]]] = {}
"""The account, the height in pixels and the function of each picture, by its name."""


def picture(account: str = "", height: int = 800) -> Callable:
    """Register a function that opens the view of a picture.

    Args:
        account: The part of the demonstration account's email address before the @, or nothing
            for a reader without an account.
        height: The height of the picture, in pixels.
    """

    def register(function: Callable[[Page], None]) -> Callable[[Page], None]:
        PICTURES[function.__name__.replace("_", "-")] = (account, height, function)
        return function

    return register


def sign_in_as(page: Page, account: str) -> None:
    """Sign in with a demonstration account."""
    page.goto("/account/sign-in/")
    page.fill("[name=login]", f"{account}@hub.example")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile(r"^(?!.*/account/sign-in/)"))


def open_editor(page: Page, title: str) -> None:
    """Open a page in the admin's editor, found by its title."""
    page.goto(f"/admin/pages/search/?q={title}")
    page.get_by_role("link", name=title, exact=True).first.click()
    expect(page.locator("#id_title, [name=title]").first).to_be_visible()
    # Minimap and previews change the layout once they have loaded.
    page.wait_for_load_state("networkidle")


def scroll_to(page: Page, selector: str, above: int = 90) -> None:
    """Scroll until an element stands a number of pixels below the top of the window."""
    element = page.locator(selector).first
    element.evaluate("element => element.scrollIntoView({block: 'start'})")
    page.mouse.move(700, 300)
    page.mouse.wheel(0, -above)
    page.wait_for_timeout(300)


def open_actions(page: Page) -> None:
    """Open the menu beside the button *Save draft*."""
    page.locator(
        ".footer [data-w-dropdown-target=toggle], .footer .w-dropdown__toggle"
    ).last.click()
    page.wait_for_timeout(300)


def show_preview(page: Page) -> None:
    """Open the panel with the preview beside the form."""
    page.get_by_role("button", name="Toggle preview").click()
    page.wait_for_timeout(2500)
