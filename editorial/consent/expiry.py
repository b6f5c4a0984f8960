"""Consent expiry: reminders before the day, and unpublication on it."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from editorial.consent.drift import consents_to_published_content
from editorial.consent.models import Consent
from editorial.consent.notifications import notify_expiring_consent
from editorial.reviews.models import ReviewDate
from editorial.workflow.unpublishing import unpublish_page

REMINDER_PERIOD = timedelta(days=30)


def unpublish_expired() -> int:
    """Unpublish every page whose published content a consent no longer covers.

    Returns:
        The number of pages unpublished.
    """
    number = 0
    for page in Page.objects.filter(live=True, consents__in=Consent.objects.ended()).distinct():
        page = page.specific
        if expired := expired_consents(page):
            names = ", ".join(sorted({consent.name for consent in expired}))
            unpublish_page(page, f"The consent of {names} has ended.")
            number += 1
    return number


def expired_consents(page: Page) -> list[Consent]:
    """Return the ended consents to a page's published content without a valid replacement."""
    consents = consents_to_published_content(page)
    valid = set(consents.valid().values_list("person_key", "name"))
    return [
        consent for consent in consents.ended() if (consent.person_key, consent.name) not in valid
    ]


def remind_of_expiring_consents() -> int:
    """Notify the editors of consents that expire soon. Returns the number of such consents."""
    last = timezone.localdate() + REMINDER_PERIOD
    expiring = Consent.objects.valid().filter(expires_on__lte=last, page__live=True)
    for consent in expiring:
        notify_expiring_consent(consent)
        for review in ReviewDate.objects.filter(page=consent.page_id):
            review.make_due_now(f"the consent of {consent.name} ends on {consent.expires_on}")
    return len(expiring)
