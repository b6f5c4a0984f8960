"""Services that start discussions, and write, edit and delete posts."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.rate_limit import RateLimit
from community.discussions.chosen_names import choose_name
from community.enums import PostState
from community.holding import REASONS_OF_EDITS, get_hold_reasons
from community.models import Discussion, Post, PostEdit, Space
from community.models.discussion import free_slug
from community.moderation.concerns import open_concern_if_needed
from community.notifications import notify_moderators_of_held_post
from community.rendering import find_links
from community.visibility import sync_search_index, sync_visibility

POST_LIMIT = RateLimit("community-posts", max_attempts=30, seconds=3600)


class RateLimitExceededError(Exception):
    """The author has written too many posts in an hour."""


class DiscussionClosedError(Exception):
    """No one can write in the discussion any more."""


class LinkAddedError(Exception):
    """An edit adds a link to a published post, which no moderator would read first."""


class StalePostError(Exception):
    """The post has changed since the form was shown."""


def start_discussion(
    space: Space, author: Any, *, title: str, topic: Any, text: str, key: str, chosen_name: str = ""
) -> Post:
    """Start a discussion with its first post, once for each idempotency key.

    Args:
        space: The space, in which the author may write.
        author: The account.
        title: The title.
        topic: The topic, or None.
        text: The Markdown of the first post.
        key: The fingerprint of the form token and the submitted content.
        chosen_name: The name that the author chooses; empty for the display name.

    Returns:
        The first post: a new one, or the one that the same form made before.

    Raises:
        RateLimitExceededError: The author has written too many posts in an hour.
    """
    if known := _post_of_key(author, key):
        return known
    _check_rate_limit(author)
    try:
        with transaction.atomic():
            Space.objects.select_for_update().get(pk=space.pk)
            discussion = Discussion.objects.create(
                space=space,
                topic=topic,
                title=title,
                slug=free_slug(space, title),
                started_by=author,
            )
            return _add_post(discussion, author, Post(key=key), text, chosen_name)
    except IntegrityError:
        return _known_or_raise(author, key)
    finally:
        POST_LIMIT.record(str(author.pk))


def add_reply(
    discussion: Discussion,
    author: Any,
    *,
    text: str,
    key: str,
    reply_to: Post | None = None,
    quotes_reply_to: bool = False,
    chosen_name: str = "",
) -> Post:
    """Add a post to a discussion, once for each idempotency key.

    Args:
        discussion: The discussion, in a space in which the author may write.
        author: The account.
        text: The Markdown.
        key: The fingerprint of the form token and the submitted content.
        reply_to: The post that it answers.
        quotes_reply_to: Whether that post is shown as a quote.
        chosen_name: The name that the author chooses with the first post; empty for none.

    Raises:
        DiscussionClosedError: The discussion has been closed.
        NameTakenError: Another member has the chosen name.
        RateLimitExceededError: The author has written too many posts in an hour.
    """
    if known := _post_of_key(author, key):
        return known
    _check_rate_limit(author)
    try:
        with transaction.atomic():
            locked = Discussion.objects.select_for_update().get(pk=discussion.pk)
            if not locked.is_open:
                raise DiscussionClosedError
            post = Post(
                key=key,
                reply_to=reply_to,
                quotes_reply_to=quotes_reply_to and reply_to is not None,
            )
            return _add_post(locked, author, post, text, chosen_name)
    except IntegrityError:
        return _known_or_raise(author, key)
    finally:
        POST_LIMIT.record(str(author.pk))


@transaction.atomic
def edit_post(post: Post, *, text: str, version: int, title: str = "") -> Post:
    """Change the text of one's post, and keep the previous text for moderators.

    A post that was returned is sent to the moderators again. So is a published post of a new
    member, and one whose new text has words that moderators read first.

    Args:
        post: The post.
        text: The new Markdown.
        version: The version of the post that the author edited.
        title: A new title of the discussion, for a first post that was never published.

    Raises:
        StalePostError: The post has changed since the form was shown.
        LinkAddedError: A link was added to a published post.
    """
    discussion = Discussion.objects.select_for_update().get(pk=post.discussion_id)
    locked = Post.objects.select_for_update(of=("self",)).select_related("author").get(pk=post.pk)
    if locked.version != version or not locked.can_be_edited_by(locked.author):
        raise StalePostError
    PostEdit.objects.create(post=locked, text=locked.text)
    links = find_links(locked.html)
    locked.set_text(text)
    is_new_title = bool(title) and locked.is_first and locked.published_at is None
    words = title if is_new_title else ""
    reasons = get_hold_reasons(discussion.space, locked.author, locked.html, words)
    if locked.is_published and reasons and find_links(locked.html) - links:
        raise LinkAddedError
    if not locked.is_published or REASONS_OF_EDITS & set(reasons):
        locked.state = PostState.HELD
        locked.hold_reasons = reasons or locked.hold_reasons
        locked.claimed_by = locked.claimed_at = None
        notify_moderators_of_held_post(locked)
    locked.edited_at = timezone.now()
    locked.seen_at = locked.seen_by = None
    locked.version += 1
    locked.save()
    if is_new_title:
        discussion.title = title
        discussion.save(update_fields=["title"])
    locked.discussion = discussion
    open_concern_if_needed(locked)
    _sync(locked, discussion)
    return locked


@transaction.atomic
def delete_post(post: Post) -> None:
    """Delete one's post and its previous texts; a mark stays where readers have seen it."""
    discussion = Discussion.objects.select_for_update().get(pk=post.discussion_id)
    locked = Post.objects.select_for_update().get(pk=post.pk)
    if locked.state == PostState.DELETED:
        return
    erase_text(locked)
    _sync(locked, discussion)


def erase_text(post: Post) -> None:
    """Erase the text and the previous texts of a post, and save it as deleted."""
    post.text = post.html = ""
    post.state = PostState.DELETED
    post.version += 1
    post.save()
    post.edits.all().delete()


def _sync(post: Post, discussion: Discussion) -> None:
    post.discussion = discussion
    sync_visibility(discussion)
    sync_search_index(post)


def _add_post(discussion: Discussion, author: Any, post: Post, text: str, chosen_name: str) -> Post:
    """Give a post the next position of a locked discussion, and publish or hold it."""
    post.discussion, post.author = discussion, author
    post.chosen_name = choose_name(discussion, author, chosen_name)
    post.position = discussion.last_position + 1
    post.set_text(text)
    title = discussion.title if post.is_first else ""
    post.hold_reasons = get_hold_reasons(discussion.space, author, post.html, title)
    if not post.hold_reasons:
        post.state, post.published_at = PostState.PUBLISHED, timezone.now()
    post.save()
    discussion.last_position = post.position
    discussion.save(update_fields=["last_position"])
    open_concern_if_needed(post)
    if post.is_published:
        _sync(post, discussion)
    else:
        notify_moderators_of_held_post(post)
    return post


def _check_rate_limit(author: Any) -> None:
    if POST_LIMIT.is_exceeded(str(author.pk)):
        raise RateLimitExceededError


def _post_of_key(author: Any, key: str) -> Post | None:
    posts = Post.objects.select_related("discussion__space")
    return posts.filter(key=key, author=author).first()


def _known_or_raise(author: Any, key: str) -> Post:
    """Return the post that the same form made at the same time.

    Raises:
        IntegrityError: There is none, so that the error has another cause.
    """
    if known := _post_of_key(author, key):
        return known
    raise IntegrityError("A post was not stored, and no other has its key.")
