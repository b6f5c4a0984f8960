"""Review dates that act: set at publication, told of, and brought forward."""

from typing import Any

from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, get_default_page_content_type

from editorial.consent.fingerprint import fingerprint
from editorial.reviews.models import DUE_SOON_PERIOD, ReviewDate, add_months, review_months_for
from editorial.workflow.notifications import edit_url
from outbox.services import notify_users


def set_review_date(sender: type, instance: Page, **kwargs: Any) -> None:
    """Give a page its days when it is published: today it was checked, by two people at least."""
    if not hasattr(sender, "review_months"):
        return
    today = timezone.localdate()
    days = {
        "checked_on": today,
        "review_on": add_months(today, review_months_for(sender)),
        "brought_forward": "",
        "agreed": fingerprint(instance),
    }
    ReviewDate.objects.update_or_create(
        page_id=instance.pk,
        defaults=days,
        create_defaults=days | {"caretaker_id": instance.owner_id},
    )


def remind_caretakers() -> int:
    """Remind the caretakers of pages that are due within a month, once for each day set.

    Returns:
        How many pages are due.
    """
    last = timezone.localdate() + DUE_SOON_PERIOD
    due = ReviewDate.objects.public().filter(review_on__lte=last, caretaker__isnull=False)
    number = 0
    for review in due.select_related("page", "caretaker"):
        context = {
            "title": review.page.draft_title,
            "review": review,
            "edit": edit_url(review.page),
        }
        key = f"review-{review.page_id}-{review.review_on}"
        notify_users([review.caretaker], "review_due", key, context)
        number += 1
    return number


def flag_dead_internal_links() -> int:
    """Bring forward the review of every public page that leads to one that is not public.

    Returns:
        How many such links there are.
    """
    kind = get_default_page_content_type()
    closed = Page.objects.filter(live=False).annotate(key=Cast("pk", CharField())).values("key")
    links = ReferenceIndex.objects.filter(
        base_content_type=kind, to_content_type=kind, to_object_id__in=closed
    )
    rows = set(links.values_list("object_id", "to_object_id"))
    titles = Page.objects.in_bulk([int(to) for _, to in rows])
    reviews = {
        review.page_id: review
        for review in ReviewDate.objects.public().filter(page__in=[int(pk) for pk, _ in rows])
    }
    for pk, to in sorted(rows):
        if review := reviews.get(int(pk)):
            review.bring_forward(
                f"it leads to “{titles[int(to)].title}”, which is not public"[:200]
            )
    return len(rows)
