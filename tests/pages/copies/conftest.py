"""A hub behind a cache that takes purges."""

import pytest

from editorial.models import Purge
from tests.cache_server import CacheServer
from tests.pages.copies.front import stand_behind


@pytest.fixture
def cache():
    """A cache that takes purges."""
    with CacheServer() as server:
        yield server


@pytest.fixture
def hub(hub, cache, settings):
    """The hub, known by the address of the cache in front of it."""
    stand_behind(cache, settings)
    Purge.objects.all().delete()
    return hub
