"""Consents that end: told ahead, and acted on when the day has come."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, Revision

from editorial.consent.drift import consents_to_published_content
from editorial.consent.models import Consent
from editorial.consent.notifications import notify_expiring_consent
from editorial.reviews.models import ReviewDate
from editorial.workflow.notifications import notify_of_blocked_publication
from editorial.workflow.unpublishing import unpublish_page

REMINDER_PERIOD = timedelta(days=30)


def take_down_expired() -> int:
    """Take down every public page whose words somebody's consent no longer covers.

    Returns:
        How many pages were taken down.
    """
    number = 0
    for page in Page.objects.filter(live=True, consents__in=Consent.objects.ended()).distinct():
        page = page.specific
        if lapsed := expired_consents(page):
            names = ", ".join(sorted({consent.name for consent in lapsed}))
            unpublish_page(page, f"The consent of {names} has ended.")
            number += 1
    return number


def expired_consents(page: Page) -> list[Consent]:
    """Return the ended consents to what is public of a page that no other consent replaces."""
    consents = consents_to_published_content(page)
    standing = set(consents.standing().values_list("about", "name"))
    return [each for each in consents.ended() if (each.about, each.name) not in standing]


def cancel_blocked_schedules() -> int:
    """Call off the schedule of what may not be published, so that it stops nothing else.

    Returns:
        How many revisions were held back.
    """
    number = 0
    due = Revision.objects.filter(approved_go_live_at__lt=timezone.now())
    for revision in due:
        if found := revision.as_object().publication_blockers():
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            notify_of_blocked_publication(revision.content_object, revision, found)
            number += 1
    return number


def remind_of_expiring_consents() -> int:
    """Tell the editors of consents that end soon. Returns how many there are."""
    last = timezone.localdate() + REMINDER_PERIOD
    soon = Consent.objects.standing().filter(expires_on__lte=last, page__live=True)
    for consent in soon:
        notify_expiring_consent(consent)
        for review in ReviewDate.objects.filter(page=consent.page_id):
            review.bring_forward(f"the consent of {consent.name} ends on {consent.expires_on}")
    return len(soon)
