"""Services that open and close the comments of a page."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from community.enums import HUB_KINDS, SpaceKind
from community.models import Discussion, Space
from community.models.discussion import free_slug
from community.moderation.services import set_closed
from page_cache.invalidation import object_tags, purge
from pages.models import HubPage

CLOSE_REASON = "An editor closed the comments."


def suggest_space(page: HubPage) -> Space | None:
    """Return the space of the campaign that a page belongs to, or the board of its topic."""
    parents = page.get_ancestors().values("pk")
    campaigns = Space.objects.filter(kind=SpaceKind.CAMPAIGN, external_id__in=parents)
    if space := campaigns.first():
        return space
    boards = Space.objects.filter(kind=SpaceKind.BOARD, topic__isnull=False)
    by_path = {board.topic.path: board for board in boards.select_related("topic")}
    for topic in page.topics.all():
        for path, board in by_path.items():
            if topic.path.startswith(path):
                return board
    return None


@transaction.atomic
def open_comments(page: HubPage, space: Space, editor: Any) -> Discussion:
    """Open the comments of a page, or open them again.

    Args:
        page: The page.
        space: The space, used when they are opened first.
        editor: The account of the editor.
    """
    # The row of the page is locked, so that two editors do not open its comments twice.
    Page.objects.select_for_update().get(pk=page.pk)
    Space.objects.select_for_update().get(pk=space.pk)
    discussion = Discussion.objects.select_for_update().filter(page=page).first()
    if discussion is None:
        title = page.title[:150]
        discussion = Discussion.objects.create(
            space=space,
            page=page,
            topic=page.topics.first(),
            title=title,
            slug=free_slug(space, title),
            started_by=editor,
            published_at=timezone.now(),
        )
        purge(object_tags("discussion", [discussion.pk]))
    elif discussion.closed_at:
        set_closed(discussion, "")
    return discussion


@transaction.atomic
def close_comments(page: HubPage) -> None:
    """Close the comments of a page to new posts; readers still see those that are there."""
    for discussion in Discussion.objects.select_for_update().filter(page=page):
        set_closed(discussion, CLOSE_REASON)


def editable_spaces() -> Any:
    """Return the spaces in which editors open comments."""
    return Space.objects.filter(kind__in=HUB_KINDS)
