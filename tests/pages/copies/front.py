"""The cache in front of the hub, and what it was told to drop."""

from wagtail.models import Site

from config.settings.fronts import from_addresses
from editorial.purging import rounds


def stand_behind(cache, settings):
    settings.WAGTAILADMIN_BASE_URL = cache.address
    settings.WAGTAILFRONTENDCACHE = from_addresses([cache.address])
    site = Site.objects.get()
    site.hostname, site.port = "127.0.0.1", cache.server.server_port
    site.save()


def purged(cache):
    """Let the worker go round; return the paths that were dropped."""
    rounds.purge()
    return {address.removeprefix(cache.address) for address in cache.purged}
