"""Services of review: set the date at publication, remind, bring forward for dead links."""

from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from editorial.reviews.models import (
    DUE_SOON_PERIOD,
    ReviewDate,
    add_months,
    review_months_for,
)
from editorial.workflow.notifications import edit_url
from editorial.workflow.permissions import can_request_sign_off
from outbox.services import notify_users


def set_review_date(sender: type, instance: Page, **kwargs: Any) -> None:
    """Receive `page_published` and set the review date: the workflow has just checked the page."""
    if not hasattr(sender, "review_months"):
        return
    today = timezone.localdate()
    dates = {
        "checked_on": today,
        "review_on": add_months(today, review_months_for(sender)),
        "brought_forward": "",
    }
    ReviewDate.objects.update_or_create(
        page_id=instance.pk,
        defaults=dates,
        create_defaults=dates | {"caretaker_id": instance.owner_id},
    )


def remind_caretakers() -> int:
    """Notify the caretakers of pages due within a month, once for each date set.

    Returns:
        The number of pages due.
    """
    last = timezone.localdate() + DUE_SOON_PERIOD
    due = ReviewDate.objects.public().filter(review_on__lte=last, caretaker__isnull=False)
    number = 0
    for review in due.select_related("page", "caretaker"):
        context = {
            "title": review.page.draft_title,
            "review": review,
            **_review_link(review),
        }
        event_key = f"review-{review.page_id}-{review.review_on}"
        notify_users([review.caretaker], "editorial/review_due", event_key, context)
        number += 1
    return number


def _review_link(review: ReviewDate) -> dict[str, Any]:
    """Return the URL of the review date, and of the editor for guests, who may not confirm it."""
    can_confirm = can_request_sign_off(review.page.specific, review.caretaker)
    url = reverse("editorial:review_date", args=[review.page_id])
    return {"can_confirm": can_confirm, "url": url if can_confirm else edit_url(review.page)}


def flag_dead_internal_links() -> int:
    """Bring forward the review of every public page that links to a page that is not public.

    Returns:
        The number of such links.
    """
    content_type = get_default_page_content_type()
    unpublished = Page.objects.filter(live=False).annotate(key=Cast("pk", CharField()))
    links = ReferenceIndex.objects.filter(
        base_content_type=content_type,
        to_content_type=content_type,
        to_object_id__in=unpublished.values("key"),
    )
    pairs = set(links.values_list("object_id", "to_object_id"))
    targets = Page.objects.in_bulk([int(target) for _, target in pairs])
    reviews = {
        review.page_id: review
        for review in ReviewDate.objects.public().filter(page__in=[int(pk) for pk, _ in pairs])
    }
    for pk, target in sorted(pairs):
        if review := reviews.get(int(pk)):
            review.make_due_now(
                f"it links to “{targets[int(target)].title}”, which is not public"[:200]
            )
    return len(pairs)
