"""Invalidation of cached pages and page fragments."""

from django.apps import AppConfig


class PageCacheConfig(AppConfig):
    """Invalidation of cached pages and page fragments."""

    name = "page_cache"
