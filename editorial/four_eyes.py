"""The question of four eyes: who had a hand in a page, and so may not approve it."""

from collections.abc import Iterable

from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type


def hands_on(page: Page) -> set[int]:
    """Return the ids of everybody with a hand in what a page would now publish.

    These are whoever began it, when it was never published; whoever saved a revision since the
    one the public reads, the last included; and whoever submitted it.
    """
    return hands_on_each([page])[page.pk]


def hands_on_each(pages: Iterable[Page]) -> dict[int, set[int]]:
    """Return the same for many pages, by their id, in two queries however many there are."""
    pages = list(pages)
    hands = {page.pk: _beginner(page) for page in pages}
    _add_writers({str(page.pk): page.live_revision_id or 0 for page in pages}, hands)
    _add_submitters(hands)
    return hands


def _beginner(page: Page) -> set[int]:
    never_published = page.first_published_at is None
    return {page.owner_id} if page.owner_id and never_published else set()


def _add_writers(read_now: dict[str, int], hands: dict[int, set[int]]) -> None:
    # A revision's id grows with time; one saved after the public one was not yet read by anybody.
    rows = Revision.objects.filter(
        base_content_type=get_default_page_content_type(),
        object_id__in=list(read_now),
        user__isnull=False,
    ).values_list("object_id", "pk", "user_id")
    for object_id, pk, user_id in rows:
        if pk > read_now[object_id]:
            hands[int(object_id)].add(user_id)


def _add_submitters(hands: dict[int, set[int]]) -> None:
    rows = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(),
        object_id__in=[str(pk) for pk in hands],
        requested_by__isnull=False,
    )
    for object_id, user_id in rows.values_list("object_id", "requested_by_id"):
        hands[int(object_id)].add(user_id)
