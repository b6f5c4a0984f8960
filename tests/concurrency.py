"""Threads that start together, each with its own database connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections


def run_concurrently(number: int, function: Callable[[int], Any]) -> list[Any]:
    """Call a function with each index below a number, in as many threads that start together."""
    ready = Barrier(number)

    def run(index: int) -> Any:
        try:
            ready.wait(30)
            return function(index)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=number) as threads:
        return list(threads.map(run, range(number)))
