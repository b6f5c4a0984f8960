"""Records whom to email about new posts, and emails at once those who chose that."""

from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from community.enums import Frequency, PostState
from community.following.frequencies import get_following_of
from community.following.letters import build_context, get_unread_posts, limit_time
from community.following.services import KIND
from community.following.unsubscribe_token import Subscription, unsubscribe_url
from community.models import Block, Discussion, Post, PostEmail
from outbox.services import notify_users

BATCH = 500
"""How many posts one run of the job handles."""


def notify_followers() -> int:
    """Email followers about posts that have been published since the last run.

    A follower who chose so gets one email at once for each discussion with new posts of others; for
    others it is recorded until their next letter. A post that is no longer published by now is in
    none.

    Returns:
        The number of posts.
    """
    new = Post.objects.filter(published_at__isnull=False, followers_notified_at=None)
    rows = list(new.order_by("discussion", "position").values_list("discussion", "pk")[:BATCH])
    for discussion, group in groupby(rows, key=lambda row: row[0]):
        _record_emails(discussion, [pk for _, pk in group])
    send_at_once()
    return len(rows)


@transaction.atomic
def _record_emails(discussion_pk: int, pks: list[int]) -> None:
    """Record whom to email about new posts of a discussion, and that they are announced."""
    locked = Post.objects.select_for_update(of=("self",)).filter(
        pk__in=pks, followers_notified_at=None
    )
    posts = list(locked.order_by("position"))
    Post.objects.filter(pk__in=[post.pk for post in posts]).update(
        followers_notified_at=timezone.now()
    )
    discussion = Discussion.objects.select_related("space").get(pk=discussion_pk)
    shown = [post for post in posts if post.state == PostState.PUBLISHED]
    if not shown or discussion.published_at is None:
        return
    for post in shown:
        post.discussion = discussion
    blocks = _load_blocks(shown)
    emails = []
    for user, following in get_following_of(discussion).items():
        for post in shown:
            frequency = following.get_frequency(post)
            if frequency == Frequency.NEVER or post.author_id == user:
                continue
            if _block_key(post) in blocks.get(user, ()):
                continue
            if post.published_at and post.published_at > following.get_start(post):
                emails.append(PostEmail(user_id=user, post=post, frequency=frequency))
    PostEmail.objects.bulk_create(emails, ignore_conflicts=True, batch_size=1000)


def _block_key(post: Post) -> tuple[str, int]:
    """Return what a block of the author of a post names; see `Block.covering`."""
    return ("name", post.chosen_name_id) if post.chosen_name_id else ("account", post.author_id)


def _load_blocks(posts: list[Post]) -> dict[int, set[tuple[str, int]]]:
    """Return by user id what those names that a member blocked, among the authors of posts."""
    found: dict[int, set[tuple[str, int]]] = {}
    by_account = Block.objects.filter(blocked__in={post.author_id for post in posts})
    by_name = Block.objects.filter(chosen_name__in={post.chosen_name_id for post in posts})
    for kind, blocks in (
        ("account", by_account.values_list("blocker", "blocked")),
        ("name", by_name.values_list("blocker", "chosen_name")),
    ):
        for blocker, named in blocks:
            found.setdefault(blocker, set()).add((kind, named))
    return found


def send_at_once() -> None:
    """Queue an email for each member and discussion with posts to email about at once.

    Those for which the time of this run does not suffice are left to the next one.
    """
    pending = PostEmail.objects.pending().filter(frequency=Frequency.AT_ONCE).order_by()
    pairs = pending.values_list("user", "post__discussion").distinct()
    for user, discussion in limit_time(sorted(set(pairs))):
        _send_at_once(user, discussion)


@transaction.atomic
def _send_at_once(user_pk: int, discussion_pk: int) -> None:
    user = get_user_model().objects.select_for_update(no_key=True).get(pk=user_pk)
    pending = PostEmail.objects.pending().filter(
        user=user, frequency=Frequency.AT_ONCE, post__discussion=discussion_pk
    )
    pks = list(pending.values_list("pk", flat=True))
    emails = PostEmail.objects.filter(pk__in=pks)
    posts = get_unread_posts(user, emails)
    if not posts:
        emails.delete()
        return
    emails.update(event_key=event_key(discussion_pk, max(post.pk for post in posts)))
    notify_users(
        [user],
        KIND,
        event_key(discussion_pk, max(post.pk for post in posts)),
        build_context(user, posts),
        always=True,
        unsubscribe_urls={user.pk: unsubscribe_url(_get_subscription(user, posts[0]))},
    )


def _get_subscription(user: Any, post: Post) -> Subscription:
    """Return what a member follows that an email about a post is for: its discussion or space."""
    if post.discussion.follows.filter(user=user).exists():
        return Subscription.of_discussion(user.pk, post.discussion_id)
    return Subscription.of_space(user.pk, post.discussion.space_id)


def event_key(discussion: int, post: int) -> str:
    """Return the event key of the email about new posts of a discussion, up to one of them."""
    return f"community-new-{discussion}-{post}"
