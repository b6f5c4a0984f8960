"""Unpublishing pages, and cancelling scheduled publications."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from editorial.workflow.locking import lock_page
from editorial.workflow.notifications import (
    notify_of_blocked_publication,
    notify_of_unpublication,
)


@transaction.atomic
def unpublish_page(page: Page, reason: str, user: Any = None) -> None:
    """Unpublish a page and cancel its scheduled publication.

    Search, feeds and listings filter by `live`, so that the page leaves them at once. Its files
    follow (`editorial.files`), and cached fragments are dropped with the cache version.

    Args:
        page: The page.
        reason: The reason, for the page's history.
        user: Who unpublished it; None for a person without an account, or the scheduler.
    """
    lock_page(page.pk)
    page = Page.objects.get(pk=page.pk).specific
    scheduled = Revision.objects.for_instance(page).exclude(approved_go_live_at=None)
    scheduled.update(approved_go_live_at=None)
    # Before the receiver of `page_unpublished`, which knows no reason.
    notify_of_unpublication(page, reason, user)
    page.unpublish(user=user)
    log(instance=page, action="editorial.unpublish", user=user, data={"reason": reason})


def cancel_blocked_schedules() -> int:
    """Cancel the schedule of due revisions with blockers, so that they delay no others.

    Returns:
        The number of schedules cancelled.
    """
    number = 0
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
        if blockers := revision.as_object().publication_blockers():
            due_at = revision.approved_go_live_at
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            notify_of_blocked_publication(revision.content_object, revision, due_at, blockers)
            number += 1
    return number
