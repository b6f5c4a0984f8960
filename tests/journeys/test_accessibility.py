"""axe finds nothing on any kind of page, light or dark, at phone and desktop width."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.pages.test_public_pages import URLS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk, people, width, scheme):
    reader = people(color_scheme=scheme, viewport={"width": width, "height": 800})
    axe, found = Axe(), []
    for address in [*URLS, "/no-such-page/", "/search/?q=nothing-like-it"]:
        page = reader.visit(address)
        for violation in axe.run(page).response["violations"]:
            targets = [node["target"] for node in violation["nodes"][:3]]
            found.append(f"{address}: {violation['id']} {targets}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_wider_than_the_screen(desk, people, width):
    reader = people(viewport={"width": width, "height": 800})
    wide = []
    for address in URLS:
        page = reader.visit(address)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            wide.append(f"{address}: {overflow}px")
    assert not wide, "\n".join(wide)


ACCOUNT = [
    f"/account/{path}"
    for path in (
        "",
        "profile/",
        "address/",
        "password/",
        "second-step/",
        "second-step/app/",
        "second-step/passkeys/add/",
        "close/",
    )
]
ENTRANCE = ["/account/sign-in/", "/account/sign-in/code/", "/account/password/forgotten/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accounts_fit_a_phone_and_axe_finds_nothing(desk, people, scheme):
    visitor = people(color_scheme=scheme, viewport={"width": 320, "height": 700})
    axe, found = Axe(), []

    def look(addresses):
        for address in addresses:
            page = visitor.visit(address)
            for violation in axe.run(page).response["violations"]:
                targets = [node["target"] for node in violation["nodes"][:3]]
                found.append(f"{address}: {violation['id']} {targets}")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{address}: wider than the screen")

    look(ENTRANCE)
    visitor.sign_in("editor@hub.example")
    look(ACCOUNT)
    assert not found, "\n".join(found)


def test_a_keyboard_reaches_the_content_first(desk, people):
    page = people().visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
