"""The scheduled jobs of the editorial app; see the hook `register_scheduled_jobs`."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

from django.core.management import call_command

from editorial.consent import expiry
from editorial.consent.drift import flag_drifted_pages
from editorial.consent.models import SignOff
from editorial.reviews.link_checker.extract import sync_external_links
from editorial.reviews.link_checker.jobs import probe_next
from editorial.reviews.services import flag_dead_internal_links, remind_caretakers
from editorial.workflow.unpublishing import cancel_blocked_schedules

MINUTE = timedelta(minutes=1)


def scheduled_jobs() -> Iterator[dict[str, Any]]:
    """Yield the jobs, those of publication in the order in which they must run."""
    # No page is published whose consent has just expired, or that is not ready.
    yield {
        "name": "consent.unpublish_expired",
        "run": expiry.unpublish_expired,
        "every": timedelta(minutes=10),
    }
    yield {
        "name": "workflow.cancel_blocked_schedules",
        "run": cancel_blocked_schedules,
        "every": MINUTE,
    }
    yield {
        "name": "workflow.publish_scheduled",
        "run": lambda: call_command("publish_scheduled"),
        "every": MINUTE,
    }
    yield {
        "name": "consent.remind_of_expiring_consents",
        "run": expiry.remind_of_expiring_consents,
        "at": time(6),
    }
    yield {"name": "consent.flag_drifted_pages", "run": flag_drifted_pages, "at": time(5)}
    yield {
        "name": "consent.purge_email_addresses",
        "run": SignOff.objects.purge_email_addresses,
        "at": time(3),
    }
    yield {"name": "reviews.remind_caretakers", "run": remind_caretakers, "at": time(6)}
    yield {
        "name": "reviews.flag_dead_internal_links",
        "run": flag_dead_internal_links,
        "at": time(5),
    }
    yield {"name": "reviews.sync_external_links", "run": sync_external_links, "at": time(4)}
    yield {"name": "reviews.probe_next", "run": probe_next, "every": MINUTE}
