"""Wagtail hooks of the search index: its periodic job."""

from datetime import time
from typing import Any

from wagtail import hooks

from search_index.vocabulary import rebuild_vocabulary


@hooks.register("register_scheduled_jobs")
def register_scheduled_jobs() -> list[dict[str, Any]]:
    """Return the arguments of the periodic jobs."""
    return [
        {"name": "search_index.rebuild_vocabulary", "run": rebuild_vocabulary, "at": time(3, 30)}
    ]
