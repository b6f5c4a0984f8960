"""Registers the scheduled job of the page cache."""

from datetime import timedelta

from wagtail import hooks

from page_cache.purge_jobs import run_purge_jobs

hooks.register(
    "register_scheduled_jobs",
    lambda: [
        {
            "name": "page_cache.run_purge_jobs",
            "run": run_purge_jobs,
            "every": timedelta(seconds=5),
        }
    ],
    order=500,  # after the jobs that publish
)
