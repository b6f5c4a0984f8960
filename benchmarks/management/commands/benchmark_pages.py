"""Measure response times and queries of each public page type."""

from collections.abc import Iterator
from typing import Any

from benchmarks.command import BenchmarkCommand
from benchmarks.measure import BenchmarkClient, BenchmarkUrl
from benchmarks.page_urls import page_urls
from benchmarks.page_weight import first_visit_files

FILE_ROW = "{:<76}{:>9}{:>8}"


class Command(BenchmarkCommand):
    """Requests public pages as an anonymous reader, from the hub's own database.

    The first reader gets a page without cached fragments; the next reader one whose menus and
    cards an earlier request has cached. No whole page is cached.
    """

    help = "Print what each type of page costs: queries, response time, processor time, size."

    def urls_by_user(self) -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
        """Yield the first and the next reader with the URLs they request."""
        yield "first reader", None, page_urls(has_cached_fragments=False)
        yield "next reader", None, page_urls(has_cached_fragments=True)

    def report(self) -> None:
        """Print the files that the first visit to a blog transfers, without images."""
        [blog] = [url for url in page_urls(has_cached_fragments=True) if url.name == "blog"]
        files = first_visit_files(blog.path, BenchmarkClient("reader", None, requests=1).get)
        self.stdout.write("\n" + FILE_ROW.format("First visit to a blog", "bytes", "gzip"))
        for file in files:
            self.stdout.write(FILE_ROW.format(file.url, file.size, file.transferred))
        total = sum(file.transferred for file in files)
        self.stdout.write(FILE_ROW.format(f"{len(files)} requests", "", total))
