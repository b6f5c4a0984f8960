"""The question of four eyes: who had a hand in a page, and so may not approve it."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision, WorkflowState, get_default_page_content_type


def hands_on(piece: Any) -> set[int]:
    """Return the ids of everybody with a hand in what a piece would now publish.

    These are whoever began it, when it was never published; whoever saved a revision since the
    one the public reads, the last included; and whoever submitted it.

    Args:
        piece: A page, or a record with drafts such as a network.
    """
    return _hands_on([piece], piece.get_base_content_type())[piece.pk]


def hands_on_each(pages: Iterable[Page]) -> dict[int, set[int]]:
    """Return the same for many pages, by their id, in two queries however many there are."""
    return _hands_on(list(pages), get_default_page_content_type())


def _hands_on(pieces: list, kind: ContentType) -> dict[int, set[int]]:
    hands = {piece.pk: _beginner(piece) for piece in pieces}
    _add_writers({str(piece.pk): piece.live_revision_id or 0 for piece in pieces}, hands, kind)
    _add_submitters(hands, kind)
    return hands


def _beginner(piece: Any) -> set[int]:
    """Return the owner of a page that was never published; of a record, its first writer is one."""
    owner = getattr(piece, "owner_id", None)
    return {owner} if owner and piece.first_published_at is None else set()


def _add_writers(read_now: dict[str, int], hands: dict[int, set[int]], kind: ContentType) -> None:
    # A revision's id grows with time; one saved after the public one was not yet read by anybody.
    rows = Revision.objects.filter(
        base_content_type=kind,
        object_id__in=list(read_now),
        user__isnull=False,
    ).values_list("object_id", "pk", "user_id")
    for object_id, pk, user_id in rows:
        if pk > read_now[object_id]:
            hands[int(object_id)].add(user_id)


def _add_submitters(hands: dict[int, set[int]], kind: ContentType) -> None:
    rows = WorkflowState.objects.active().filter(
        base_content_type=kind,
        object_id__in=[str(pk) for pk in hands],
        requested_by__isnull=False,
    )
    for object_id, user_id in rows.values_list("object_id", "requested_by_id"):
        hands[int(object_id)].add(user_id)
