"""Helpers of cache tests: configure the frontend cache, and run the purge jobs."""

from wagtail.models import Site

from config.settings.frontend_caches import frontend_caches_from_urls
from page_cache import purge_jobs


def put_behind_cache(cache, settings):
    """Make a cache the frontend cache of the site."""
    settings.WAGTAILADMIN_BASE_URL = cache.address
    settings.WAGTAILFRONTENDCACHE = frontend_caches_from_urls([cache.address])
    site = Site.objects.get()
    site.hostname, site.port = "127.0.0.1", cache.server.server_port
    site.save()


def purged_paths(cache):
    """Run the purge jobs; return the purged paths."""
    purge_jobs.run_purge_jobs()
    return {address.removeprefix(cache.address) for address in cache.purged}
