"""Consent records and review dates of the demonstration's published pages."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from demo.content import ContentEntry, ContentError
from editorial.consent.models import CONSENT_YEARS, Consent, ConsentUse, Relation
from editorial.consent.services import add_years
from editorial.reviews.models import ReviewDate, add_months
from editorial.workflow.fingerprint import fingerprint


def record_sign_offs(page: Page) -> None:
    """Create a consent record for each person concerned by a published page."""
    agreed_fingerprint = fingerprint(page) if page.people_concerned else ""
    Consent.objects.bulk_create(
        Consent(
            page=page,
            page_title=page.title,
            person_key=about,
            name=name,
            relation=Relation.INTERVIEWEE,
            uses=[ConsentUse.SITE],
            fingerprint=agreed_fingerprint,
            given_at=page.first_published_at,
            expires_on=add_years(timezone.localdate(), CONSENT_YEARS),
        )
        for about, name in page.people_concerned.items()
    )


def record_content_check(page: Page, caretaker: User) -> None:
    """Create the review date of a page.

    A page whose review period has passed counts as checked on the first of this month, a newer
    one as checked when it was first published.
    """
    if not hasattr(page, "review_months"):
        return
    today = timezone.localdate()
    published_on = page.first_published_at.date()
    is_within_period = add_months(published_on, page.review_months) > today
    checked_on = published_on if is_within_period else today.replace(day=1)
    ReviewDate.objects.create(
        page=page,
        caretaker=caretaker,
        checked_on=checked_on,
        review_on=add_months(checked_on, page.review_months),
        agreed_fingerprint=fingerprint(page),
    )


def declaration_fields(row: dict[str, Any], entry: ContentEntry) -> dict[str, Any]:
    """Return the declared interests of a person as field values.

    Args:
        row: The person's row in the content, with `interests` or `nothing_to_declare`.
        entry: The entry that contains the row, named in error messages.

    Raises:
        ContentError: The row has neither key, or both.
    """
    interests, has_none = row.get("interests", ""), row.get("nothing_to_declare", False)
    if bool(interests) == has_none:
        raise ContentError(entry.file, "declare `interests`, or set `nothing_to_declare`")
    return {"interests": interests, "nothing_to_declare": has_none}
