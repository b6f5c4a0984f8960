"""Measure pages: queries, processor time and weight, for each type of page."""

import gzip
import statistics
import time
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from campaigns.models import CampaignIndexPage, CampaignPage
from interviews.models import InterviewIndexPage, InterviewPage
from pages.models import (
    BlogIndexPage,
    BlogPage,
    HomePage,
    ImpactPage,
    ResourceIndexPage,
    ResourcePage,
    StandardPage,
    TopicIndexPage,
    TopicPage,
)

TABLE_HEADER = ("page", "address", "queries", "CPU ms", "queries", "CPU ms", "bytes", "gzip")
TABLE_ROW = "{:<16}{:<58}{:>8}{:>8}{:>9}{:>8}{:>9}{:>8}"
FIRST_VISIT_LINKS = {"stylesheet", "icon", "preload", "manifest", "modulepreload"}


@dataclass(frozen=True)
class RequestCost:
    """What one answer costs the hub."""

    queries: int
    milliseconds: float


@dataclass(frozen=True)
class PageMeasurement:
    """What one address costs."""

    first: RequestCost
    next: RequestCost
    body: bytes

    @property
    def zipped(self) -> int:
        """Return the bytes that travel when the answer is compressed."""
        return len(gzip.compress(self.body, 6))


class LinkedFileParser(HTMLParser):
    """Finds what a browser fetches for a page besides its pictures."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the address of a style sheet, a script, a font or an icon."""
        values = dict(attrs)
        found = None
        if tag == "link" and FIRST_VISIT_LINKS & set((values.get("rel") or "").split()):
            found = values.get("href")
        elif tag == "script":
            found = values.get("src")
        if found and found not in self.addresses:
            self.addresses.append(found)


class Command(BaseCommand):
    """Asks as an anonymous reader, of a process that is warm.

    The first two figures are of a page of which no piece is kept; the next two of one whose
    menus and cards are kept since the reader before. No page is ever kept whole.
    """

    help = "Print what each type of page costs: queries, processor time, bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how often to ask."""
        parser.add_argument("--requests", type=int, default=30, help="Requests per page.")

    def handle(self, *args: object, **options: Any) -> None:
        """Measure and print."""
        with override_settings(ALLOWED_HOSTS=["*"]):
            self.client = Client(headers={"host": "localhost"})
            self.stdout.write(f"{'':<74}{'first reader':>16}{'next reader':>17}")
            self.stdout.write(TABLE_ROW.format(*TABLE_HEADER))
            for name, address in self.addresses():
                measured = self.measure(address, options["requests"])
                self.stdout.write(
                    TABLE_ROW.format(
                        name,
                        address,
                        measured.first.queries,
                        f"{measured.first.milliseconds:.1f}",
                        measured.next.queries,
                        f"{measured.next.milliseconds:.1f}",
                        len(measured.body),
                        measured.zipped,
                    )
                )
                if name == "blog":
                    blog = measured
            self.first_visit(blog)

    def addresses(self) -> list[tuple[str, str]]:
        """Return one address of each type, the same ones every time."""
        blogs = BlogPage.objects.live().order_by("slug")
        campaigns = CampaignPage.objects.live().order_by("slug")
        pages: list[tuple[str, Model | None]] = [
            ("home", HomePage.objects.first()),
            ("topic index", TopicIndexPage.objects.first()),
            ("topic", TopicPage.objects.live().order_by("slug").first()),
            ("blog index", BlogIndexPage.objects.first()),
            ("blog", blogs.child_of(BlogIndexPage.objects.get()).first()),
            ("campaign blog", blogs.descendant_of(CampaignIndexPage.objects.get()).first()),
            ("resource index", ResourceIndexPage.objects.first()),
            ("resource", ResourcePage.objects.live().order_by("slug").first()),
            ("campaign index", CampaignIndexPage.objects.first()),
            ("campaign", campaigns.first()),
            ("interview index", InterviewIndexPage.objects.first()),
            ("interview", InterviewPage.objects.live().order_by("slug").first()),
            ("standard", StandardPage.objects.live().order_by("slug").first()),
            ("impact", ImpactPage.objects.live().first()),
        ]
        if missing := [name for name, page in pages if page is None]:
            raise CommandError(f"There is no {missing[0]} here. Load the demonstration first.")
        found = [(name, page.get_url()) for name, page in pages if page]
        plain = [("search", "/search/?q=handover"), ("feed", "/feed/"), ("sitemap", "/sitemap.xml")]
        return found + plain

    def measure(self, address: str, requests: int) -> PageMeasurement:
        """Ask for an address: some times to warm up, then with nothing kept, then with pieces."""
        for _ in range(3):
            body = self.ask(address)
        kept = caches["template_fragments"]
        return PageMeasurement(
            first=self.cost(address, requests, before=kept.clear),
            next=self.cost(address, requests, before=lambda: None),
            body=body,
        )

    def cost(self, address: str, requests: int, before: Callable[[], None]) -> RequestCost:
        """Ask once to count, and many times to time; `before` is called before each."""
        before()
        with CaptureQueriesContext(connection) as queries:
            self.ask(address)
            number = len(queries)  # counted here: the next request forgets them
        times = []
        for _ in range(requests):
            before()
            started = time.process_time()
            self.ask(address)
            times.append(time.process_time() - started)
        return RequestCost(number, statistics.median(times) * 1000)

    def ask(self, address: str) -> bytes:
        """Return the answer to a request.

        Raises:
            CommandError: The answer is not 200.
        """
        response = self.client.get(address)
        if response.status_code != 200:
            raise CommandError(f"{address} answers {response.status_code}.")
        return b"".join(response) if response.streaming else response.content

    def first_visit(self, blog: PageMeasurement) -> None:
        """Print what a first visit to a blog brings over the wire, pictures left out."""
        self.stdout.write("\nFirst visit to the blog, without pictures")
        total = blog.zipped
        line = "{:<76}{:>9}{:>8}"
        self.stdout.write(line.format("the page", len(blog.body), blog.zipped))
        parts = LinkedFileParser(blog.body.decode()).addresses
        for address in parts:
            data = self.part(address)
            # A font is compressed already; what nginx would zip is counted zipped.
            zipped = len(data) if address.endswith(".woff2") else len(gzip.compress(data, 6))
            total += zipped
            self.stdout.write(line.format(address, len(data), zipped))
        self.stdout.write(line.format(f"{len(parts) + 1} requests", "", total))

    def part(self, address: str) -> bytes:
        """Return a static file as it would be served."""
        path = finders.find(address.removeprefix(settings.STATIC_URL))
        if not address.startswith(settings.STATIC_URL) or path is None:
            return self.ask(address)
        return Path(path).read_bytes()
