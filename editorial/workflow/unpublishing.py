"""Taking a page down, and calling off what would publish it again."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from editorial.workflow.locking import lock_page
from editorial.workflow.notifications import notify_of_unpublication


@transaction.atomic
def unpublish_page(page: Page, reason: str, user: Any = None) -> None:
    """Unpublish a page and call off its schedule.

    Search, feeds and listings ask whether a page is live, so that they let go of it at once. Its
    files follow (`editorial.files`), and what is kept of pages is left behind with the edition.

    Args:
        page: The page.
        reason: Why, for the page's history.
        user: Who took it down; None where a person without an account did, or the calendar.
    """
    lock_page(page.pk)
    page = Page.objects.get(pk=page.pk).specific
    revisions = Revision.objects.for_instance(page).exclude(approved_go_live_at=None)
    revisions.update(approved_go_live_at=None)
    page.unpublish(user=user)
    notify_of_unpublication(page, reason)
    log(instance=page, action="editorial.taken_down", user=user, data={"reason": reason})
