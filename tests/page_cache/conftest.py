"""Fixtures of the page cache: an HTTP cache that accepts purges, and a hub behind it."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from page_cache.models import PurgeJob
from tests.page_cache.purge_helpers import put_behind_cache
from tests.pages.conftest import hub as hub_without_cache
from tests.pages.conftest import restricted_page
from tests.purge_server import PurgeServer

__all__ = ["cache", "hub", "hub_without_cache", "restricted_page"]


@pytest.fixture
def cache() -> Iterator[PurgeServer]:
    """An HTTP cache that accepts purges."""
    with PurgeServer() as server:
        yield server


@pytest.fixture
def hub(hub_without_cache: SimpleNamespace, cache: PurgeServer, settings: Any) -> SimpleNamespace:
    """A hub with one page of each type, served by the cache's URL."""
    put_behind_cache(cache, settings)
    PurgeJob.objects.all().delete()
    return hub_without_cache
