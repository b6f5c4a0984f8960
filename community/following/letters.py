"""The daily and weekly letters: one for all that a member follows, about what they have not read.

A letter is rendered twice: when it is queued, and when the worker sends it, since posts may be
withdrawn and rights end in between.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import groupby
from time import monotonic
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.enums import Frequency, PostState
from community.following.frequencies import get_following, sync_pending_emails
from community.following.services import KIND
from community.following.unsubscribe_token import Subscription, unsubscribe_url
from community.member_tools.blocks import blocked_posts
from community.models import Discussion, Post, PostEmail, ReadPosition
from community.notifications import get_subject_title
from outbox.models import Notification
from outbox.services import NothingToSendError, notify_users

T = TypeVar("T")

LETTER_KIND = "community/letter"
LETTER_TIME = time(7)
MONDAY = 0
MAX_POSTS = 2000
"""How many posts one letter covers at most; further ones come with the next."""
MAX_NAMES = 3
MAX_SECONDS = 20
"""For how long one run of a job queues letters: the worker delivers emails in between."""
RETENTION = timedelta(days=30)
"""How long it is stored which posts were in a letter that was queued."""


@dataclass(frozen=True)
class DiscussionNews:
    """The unread posts of a discussion in a letter.

    Attributes:
        discussion: The discussion.
        posts: The posts, in order.
        unsubscribe_url: Where the member ends the emails about this discussion.
    """

    discussion: Discussion
    posts: list[Post]
    unsubscribe_url: str

    @property
    def first(self) -> Post:
        """Return the first unread post."""
        return self.posts[0]

    @property
    def is_new(self) -> bool:
        """Return whether the discussion itself is new."""
        return self.first.is_first

    @property
    def authors(self) -> str:
        """Return who wrote the posts, as in “Ann, Ben and 2 others”."""
        names = list(dict.fromkeys(post.author_name for post in self.posts))
        others = len(names) - MAX_NAMES
        if others > 0:
            names = [*names[:MAX_NAMES], f"{others} other{'s' if others > 1 else ''}"]
        return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def get_unread_posts(user: Any, emails: QuerySet[PostEmail]) -> list[Post]:
    """Return the posts of some emails to a member that they may still read and have not read.

    Without those of members whom they blocked, and of what they no longer follow or have muted.
    The posts are in the order of their spaces and discussions.

    Args:
        user: The member.
        emails: The emails, all to this member.
    """
    if not user.is_active:
        return []
    read = ReadPosition.objects.filter(user=user, discussion=OuterRef("discussion"))
    posts = (
        Post.objects.visible_to(user)
        .filter(
            pk__in=list(emails.values_list("post", flat=True)),
            state=PostState.PUBLISHED,
            discussion__published_at__isnull=False,
        )
        .exclude(author=user)
        .exclude(blocked_posts(user))
        .annotate(read_up_to=Coalesce(Subquery(read.values("read_up_to")[:1]), 0))
        .filter(position__gt=F("read_up_to"))
        .with_people()
        .order_by("discussion__space__title", "discussion__space", "discussion", "position")
    )
    following = get_following(user)
    return [post for post in posts if following.get_frequency(post) != Frequency.NEVER]


def build_context(user: Any, posts: list[Post]) -> dict[str, Any]:
    """Return the context of a letter: the posts by discussion, the discussions by space.

    Args:
        user: The member.
        posts: The posts, in the order of `get_unread_posts`; not empty.
    """
    news = [
        DiscussionNews(
            discussion=own[0].discussion,
            posts=own,
            unsubscribe_url=unsubscribe_url(Subscription.of_discussion(user.pk, pk)),
        )
        for pk, own in _group(posts, lambda post: post.discussion_id)
    ]
    spaces = _group(news, lambda one: one.discussion.space_id)
    return {
        "title": get_subject_title(posts[0].discussion),
        "discussion": posts[0].discussion,
        "news": news,
        "spaces": [(own[0].discussion.space, own) for _, own in spaces],
        "posts": posts,
    }


def build_letter_context(
    user: Any, emails: QuerySet[PostEmail], posts: list[Post]
) -> dict[str, Any]:
    """Return the context of a daily or weekly letter.

    Args:
        user: The member.
        emails: The emails that the letter is for.
        posts: The posts to show; see `build_context`.
    """
    frequencies = set(emails.values_list("frequency", flat=True))
    return build_context(user, posts) | {
        "frequencies": frequencies,
        "is_daily": Frequency.DAILY in frequencies,
    }


def _group(rows: Iterable[Any], key: Any) -> list[tuple[Any, list[Any]]]:
    return [(value, list(group)) for value, group in groupby(rows, key=key)]


def get_due(now: datetime) -> Q:
    """Return the condition on pending emails that belong in a letter by now.

    A worker that was stopped at the hour of a letter sends it later.

    Args:
        now: The present, in the time zone of the site.
    """
    today = now.replace(hour=LETTER_TIME.hour, minute=LETTER_TIME.minute, second=0, microsecond=0)
    day = today if now >= today else today - timedelta(days=1)
    week = day - timedelta(days=(day.weekday() - MONDAY) % 7)
    return Q(frequency=Frequency.DAILY, created_at__lte=day) | Q(
        frequency=Frequency.WEEKLY, created_at__lte=week
    )


def send_letters() -> int:
    """Queue the daily and weekly letters that are due, at most one a day for each member.

    Letters for which the time of this run does not suffice are left to the next one.

    Returns:
        The number of letters.
    """
    now = timezone.localtime()
    due = PostEmail.objects.pending().filter(get_due(now)).order_by()
    of_today = Notification.objects.filter(
        kind=LETTER_KIND, event_key=_event_key(now), user__isnull=False
    )
    due = due.exclude(user__in=of_today.values("user"))
    users = sorted(set(due.values_list("user", flat=True)))
    return sum(_send_letter(pk, now) for pk in limit_time(users))


def limit_time(rows: Iterable[T]) -> Iterator[T]:
    """Yield rows until the time of one run of a job is over; see `MAX_SECONDS`."""
    end = monotonic() + MAX_SECONDS
    for row in rows:
        yield row
        if monotonic() > end:
            return


def _event_key(now: datetime) -> str:
    return f"community-letter-{now:%Y-%m-%d}"


@transaction.atomic
def _send_letter(user_pk: int, now: datetime) -> bool:
    """Queue one letter, and store which posts are in it. Returns whether there was any."""
    # The lock lets no other worker write to the same member at the same time.
    user = get_user_model().objects.select_for_update(no_key=True).get(pk=user_pk)
    key = _event_key(now)
    if Notification.objects.filter(kind=LETTER_KIND, event_key=key, user=user).exists():
        return False
    sync_pending_emails(user)
    due = PostEmail.objects.pending().filter(get_due(now), user=user).order_by("pk")
    pks = list(due.values_list("pk", flat=True)[:MAX_POSTS])
    emails = PostEmail.objects.filter(pk__in=pks)
    posts = get_unread_posts(user, emails)
    if not posts:
        emails.delete()
        return False
    context = build_letter_context(user, emails, posts)
    subscription = Subscription.of_letters(user.pk, context["frequencies"])
    emails.update(event_key=key)
    notify_users(
        [user],
        LETTER_KIND,
        key,
        context,
        always=True,
        unsubscribe_urls={user.pk: unsubscribe_url(subscription)},
    )
    return True


def get_current_context(notification: Notification) -> dict[str, Any] | None:
    """Return the context of a letter as it is to be sent now; a `notification_context` hook.

    Args:
        notification: A notification of any app; None is returned for those of other kinds.

    Raises:
        NothingToSendError: The member may read none of its posts any more, or has read all.
    """
    if notification.kind not in {KIND, LETTER_KIND} or not notification.user:
        return None
    emails = PostEmail.objects.filter(user=notification.user, event_key=notification.event_key)
    posts = get_unread_posts(notification.user, emails)
    if not posts:
        raise NothingToSendError
    return build_letter_context(notification.user, emails, posts)


def delete_old_emails() -> int:
    """Delete the records of letters that were queued long ago; their posts are announced."""
    old = PostEmail.objects.exclude(event_key="")
    return old.filter(created_at__lt=timezone.now() - RETENTION).delete()[0]
