"""App of the search index."""

from django.apps import AppConfig


class SearchIndexConfig(AppConfig):
    """The vocabulary of public content, and the lookups that fold text."""

    name = "search_index"

    def ready(self) -> None:
        """Register the lookups, and connect the signal receivers."""
        from search_index import folded_lookups, receivers

        folded_lookups.register()
        receivers.connect()
