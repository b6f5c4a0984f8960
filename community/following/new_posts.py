"""What is new for a member: discussions with posts of others that they have not read."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import (
    Case,
    Count,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from community.enums import PostState
from community.following.visits import get_start, set_seen
from community.member_tools.blocks import blocked_posts
from community.models import Discussion, Post, ReadPosition, Space, SpaceVisit

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


def get_new_discussions(user: Any, discussions: QuerySet[Discussion]) -> QuerySet[Discussion]:
    """Filter discussions to those with posts that a member has not read.

    In a discussion that they have opened these are the posts after the one read last, in another
    those published since their last visit to its space. Their own posts, those of members whom
    they blocked, and muted discussions are never new.

    Args:
        user: The member.
        discussions: Discussions that the member sees.
    """
    start = get_start(user)
    read = ReadPosition.objects.filter(user=user, discussion=OuterRef("pk"))
    visits = SpaceVisit.objects.filter(user=user, space=OuterRef("space"))
    start_value = Value(start, output_field=DateTimeField())
    seen_until = Greatest(
        Coalesce(Subquery(visits.values("seen_until")[:1]), start_value), start_value
    )
    candidates = discussions.annotate(
        read_up_to=Subquery(read.values("read_up_to")[:1]),
        since=Case(
            When(read_up_to=None, then=seen_until),
            default=Value(_NEVER),
            output_field=DateTimeField(),
        ),
    ).exclude(Exists(read.filter(muted_at__isnull=False)))
    # Most discussions are excluded without a look at their posts.
    never_opened = Q(read_up_to=None) & (Q(last_post_at__gt=start) | Q(published_at__gt=start))
    candidates = candidates.filter(never_opened | Q(last_position__gt=F("read_up_to")))
    return candidates.filter(Exists(_unread_posts(user)))


def _unread_posts(user: Any) -> QuerySet[Post]:
    """Return the unread posts of the discussion of an outer query of `get_new_discussions`."""
    return (
        Post.objects.filter(discussion=OuterRef("pk"), state=PostState.PUBLISHED)
        .filter(Q(position__gt=OuterRef("read_up_to")) | Q(published_at__gt=OuterRef("since")))
        .exclude(author=user)
        .exclude(blocked_posts(user))
    )


def _first_unread(user: Any) -> Subquery:
    return Subquery(_unread_posts(user).order_by("position").values("position")[:1])


def annotate_unread(user: Any, discussions: list[Discussion]) -> None:
    """Set `unread_count` and `first_unread` of the discussions of a list that have new posts.

    Args:
        user: The reader; for visitors nothing is new.
        discussions: The discussions, which the reader sees.
    """
    if not user.is_authenticated:
        return
    listed = Discussion.objects.filter(pk__in=[discussion.pk for discussion in discussions])
    unread = _unread_posts(user).order_by().values("discussion")
    counts = unread.annotate(number=Count("pk")).values("number")
    annotated = get_new_discussions(user, listed).annotate(
        unread_count=Subquery(counts, output_field=IntegerField()),
        first_unread=_first_unread(user),
    )
    new = {row.pk: row for row in annotated}
    for discussion in discussions:
        if row := new.get(discussion.pk):
            for name in ("unread_count", "first_unread"):
                setattr(discussion, name, getattr(row, name))


def get_first_unread(user: Any, discussion: Discussion) -> int | None:
    """Return the position of the first post that a reader has not read, where there is one.

    Args:
        user: The reader; for visitors nothing is new.
        discussion: A discussion that they see.
    """
    if not user.is_authenticated:
        return None
    found = get_new_discussions(user, Discussion.objects.filter(pk=discussion.pk))
    positions = found.annotate(first_unread=_first_unread(user))
    return positions.values_list("first_unread", flat=True).first()


@transaction.atomic
def mark_all_as_read(user: Any, until: datetime, space: Space | None = None) -> None:
    """Mark as read what a member saw as new: all that was published until a time.

    Args:
        user: The member.
        until: When the page was shown on which they decided so.
        space: The space; None for all.
    """
    newest = Post.objects.filter(
        discussion=OuterRef("discussion"), state=PostState.PUBLISHED, published_at__lte=until
    ).order_by("-position")
    positions = ReadPosition.objects.filter(user=user)
    if space:
        positions = positions.filter(discussion__in=space.discussions.values("pk"))
    position = Coalesce(Subquery(newest.values("position")[:1]), Value(0))
    positions.update(read_up_to=Greatest(F("read_up_to"), position))
    set_seen(user, until, space)
