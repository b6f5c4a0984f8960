"""The link checker's job: probe one external link, record the result, flag dead links."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from editorial.reviews.link_checker.probe import ProbeOutcome, ProbeResult, probe_link
from editorial.reviews.models import ExternalLink, ReviewDate
from editorial.workflow.notifications import edit_url
from outbox.services import notify_users

MAX_PROBES_PER_DAY = 300
"""How many links are probed a day: up to 8,400 links, with 28 days between two probes of each."""
HOST_PAUSE = timedelta(minutes=10)
"""The least time between two probes of one host."""


def probe_next(allow_loopback: bool = False) -> ExternalLink | None:
    """Probe the link that is longest overdue, unless the day's limit is reached.

    Args:
        allow_loopback: Whether this machine may be requested, for tests.

    Returns:
        The link that was probed, if any was due.
    """
    if not settings.HUB_CHECK_LINKS:
        return None
    now = timezone.localtime()
    probed_today = ExternalLink.objects.probed_since(now.replace(hour=0, minute=0, second=0))
    probed_recently = ExternalLink.objects.probed_since(now - HOST_PAUSE)
    due = ExternalLink.objects.due().exclude(host__in=probed_recently.values("host"))
    link = due.first() if probed_today.count() < MAX_PROBES_PER_DAY else None
    if link:
        save_probe_result(link, probe_link(link.url, allow_loopback))
    return link


@transaction.atomic
def save_probe_result(link: ExternalLink, result: ProbeResult) -> None:
    """Store the result of a probe; flag the link if it became dead by it."""
    is_gone = result.verdict is ProbeOutcome.GONE or (
        result.verdict is ProbeOutcome.NO_SUCH_HOST and _has_recent_response()
    )
    if result.verdict is ProbeOutcome.WORKING:
        link.save_success(result.response)
    elif not is_gone:
        link.save_inconclusive(result.response)
    elif link.save_failure(result.response):
        flag_dead_link(link)


def flag_dead_link(link: ExternalLink) -> None:
    """Bring forward the review of the pages with a dead link, and notify their caretakers."""
    reviews = ReviewDate.objects.public().filter(page__in=link.pages.all())
    for review in reviews.select_related("page__owner", "caretaker"):
        review.make_due_now(f"the link to {link.url} does not work"[:200])
        page = review.page
        context = {"title": page.draft_title, "link": link, "edit_url": edit_url(page)}
        event_key = f"dead-link-{link.pk}-{page.pk}-{link.dead_since}"
        recipients = {review.caretaker or page.owner} - {None}
        notify_users(recipients, "editorial/dead_link", event_key, context)


def _has_recent_response() -> bool:
    """Return whether any host responded since yesterday: else this machine may be offline."""
    yesterday = timezone.now() - timedelta(days=1)
    probed = ExternalLink.objects.probed_since(yesterday)
    return probed.filter(last_response__regex=r"^\d{3}$").exists()
