"""Drift: published content that differs from what was consented to.

A record that a page shows, such as a person's, can change while the page is public. The page is
not unpublished for it: its review is brought forward, and editors are notified.
"""

from collections.abc import Iterable

from django.db import models
from django.db.models import QuerySet
from wagtail.models import Page

from editorial.consent.models import Consent, outstanding_names
from editorial.files import ReferencingPages
from editorial.reviews.models import ReviewDate
from editorial.workflow.fingerprint import fingerprint
from editorial.workflow.notifications import get_editors
from outbox.services import notify_users

DRIFT_REASON = "the page has changed since people agreed to it"


def consents_to_published_content(page: Page) -> QuerySet[Consent]:
    """Return the consents to the published content of a page, or to what was accepted since.

    Without a stored fingerprint all consents to the page count: rather one too many expires.
    """
    review = ReviewDate.objects.filter(page_id=page.pk).exclude(agreed_fingerprint="").first()
    consents = Consent.objects.filter(page_id=page.pk)
    return consents.filter(fingerprint=review.agreed_fingerprint) if review else consents


def has_drifted(page: Page) -> bool:
    """Return whether a public page with valid consents differs from what was consented to."""
    reviews = ReviewDate.objects.public().filter(page_id=page.pk)
    review = reviews.exclude(agreed_fingerprint="").first()
    if review is None or not consents_to_published_content(page).valid().exists():
        return False
    return fingerprint(Page.objects.get(pk=page.pk).specific) != review.agreed_fingerprint


def ended_consents(page: Page) -> list[Consent]:
    """Return the latest consent of each person to a page, where it is no longer valid."""
    latest: dict[tuple[str, str], Consent] = {}
    for consent in Consent.objects.filter(page_id=page.pk).order_by("given_at", "pk"):
        latest[consent.person_key, consent.name] = consent
    return [consent for consent in latest.values() if not consent.is_valid]


def store_published_fingerprint(page: Page) -> None:
    """Store the fingerprint of a page that was just published, on its review date."""
    reviews = ReviewDate.objects.filter(page_id=page.pk)
    if reviews.exists():
        reviews.update(agreed_fingerprint=fingerprint(page))


def store_fingerprint_on_publication(sender: type, instance: Page, **kwargs: object) -> None:
    """Receive `page_published` and store the fingerprint of what the workflow approved."""
    store_published_fingerprint(instance)


def store_agreed_fingerprint(page: Page) -> None:
    """Store the fingerprint of a public page's present content when everyone has agreed to it."""
    published = Page.objects.get(pk=page.pk).specific
    if published.live and not outstanding_names(published):
        store_published_fingerprint(published)


def check_pages_displaying_record(
    sender: type, instance: models.Model, raw: bool = False, **kwargs: object
) -> None:
    """Receive `post_save` of a record and check the pages that show it for drift."""
    if not raw:
        flag_drifted_pages(ReferencingPages(instance).page_ids)


def flag_drifted_pages(page_ids: Iterable[int] | None = None) -> int:
    """Bring forward the review of drifted pages, and notify their caretakers and the editors.

    Args:
        page_ids: The pages to check; None for all.

    Returns:
        The number of drifted pages.
    """
    reviews = ReviewDate.objects.public().exclude(agreed_fingerprint="")
    reviews = reviews.filter(page__in=Consent.objects.valid().values("page"))
    if page_ids is not None:
        reviews = reviews.filter(page__in=page_ids)
    drifted = [
        review for review in reviews.select_related("page__owner") if has_drifted(review.page)
    ]
    for review in drifted:
        review.make_due_now(DRIFT_REASON)
        _notify_drift(review)
    return len(drifted)


def _notify_drift(review: ReviewDate) -> None:
    page = review.page
    content = fingerprint(page.specific)
    context = {"title": page.draft_title, "page": page}
    recipients = {review.caretaker or page.owner, *get_editors()} - {None}
    event_key = f"drift-{page.pk}-{review.review_on}-{content[:32]}"
    notify_users(recipients, "editorial/consent_drift", event_key, context)
