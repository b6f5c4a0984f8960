"""Measure queries, processor time and size of each public page type."""

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
    """Queries and processor time of one request."""

    queries: int
    milliseconds: float


@dataclass(frozen=True)
class PageMeasurement:
    """The measurement of one URL."""

    first: RequestCost
    next: RequestCost
    body: bytes

    @property
    def zipped(self) -> int:
        """The size of the gzip-compressed response in bytes."""
        return len(gzip.compress(self.body, 6))


class LinkedFileParser(HTMLParser):
    """Collects the files other than images that a browser loads for a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the URL of a stylesheet, script, font or icon."""
        values = dict(attrs)
        url = None
        if tag == "link" and FIRST_VISIT_LINKS & set((values.get("rel") or "").split()):
            url = values.get("href")
        elif tag == "script":
            url = values.get("src")
        if url and url not in self.addresses:
            self.addresses.append(url)


class Command(BaseCommand):
    """Requests pages as an anonymous reader in a warm process.

    The first two figures are of a page without cached fragments; the next two of one whose
    menus and cards an earlier request has cached. No whole page is cached.
    """

    help = "Print what each type of page costs: queries, processor time, bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the number of requests per URL."""
        parser.add_argument("--requests", type=int, default=30, help="Requests per page.")

    def handle(self, *args: object, **options: Any) -> None:
        """Measure and print."""
        with override_settings(ALLOWED_HOSTS=["*"]):
            self.client = Client(headers={"host": "localhost"})
            self.stdout.write(f"{'':<74}{'first reader':>16}{'next reader':>17}")
            self.stdout.write(TABLE_ROW.format(*TABLE_HEADER))
            for name, address in self.addresses():
                measurement = self.measure(address, options["requests"])
                self.stdout.write(
                    TABLE_ROW.format(
                        name,
                        address,
                        measurement.first.queries,
                        f"{measurement.first.milliseconds:.1f}",
                        measurement.next.queries,
                        f"{measurement.next.milliseconds:.1f}",
                        len(measurement.body),
                        measurement.zipped,
                    )
                )
                if name == "blog":
                    blog = measurement
            self.first_visit(blog)

    def addresses(self) -> list[tuple[str, str]]:
        """Return one URL of each page type, deterministically."""
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
        pages_with_urls = [(name, page.get_url()) for name, page in pages if page]
        plain = [("search", "/search/?q=handover"), ("feed", "/feed/"), ("sitemap", "/sitemap.xml")]
        return pages_with_urls + plain

    def measure(self, address: str, requests: int) -> PageMeasurement:
        """Measure a URL with empty caches and with cached fragments, after a warm-up."""
        for _ in range(3):
            body = self.get(address)
        cache = caches["template_fragments"]
        return PageMeasurement(
            first=self.cost(address, requests, before=cache.clear),
            next=self.cost(address, requests, before=lambda: None),
            body=body,
        )

    def cost(self, address: str, requests: int, before: Callable[[], None]) -> RequestCost:
        """Count the queries of one request and time many; `before` runs before each."""
        before()
        with CaptureQueriesContext(connection) as queries:
            self.get(address)
            number = len(queries)  # counted here: the next request forgets them
        times = []
        for _ in range(requests):
            before()
            started = time.process_time()
            self.get(address)
            times.append(time.process_time() - started)
        return RequestCost(number, statistics.median(times) * 1000)

    def get(self, address: str) -> bytes:
        """Return the content of a response.

        Raises:
            CommandError: The answer is not 200.
        """
        response = self.client.get(address)
        if response.status_code != 200:
            raise CommandError(f"{address} answers {response.status_code}.")
        return b"".join(response) if response.streaming else response.content

    def first_visit(self, blog: PageMeasurement) -> None:
        """Print the transferred files of a first visit to a blog, without images."""
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
        """Return a static file as it is served."""
        path = finders.find(address.removeprefix(settings.STATIC_URL))
        if not address.startswith(settings.STATIC_URL) or path is None:
            return self.get(address)
        return Path(path).read_bytes()
