"""Services that split posts into a new discussion, and join two discussions."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from community.cached_urls import urls_for_tags
from community.enums import ActionKind, PostState
from community.models import ChosenName, Discussion, Follow, Post, ReadPosition, Space
from community.models.discussion import free_slug
from community.moderation.discussion_services import (
    DiscussionChangeError,
    keep_old_address,
    lock_for_change,
    log_change,
)
from community.visibility import sync_search_index, sync_visibility
from page_cache.invalidation import object_tags, purge

MAX_POSTS = 500
"""How many posts one change moves at most."""
CHOSEN_NAMES = (
    "Members write under chosen names here. A name belongs to one discussion, so its posts cannot "
    "be moved to another."
)


def find_regrouping_error(discussion: Discussion) -> str:
    """Return why the posts of a discussion cannot be moved to another; empty if they can."""
    if discussion.page_id:
        return "These are the comments of a page."
    if discussion.published_at is None:
        return "Readers do not see this discussion at the moment."
    if ChosenName.objects.filter(discussion=discussion).exists():
        return CHOSEN_NAMES
    return ""


@transaction.atomic
def split_discussion(
    discussion: Discussion, actor: Any, *, posts: Iterable[int], title: str, reason: str
) -> Discussion:
    """Move posts to a new discussion of the same space. Their own addresses stay.

    Args:
        discussion: The discussion.
        actor: The moderator.
        posts: The ids of the posts, without the first one.
        title: The title of the new discussion.
        reason: The reason, which the authors of the posts are told.

    Returns:
        The new discussion.

    Raises:
        DiscussionChangeError: The posts cannot be moved.
    """
    locked = lock_for_change(discussion, actor)
    if error := find_regrouping_error(locked):
        raise DiscussionChangeError(error)
    rows = Post.objects.select_for_update(of=("self",)).filter(discussion=locked, pk__in=posts)
    moved = list(rows.select_related("author").order_by("position"))
    if not moved or moved[0].position == 1:
        raise DiscussionChangeError("Choose posts other than the first.")
    if moved[0].state != PostState.PUBLISHED:
        raise DiscussionChangeError("Choose a published post as the first of the new discussion.")
    Space.objects.select_for_update().get(pk=locked.space_id)
    new = Discussion.objects.create(
        space=locked.space,
        topic=locked.topic,
        title=title,
        slug=free_slug(locked.space, title),
        started_by=moved[0].author,
        created_at=moved[0].created_at,
        published_at=moved[0].published_at,
    )
    positions = [post.position for post in moved]
    _append(moved, new)
    for follow in locked.follows.all():
        Follow.objects.create(user_id=follow.user_id, discussion=new, frequency=follow.frequency)
    ReadPosition.objects.bulk_create(
        ReadPosition(
            user_id=read.user_id,
            discussion=new,
            read_up_to=sum(position <= read.read_up_to for position in positions),
            muted_at=read.muted_at,
        )
        for read in locked.read_positions.all()
    )
    sync_visibility(locked)
    told: set[int] = set()
    for post in moved:
        if post.author_id not in told:
            told.add(post.author_id)
            log_change(new, actor, ActionKind.SPLIT, reason, post)
    return new


@transaction.atomic
def merge_discussions(source: Discussion, target: Discussion, actor: Any, *, reason: str) -> None:
    """Append the posts of a discussion to another of the same space; its address redirects.

    Args:
        source: The discussion whose posts are moved.
        target: The discussion that receives them.
        actor: The moderator.
        reason: The reason, which the person who started the source is told.

    Raises:
        DiscussionChangeError: The discussions cannot be joined.
    """
    if source.pk == target.pk:
        raise DiscussionChangeError("Choose another discussion.")
    for discussion in sorted([source, target], key=lambda discussion: discussion.pk):
        locked = lock_for_change(discussion, actor)
        if error := find_regrouping_error(locked):
            raise DiscussionChangeError(f"“{locked.title}”: {error}")
        source, target = (locked, target) if locked.pk == source.pk else (source, locked)
    if source.space_id != target.space_id:
        raise DiscussionChangeError("Both must be in one space. Move one of them first.")
    moved = list(
        Post.objects.select_for_update(of=("self",))
        .filter(discussion=source)
        .select_related("author")
        .order_by("position")
    )
    if len(moved) > MAX_POSTS:
        raise DiscussionChangeError(
            f"A discussion of more than {MAX_POSTS} posts cannot be joined."
        )
    purge(list(urls_for_tags(object_tags("discussion", [source.pk]))))
    last_position = target.last_position
    has_read_source = source.read_positions.filter(read_up_to__gte=F("discussion__last_position"))
    has_read_both = list(
        target.read_positions.filter(
            user__in=list(has_read_source.values_list("user", flat=True)),
            read_up_to__gte=last_position,
        ).values_list("pk", flat=True)
    )
    _append(moved, target)
    ReadPosition.objects.filter(pk__in=has_read_both).update(read_up_to=target.last_position)
    known = set(target.follows.values_list("user", flat=True))
    for follow in source.follows.exclude(user__in=known):
        Follow.objects.create(user_id=follow.user_id, discussion=target, frequency=follow.frequency)
    source.old_addresses.update(discussion=target)
    keep_old_address(source, target)
    source.delete()
    log_change(target, actor, ActionKind.MERGE, reason, moved[0])


def _append(posts: list[Post], target: Discussion) -> None:
    """Give posts the next positions of a locked discussion, and update what shows them.

    A quote across discussions could show what readers of one no longer see in the other: such an
    answer keeps its pointer, and loses its quote.
    """
    for post in posts:
        target.last_position += 1
        post.discussion, post.position = target, target.last_position
        Post.objects.filter(pk=post.pk).update(discussion=target, position=post.position)
    target.save(update_fields=["last_position"])
    pks = [post.pk for post in posts]
    answers = Post.objects.filter(quotes_reply_to=True).exclude(
        reply_to__discussion=F("discussion")
    )
    answers.filter(reply_to__in=pks).update(quotes_reply_to=False)
    answers.filter(pk__in=pks).update(quotes_reply_to=False)
    sync_visibility(target)
    for post in posts:
        sync_search_index(post)
