"""The invented people of published pages have agreed to them; the desk has checked them."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from demo.content import ContentError, Item
from editorial.consent.fingerprint import fingerprint
from editorial.consent.models import CONSENT_YEARS, Consent, ConsentUse, Relation
from editorial.consent.services import add_years
from editorial.reviews.models import ReviewDate, add_months


def record_sign_offs(page: Page) -> None:
    """Record the consent of everybody a published page speaks of."""
    seen = fingerprint(page) if page.people_concerned else ""
    Consent.objects.bulk_create(
        Consent(
            page=page,
            page_title=page.title,
            about=about,
            name=name,
            relation=Relation.INTERVIEWEE,
            uses=[ConsentUse.SITE],
            fingerprint=seen,
            given_at=page.first_published_at,
            expires_on=add_years(timezone.localdate(), CONSENT_YEARS),
        )
        for about, name in page.people_concerned.items()
    )


def record_content_check(page: Page, caretaker: User) -> None:
    """Let an old page have been checked this month, and a newer one when it came out."""
    if not hasattr(page, "review_months"):
        return
    today = timezone.localdate()
    came_out = page.first_published_at.date()
    still_good = add_months(came_out, page.review_months) > today
    checked_on = came_out if still_good else today.replace(day=1)
    ReviewDate.objects.create(
        page=page,
        caretaker=caretaker,
        checked_on=checked_on,
        review_on=add_months(checked_on, page.review_months),
        agreed=fingerprint(page),
    )


def declaration_fields(row: dict[str, Any], item: Item) -> dict[str, Any]:
    """Return what somebody declares, by the names of the fields it goes into.

    Args:
        row: What the content says of them: `interests`, or `nothing_to_declare`.
        item: Where it says so.

    Raises:
        ContentError: It says neither, or both.
    """
    interests, nothing = row.get("interests", ""), row.get("nothing_to_declare", False)
    if bool(interests) == nothing:
        raise ContentError(item.file, "somebody must declare interests, or that there are none")
    return {"interests": interests, "nothing_to_declare": nothing}
