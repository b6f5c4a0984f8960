"""Services of moderators on whole discussions: pause, pin, and move to another space."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.cached_urls import urls_for_tags
from community.enums import ActionKind, SpaceKind
from community.following.services import cancel_emails
from community.models import Discussion, DiscussionAddress, ModerationAction, Post, Space
from community.models.discussion import free_slug
from community.moderation.locking import lock_discussion
from community.notifications import notify_author
from page_cache.invalidation import object_tags, purge


class DiscussionChangeError(Exception):
    """A discussion cannot be changed as asked; the message says why."""


def lock_for_change(discussion: Discussion, actor: Any) -> Discussion:
    """Lock a discussion that a moderator changes.

    Raises:
        DiscussionChangeError: The discussion is the moderator's own, or is the comments of a page.
    """
    locked = lock_discussion(discussion.pk)
    if error := find_change_error(locked, actor):
        raise DiscussionChangeError(error)
    return locked


def find_change_error(discussion: Discussion, actor: Any) -> str:
    """Return why a moderator cannot change a discussion at all; empty if they can."""
    if discussion.page_id:
        return "These are the comments of a page. Editors open and close them."
    if discussion.started_by_id == actor.pk:
        return "You started this discussion. Another moderator decides."
    return ""


def log_change(
    discussion: Discussion, actor: Any, kind: Any, reason: str, post: Post | None = None
) -> None:
    """Store an action about a discussion with one of its posts, and tell its author.

    Args:
        discussion: The discussion.
        actor: The moderator.
        kind: One of `community.enums.ActionKind`.
        reason: The reason.
        post: The post; None for the first one.
    """
    about = post or discussion.posts.order_by("position").select_related("author").first()
    if about is None:
        return
    about.discussion = discussion
    notify_author(
        ModerationAction.objects.create(post=about, actor=actor, kind=kind, reason=reason)
    )


@transaction.atomic
def pause_discussion(discussion: Discussion, actor: Any, *, days: int, reason: str) -> None:
    """Stop replies for some days; the discussion opens by itself.

    Raises:
        DiscussionChangeError: It is paused or closed already.
    """
    locked = lock_for_change(discussion, actor)
    if not locked.is_open:
        raise DiscussionChangeError("The discussion is paused or closed already.")
    locked.paused_until = timezone.now() + timedelta(days=days)
    locked.close_reason = reason
    _save(locked, "paused_until", "close_reason")
    log_change(locked, actor, ActionKind.PAUSE, reason)


@transaction.atomic
def resume_discussion(discussion: Discussion, actor: Any, *, reason: str) -> None:
    """End the pause of a discussion before its time.

    Raises:
        DiscussionChangeError: It is not paused any more.
    """
    locked = lock_for_change(discussion, actor)
    if not locked.is_paused:
        raise DiscussionChangeError("The discussion is not paused any more.")
    locked.paused_until, locked.close_reason = None, ""
    _save(locked, "paused_until", "close_reason")
    log_change(locked, actor, ActionKind.RESUME, reason)


def end_pauses() -> int:
    """Purge the pages of the discussions whose pause is over. Returns how many there were.

    People can reply from the minute that the pause ends, whether or not this job has run.
    """
    over = Discussion.objects.filter(paused_until__lte=timezone.now(), closed_at=None)
    with transaction.atomic():
        pks = list(over.select_for_update().values_list("pk", flat=True))
        if pks:
            Discussion.objects.filter(pk__in=pks).update(paused_until=None, close_reason="")
            purge(object_tags("discussion", pks))
    return len(pks)


@transaction.atomic
def set_pinned(discussion: Discussion, actor: Any, *, is_pinned: bool, reason: str) -> None:
    """Pin a discussion at the top of its space, or end that.

    Raises:
        DiscussionChangeError: Another moderator has done so already.
    """
    locked = lock_for_change(discussion, actor)
    if (locked.pinned_at is not None) == is_pinned:
        raise DiscussionChangeError("Another moderator has done that already.")
    locked.pinned_at = timezone.now() if is_pinned else None
    _save(locked, "pinned_at")
    log_change(locked, actor, ActionKind.PIN if is_pinned else ActionKind.UNPIN, reason)


def find_move_error(discussion: Discussion, target: Space) -> str:
    """Return why a discussion cannot move to a space; empty if it can.

    What members wrote for a private space is shown to no one else.
    """
    source = discussion.space
    if source.pk == target.pk:
        return "The discussion is in this space already."
    if source.kind == SpaceKind.NETWORK:
        return "A discussion of a private network stays there. Its members wrote for each other."
    if target.is_public and not source.is_public:
        return "A discussion that is not public cannot move to a public space."
    return ""


@transaction.atomic
def move_discussion(discussion: Discussion, actor: Any, *, target: Space, reason: str) -> None:
    """Move a discussion to another space; its old address redirects.

    Followers who may not read the new space are emailed no more.

    Args:
        discussion: The discussion.
        actor: The moderator, who moderates both spaces.
        target: The space.
        reason: The reason.

    Raises:
        DiscussionChangeError: It cannot move there.
    """
    locked = lock_for_change(discussion, actor)
    if error := find_move_error(locked, target):
        raise DiscussionChangeError(error)
    spaces = Space.objects.moderated_by(actor).filter(pk__in=[target.pk, locked.space_id])
    if spaces.count() != 2:
        raise DiscussionChangeError("You do not moderate both spaces.")
    Space.objects.select_for_update().get(pk=target.pk)
    purge(list(urls_for_tags(object_tags("discussion", [locked.pk]))))
    keep_old_address(locked, locked)
    locked.space, locked.slug = target, free_slug(target, locked.title)
    locked.pinned_at = None
    if target.topic and not (locked.topic and locked.topic.path.startswith(target.topic.path)):
        locked.topic = target.topic
    _save(locked, "space", "slug", "topic", "pinned_at")
    for followed in locked.follows.select_related("user"):
        visible = Discussion.objects.visible_to(followed.user).filter(pk=locked.pk)
        if not followed.user.is_active or not visible.exists():
            followed.delete()
            cancel_emails(followed.user, locked)
    log_change(locked, actor, ActionKind.MOVE, reason)


def keep_old_address(discussion: Discussion, current: Discussion) -> None:
    """Let the address of a discussion redirect to where its posts are now."""
    DiscussionAddress.objects.update_or_create(
        space=discussion.space, slug=discussion.slug, defaults={"discussion": current}
    )


def find_moved_discussion(user: Any, space: str, slug: str) -> Discussion | None:
    """Return the discussion that had an address before, if a user sees it now.

    Args:
        user: The reader.
        space: The slug of the space in the old address.
        slug: The slug of the discussion in the old address.
    """
    visible = Discussion.objects.visible_to(user).select_related("space")
    return visible.filter(old_addresses__space__slug=space, old_addresses__slug=slug).first()


def _save(discussion: Discussion, *names: str) -> None:
    discussion.save(update_fields=names)
    purge(object_tags("discussion", [discussion.pk]))
