"""The scheduled jobs of networks; see the hook `register_scheduled_jobs`."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from networks.member_messages.services import delete_expired_messages
from networks.requests.retention import delete_expired_requests, notify_undecided_requests
from networks.resources.services import purge_removed_resources
from networks.sessions.occurrences import generate_all_occurrences
from networks.sessions.reminders import send_reminders
from networks.sessions.retention import delete_expired_sign_ups


def scheduled_jobs() -> Iterator[dict[str, Any]]:
    """Yield the jobs."""
    yield {
        "name": "networks.generate_all_occurrences",
        "run": generate_all_occurrences,
        "at": time(4),
    }
    yield {
        "name": "networks.notify_undecided_requests",
        "run": notify_undecided_requests,
        "at": time(6),
    }
    yield {
        "name": "networks.purge_expired_requests",
        "run": delete_expired_requests,
        "at": time(3),
    }
    yield {
        "name": "networks.purge_removed_resources",
        "run": purge_removed_resources,
        "at": time(3),
    }
    yield {
        "name": "networks.purge_member_messages",
        "run": delete_expired_messages,
        "at": time(3),
    }
    yield {"name": "networks.purge_sign_ups", "run": delete_expired_sign_ups, "at": time(3)}
    yield {"name": "networks.send_reminders", "run": send_reminders, "at": time(6)}
