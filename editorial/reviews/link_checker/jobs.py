"""The worker's rounds: one link at a time, and what follows when one is dead."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from editorial.reviews.link_checker.probe import ProbeResult, Verdict, probe_link
from editorial.reviews.models import ExternalLink, ReviewDate
from editorial.workflow.notifications import edit_url
from outbox.services import notify_users

MAX_PROBES_PER_DAY = 300
"""How many links are tried on one day; with 28 days between two tries, for up to 8,400 links."""
HOST_PAUSE = timedelta(minutes=10)
"""How long one site is left alone after one of its links was tried."""


def probe_next(allow_loopback: bool = False) -> ExternalLink | None:
    """Try the link that has waited longest, unless the day's number is reached.

    Args:
        allow_loopback: Whether this machine may be asked, for tests.

    Returns:
        The link that was tried, if any was due.
    """
    if not settings.HUB_CHECK_LINKS:
        return None
    now = timezone.localtime()
    today = ExternalLink.objects.probed_since(now.replace(hour=0, minute=0, second=0))
    lately = ExternalLink.objects.probed_since(now - HOST_PAUSE)
    due = ExternalLink.objects.due().exclude(host__in=lately.values("host"))
    link = due.first() if today.count() < MAX_PROBES_PER_DAY else None
    if link:
        record_probe(link, probe_link(link.address, allow_loopback))
    return link


@transaction.atomic
def record_probe(link: ExternalLink, found: ProbeResult) -> None:
    """Keep what was found of a link; when it is dead, have its pages looked at again."""
    if found.verdict is Verdict.WELL:
        link.record_success(found.answer)
    elif found.verdict is Verdict.GONE or (
        found.verdict is Verdict.NO_SUCH_HOST and _has_recent_response()
    ):
        if link.record_failure(found.answer):
            flag_dead_link(link)
    else:
        link.record_unknown(found.answer)


def flag_dead_link(link: ExternalLink) -> None:
    """Bring forward the review of the pages with a dead link, and tell whose they are."""
    reviews = ReviewDate.objects.public().filter(page__in=link.pages.all())
    for review in reviews.select_related("page__owner", "caretaker"):
        review.bring_forward(f"it leads to {link.address}, which is gone"[:200])
        page = review.page
        context = {"title": page.draft_title, "link": link, "edit": edit_url(page)}
        key = f"dead-link-{link.pk}-{page.pk}-{link.dead_since}"
        people = {review.caretaker or page.owner} - {None}
        notify_users(people, "link_dead", key, context)


def _has_recent_response() -> bool:
    """Return whether any site answered since yesterday: else it is our own line that is dead."""
    yesterday = timezone.now() - timedelta(days=1)
    answered = ExternalLink.objects.probed_since(yesterday)
    return answered.filter(answer__regex=r"^\d{3}$").exists()
