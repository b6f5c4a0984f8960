"""Accessibility of pages by axe, in light and dark mode, at phone and desktop width."""

import pytest

from tests.journeys.conftest import VIEWPORTS, page_violations
from tests.pages.test_public_pages import URLS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]


@pytest.mark.parametrize(("width", "scheme"), VIEWPORTS)
def test_public_pages_have_no_axe_violations_or_horizontal_overflow(
    hub_with_staff, open_browser, width, scheme
):
    reader = open_browser(color_scheme=scheme, viewport={"width": width, "height": 800})
    violations = []
    for url in [*URLS, "/no-such-page/", "/search/?q=nothing-like-it"]:
        violations += page_violations(reader.visit(url))
    assert not violations, "\n".join(violations)


@pytest.mark.soak
def test_public_pages_fit_a_screen_of_medium_width(hub_with_staff, open_browser):
    reader = open_browser(viewport={"width": 640, "height": 800})
    wide = []
    for url in URLS:
        page = reader.visit(url)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if overflow > 0:
            wide.append(f"{url}: {overflow}px")
    assert not wide, "\n".join(wide)


ACCOUNT_URLS = [
    f"/account/{path}"
    for path in (
        "",
        "profile/",
        "url/",
        "password/",
        "second-step/",
        "second-step/app/",
        "second-step/passkeys/add/",
        "close/",
    )
]
SIGN_IN_URLS = ["/account/sign-in/", "/account/sign-in/code/", "/account/password/forgotten/"]


@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.soak)])
def test_account_pages_fit_a_phone_without_axe_violations(hub_with_staff, open_browser, scheme):
    visitor = open_browser(color_scheme=scheme, viewport={"width": 320, "height": 700})
    violations = [found for url in SIGN_IN_URLS for found in page_violations(visitor.visit(url))]
    visitor.sign_in("editor@hub.example")
    for url in ACCOUNT_URLS:
        violations += page_violations(visitor.visit(url))
    assert not violations, "\n".join(violations)


def test_skip_link_is_the_first_tab_stop(hub_with_staff, open_browser):
    page = open_browser().visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
