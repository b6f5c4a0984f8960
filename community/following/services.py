"""Services that follow discussions, and email followers about new posts."""

from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.enums import PostState
from community.following.unsubscribe_token import unsubscribe_url
from community.models import Discussion, Follow, Post
from community.notifications import get_subject_title
from outbox.cancellation import cancel_pending
from outbox.services import notify_users

KIND = "community/new_posts"
BATCH = 500
"""How many posts one run of the job handles."""


def follow(user: Any, discussion: Discussion) -> None:
    """Email a user about new posts of a discussion from now on; repeated, it has no effect."""
    Follow.objects.get_or_create(
        user=user, discussion=discussion, defaults={"read_up_to": discussion.last_position}
    )


def unfollow(user: Any, discussion: Discussion) -> None:
    """Email a user no more about a discussion, and cancel what is queued."""
    Follow.objects.filter(user=user, discussion=discussion).delete()
    keys = Post.objects.filter(discussion=discussion).values_list("pk", flat=True)
    cancel_pending(user, KIND, [event_key(discussion.pk, pk) for pk in keys])


def mark_as_read(user: Any, discussion: Discussion, position: int) -> None:
    """Store up to which position a follower has read a discussion; it never goes back."""
    follows = Follow.objects.filter(user=user, discussion=discussion, read_up_to__lt=position)
    follows.update(read_up_to=position)


def notify_followers() -> int:
    """Email followers about posts that have been published since the last run.

    Each follower gets one email for each discussion with new posts of others. A post that is no
    longer published by now is in none.

    Returns:
        The number of posts.
    """
    new = Post.objects.filter(published_at__isnull=False, followers_notified_at=None)
    rows = list(new.order_by("discussion", "position").values_list("discussion", "pk")[:BATCH])
    for discussion, group in groupby(rows, key=lambda row: row[0]):
        _notify_followers_of(discussion, [pk for _, pk in group])
    return len(rows)


@transaction.atomic
def _notify_followers_of(discussion_pk: int, pks: list[int]) -> None:
    locked = Post.objects.select_for_update(of=("self",)).filter(
        pk__in=pks, followers_notified_at=None
    )
    posts = list(locked.select_related("author__profile", "chosen_name").order_by("position"))
    Post.objects.filter(pk__in=[post.pk for post in posts]).update(
        followers_notified_at=timezone.now()
    )
    shown = [post for post in posts if post.state == PostState.PUBLISHED]
    discussion = Discussion.objects.select_related("space").get(pk=discussion_pk)
    if not shown or discussion.published_at is None:
        return
    follows = Follow.objects.filter(discussion=discussion, user__is_active=True)
    for followed in follows.select_related("user"):
        by_others = [
            post
            for post in shown
            if post.author_id != followed.user_id and post.published_at > followed.created_at
        ]
        visible = Discussion.objects.visible_to(followed.user).filter(pk=discussion.pk)
        if not by_others or not visible.exists():
            continue
        context = {
            "title": get_subject_title(discussion),
            "discussion": discussion,
            "posts": by_others,
        }
        notify_users(
            [followed.user],
            KIND,
            event_key(discussion.pk, by_others[-1].pk),
            context,
            unsubscribe_urls={followed.user_id: unsubscribe_url(followed.pk)},
        )


def event_key(discussion: int, post: int) -> str:
    """Return the event key of the emails about new posts, up to one of them."""
    return f"community-new-{discussion}-{post}"
