"""What follows when a post appears or disappears: its discussion, the search index, caches."""

from django.db.models import Max
from django.utils import timezone
from wagtail.search import index

from community.enums import WITHDRAWN_STATES, PostState
from community.models import Discussion, Post
from page_cache.invalidation import object_tags, purge


def sync_visibility(discussion: Discussion) -> None:
    """Make a discussion, the search index and caches agree with the states of its posts.

    The caller has locked the discussion and saved its posts, in the open transaction. The title
    was written with the first post: while a moderator withholds that, or it was never published,
    the whole discussion is withheld. An edit alone that is held changes nothing. The comments of a
    page have the title of the page, and stay open without a post.
    """
    published = discussion.posts.filter(state=PostState.PUBLISHED)
    was_published = discussion.published_at is not None
    discussion.published_count = published.count()
    if discussion.page_id is None:
        _set_published_at(discussion)
    newest = published.aggregate(newest=Max("created_at"))["newest"]
    discussion.last_post_at = newest or discussion.created_at
    discussion.save(update_fields=["published_count", "published_at", "last_post_at"])
    if was_published != (discussion.published_at is not None):
        for post in discussion.posts.select_related("discussion"):
            sync_search_index(post)
    purge(object_tags("discussion", [discussion.pk]))


def _set_published_at(discussion: Discussion) -> None:
    """Publish or withhold a discussion by its first post, without saving."""
    first = discussion.posts.get(position=1)
    was_published = discussion.published_at is not None
    is_withheld = first.state in WITHDRAWN_STATES or first.published_at is None
    is_withheld |= first.state == PostState.HELD and not was_published
    if is_withheld or not discussion.published_count:
        discussion.published_at = None
    elif not was_published:
        discussion.published_at = timezone.now()


def move_to_end(post: Post, discussion: Discussion) -> None:
    """Move a reply that is first published now behind those published while it was held.

    Readers have read those, and find it where they stopped reading.

    Args:
        post: The post, which the caller saves.
        discussion: Its discussion, locked.
    """
    later = discussion.posts.filter(position__gt=post.position, published_at__isnull=False)
    if post.is_first or not later.exists():
        return
    discussion.last_position += 1
    post.position = discussion.last_position
    discussion.save(update_fields=["last_position"])


def sync_search_index(post: Post) -> None:
    """Add a post to the search index, or remove it, by whether readers see its text."""
    if Post.get_indexed_objects().filter(pk=post.pk).exists():
        index.insert_or_update_object(post)
    else:
        index.remove_object(post)
