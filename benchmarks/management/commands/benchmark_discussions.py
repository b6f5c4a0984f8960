"""Measure response times and queries of discussions, one of them with 5,000 posts."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import CommandError

from benchmarks.command import BenchmarkCommand
from benchmarks.discussion_urls import PAGES_OF_LONG_DISCUSSION, discussion_urls
from benchmarks.generators.discussions import generate_discussion_data, has_discussion_data
from benchmarks.generators.sizes import DiscussionSize
from benchmarks.measure import BenchmarkUrl, Measurement

LARGEST_RATIO = 1.1
"""How much more processor time one page of a discussion may take than another."""


class Command(BenchmarkCommand):
    """Requests discussions as visitor, member and moderator."""

    help = (
        "Print what pages of discussions cost; fail where the first, the middle and the last page "
        "of 5,000 posts differ by more than a tenth, or in their number of queries."
    )
    database = "hub_bench_discussions"

    def fill(self) -> bool:
        """Generate the data unless it exists. Returns whether it was generated."""
        if has_discussion_data(DiscussionSize()):
            return False
        generate_discussion_data(DiscussionSize())
        return True

    def urls_by_user(self) -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
        """Yield each role with its user and the URLs it requests."""
        return discussion_urls()

    def report(self) -> None:
        """Compare the pages of the long discussion, for each role.

        Raises:
            CommandError: They differ too much.
        """
        uneven = [role for role, pages in self._pages_by_role().items() if not self._compare(pages)]
        if uneven:
            raise CommandError(f"The pages of one discussion differ for: {', '.join(uneven)}.")

    def _pages_by_role(self) -> dict[str, list[Measurement]]:
        pages: dict[str, list[Measurement]] = {}
        for measurement in self.measurements:
            if measurement.url.name in PAGES_OF_LONG_DISCUSSION:
                pages.setdefault(measurement.role, []).append(measurement)
        return pages

    def _compare(self, pages: list[Measurement]) -> bool:
        """Print how much the pages differ. Returns whether that is little enough."""
        ratio = max(page.cpu for page in pages) / min(page.cpu for page in pages)
        queries = {page.queries for page in pages}
        is_even = ratio <= LARGEST_RATIO and len(queries) == 1
        numbers = " or ".join(str(number) for number in sorted(queries))
        self.stdout.write(
            f"{pages[0].role}: pages differ by {ratio - 1:.0%} of processor time, "
            f"with {numbers} queries: {'met' if is_even else 'NOT MET'}"
        )
        return is_even
