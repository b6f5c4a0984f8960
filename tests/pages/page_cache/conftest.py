"""A hub behind a cache that takes purges."""

import pytest

from page_cache.models import PurgeJob
from tests.pages.page_cache.frontend_cache import put_behind_cache
from tests.purge_server import PurgeServer


@pytest.fixture
def cache():
    """A cache that takes purges."""
    with PurgeServer() as server:
        yield server


@pytest.fixture
def hub(hub, cache, settings):
    """The hub, known by the address of the cache in front of it."""
    put_behind_cache(cache, settings)
    PurgeJob.objects.all().delete()
    return hub
