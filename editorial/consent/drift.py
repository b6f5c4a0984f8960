"""What was agreed to of a public page, and whether it still shows that.

A record that a page shows, such as a person's, can change while the page is public. Nobody takes
the page down for it: the desk is told, and asks again where it must.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import QuerySet
from wagtail.models import Page

from editorial.consent.fingerprint import fingerprint
from editorial.consent.models import Consent, outstanding_names
from editorial.files import ReferencingPages
from editorial.reviews.models import ReviewDate
from editorial.workflow.notifications import editors
from outbox.services import notify_users

DRIFT_REASON = "what it shows is another than what was agreed to"


def consents_to_published_content(page: Page) -> QuerySet[Consent]:
    """Return the consents to what a public page says: to what was published of it, or agreed since.

    Where that was not noted, each consent to the page counts: sooner one too many lapses.
    """
    noted = ReviewDate.objects.filter(page_id=page.pk).exclude(agreed="").first()
    consents = Consent.objects.filter(page_id=page.pk)
    return consents.filter(fingerprint=noted.agreed) if noted else consents


def has_drifted(page: Page) -> bool:
    """Return whether a public, signed-off page shows another thing than was agreed to."""
    review = ReviewDate.objects.public().filter(page_id=page.pk).exclude(agreed="").first()
    if review is None or not consents_to_published_content(page).standing().exists():
        return False
    return fingerprint(Page.objects.get(pk=page.pk).specific) != review.agreed


def ended_consents(page: Page) -> list[Consent]:
    """Return the last consent of each person to a page, where it was withdrawn or has lapsed."""
    last: dict[tuple[str, str], Consent] = {}
    for consent in Consent.objects.filter(page_id=page.pk).order_by("given_at", "pk"):
        last[consent.about, consent.name] = consent
    return [consent for consent in last.values() if not consent.holds]


def accept_published_content(page: Page) -> None:
    """Take what a public page shows for agreed, when everybody has agreed to it anew."""
    public = Page.objects.get(pk=page.pk).specific
    if public.live and not outstanding_names(public):
        ReviewDate.objects.filter(page_id=page.pk).update(agreed=fingerprint(public))


def check_pages_showing_record(
    sender: type, instance: models.Model, raw: bool = False, **kw: Any
) -> None:
    """Look again at every page that shows a record which was saved."""
    if not raw:
        flag_drifted_pages(ReferencingPages(instance).pages)


def flag_drifted_pages(among: Iterable[int] | None = None) -> int:
    """Bring forward the review of signed-off pages that show what was not agreed to, and tell.

    Args:
        among: The ids of the pages to look at; None for all.

    Returns:
        How many there are.
    """
    signed = ReviewDate.objects.public().exclude(agreed="")
    signed = signed.filter(page__in=Consent.objects.standing().values("page"))
    if among is not None:
        signed = signed.filter(page__in=among)
    changed = [each for each in signed.select_related("page__owner") if has_drifted(each.page)]
    for review in changed:
        review.bring_forward(DRIFT_REASON)
        _notify_drift(review)
    return len(changed)


def _notify_drift(review: ReviewDate) -> None:
    page = review.page
    mark = fingerprint(page.specific)
    context = {"title": page.draft_title, "page": page}
    people = {review.caretaker or page.owner, *editors()} - {None}
    notify_users(people, "agreed_changed", f"changed-{page.pk}-{mark[:32]}", context)
