"""The worker's rounds: one link at a time, and what follows when one is dead."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from editorial.models import OutsideLink, ReviewDate
from editorial.notices.writing import write_to
from editorial.outside.trying import Finding, Verdict, try_link
from editorial.workflow.notifications import edit_url

A_DAY = 300
"""How many links are tried on one day; with 28 days between two tries, for up to 8,400 links."""
PAUSE = timedelta(minutes=10)
"""How long one site is left alone after one of its links was tried."""


def try_next(allow_loopback: bool = False) -> OutsideLink | None:
    """Try the link that has waited longest, unless the day's number is reached.

    Args:
        allow_loopback: Whether this machine may be asked, for tests.

    Returns:
        The link that was tried, if any was due.
    """
    if not settings.HUB_TRY_LINKS:
        return None
    now = timezone.localtime()
    today = OutsideLink.objects.tried_since(now.replace(hour=0, minute=0, second=0))
    lately = OutsideLink.objects.tried_since(now - PAUSE)
    due = OutsideLink.objects.due().exclude(host__in=lately.values("host"))
    link = due.first() if today.count() < A_DAY else None
    if link:
        learn(link, try_link(link.address, allow_loopback))
    return link


@transaction.atomic
def learn(link: OutsideLink, found: Finding) -> None:
    """Keep what was found of a link; when it is dead, have its pages looked at again."""
    if found.verdict is Verdict.WELL:
        link.is_well(found.answer)
    elif found.verdict is Verdict.GONE or (
        found.verdict is Verdict.NO_SUCH_HOST and _can_reach_others()
    ):
        if link.is_gone(found.answer):
            tell_of(link)
    else:
        link.is_unsure(found.answer)


def tell_of(link: OutsideLink) -> None:
    """Bring forward the review of the pages with a dead link, and tell whose they are."""
    reviews = ReviewDate.objects.public().filter(page__in=link.pages.all())
    for review in reviews.select_related("page__owner", "caretaker"):
        review.bring_forward(f"it leads to {link.address}, which is gone"[:200])
        page = review.page
        context = {"title": page.draft_title, "link": link, "edit": edit_url(page)}
        key = f"dead-link-{link.pk}-{page.pk}-{link.died_on}"
        people = {review.caretaker or page.owner} - {None}
        write_to(people, "link_dead", key, context)


def _can_reach_others() -> bool:
    """Return whether any site answered since yesterday: else it is our own line that is dead."""
    yesterday = timezone.now() - timedelta(days=1)
    answered = OutsideLink.objects.tried_since(yesterday)
    return answered.filter(answer__regex=r"^\d{3}$").exists()
