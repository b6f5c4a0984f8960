"""Take the pictures of the guides anew: `make pictures`, while `make run` runs beside it.

Usage: `python -m docs.guide_pictures.take [--url http://127.0.0.1:8000] [name …]`

The hub must hold freshly loaded demonstration content. Each function in `desk` and `networks` opens
one view in a browser of 1280 pixels' width, as one of the demonstration accounts. The picture has
its name. Taking the pictures changes the demonstration: it submits a form, saves a draft, and asks
for three sign-offs, of which it answers one.
"""

import argparse
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from docs.guide_pictures import desk, networks
from docs.guide_pictures.registry import PICTURES, sign_in_as
from tests import chromium

FOLDER = Path(__file__).resolve().parents[1] / "pictures"
MODULES = (desk, networks)
"""Their import registers the pictures."""


def take(browser: Browser, url: str, name: str) -> None:
    """Take one picture and store it under its name."""
    account, height, function = PICTURES[name]
    context = browser.new_context(
        base_url=url, viewport={"width": 1280, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    if account:
        sign_in_as(page, account)
    function(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    context.close()


def main() -> None:
    """Take the pictures that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="names of pictures, without .png; default: all")
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.launch_arguments()
        )
        for name in options.names or PICTURES:
            print(name, flush=True)
            take(browser, options.url, name)
        browser.close()


if __name__ == "__main__":
    main()
