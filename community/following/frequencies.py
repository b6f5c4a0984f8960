"""How often a member is emailed about the posts of a discussion."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from community.enums import Frequency, SpaceFollowScope
from community.models import Follow, FollowPreference, Post, PostEmail, ReadPosition, SpaceFollow


def get_default_frequency(user: Any) -> Any:
    """Return how often a member wants to be emailed about what they follow."""
    preference = FollowPreference.objects.filter(user=user).first()
    return preference.frequency if preference else Frequency.AT_ONCE


@dataclass(frozen=True)
class Following:
    """What one member follows, among some discussions.

    Attributes:
        default: The member's default frequency.
        follows: The followed discussions by their id.
        space_follows: The followed spaces by their id.
        muted: The ids of the muted discussions.
    """

    default: Any
    follows: dict[int, Follow] = field(default_factory=dict)
    space_follows: dict[int, SpaceFollow] = field(default_factory=dict)
    muted: set[int] = field(default_factory=set)

    def get_frequency(self, post: Post) -> Any:
        """Return how often the member is emailed about a post, as a `Frequency`.

        What they chose for the discussion counts before what they chose for its space.

        Args:
            post: The post, with its discussion loaded.
        """
        discussion = post.discussion
        if discussion.pk in self.muted:
            return Frequency.NEVER
        if follow := self.follows.get(discussion.pk):
            return follow.frequency or self.default
        space_follow = self.space_follows.get(discussion.space_id)
        if space_follow and (space_follow.scope == SpaceFollowScope.POSTS or post.is_first):
            return space_follow.frequency or self.default
        return Frequency.NEVER

    def get_start(self, post: Post) -> Any:
        """Return since when the member follows the discussion of a post, or its space."""
        follow = self.follows.get(post.discussion_id)
        return (follow or self.space_follows[post.discussion.space_id]).created_at


def get_following(user: Any) -> Following:
    """Return all that a member follows and mutes, in four queries."""
    muted = ReadPosition.objects.filter(user=user, muted_at__isnull=False)
    return Following(
        default=get_default_frequency(user),
        follows={row.discussion_id: row for row in Follow.objects.filter(user=user)},
        space_follows={row.space_id: row for row in SpaceFollow.objects.filter(user=user)},
        muted=set(muted.values_list("discussion", flat=True)),
    )


def get_following_of(discussion: Any) -> dict[int, Following]:
    """Return what each follower of a discussion or its space follows there, by user id.

    The number of queries does not depend on the number of followers.

    Args:
        discussion: The discussion.
    """
    is_active = {"user__is_active": True}
    follows = {row.user_id: row for row in discussion.follows.filter(**is_active)}
    space_follows = {row.user_id: row for row in discussion.space.follows.filter(**is_active)}
    users = follows.keys() | space_follows.keys()
    muted = discussion.read_positions.filter(muted_at__isnull=False)
    muted_by = set(muted.values_list("user", flat=True))
    preferences = FollowPreference.objects.filter(user__in=users)
    defaults = dict(preferences.values_list("user", "frequency"))
    return {
        user: Following(
            default=defaults.get(user, Frequency.AT_ONCE),
            follows={discussion.pk: follows[user]} if user in follows else {},
            space_follows={discussion.space_id: space_follows[user]}
            if user in space_follows
            else {},
            muted={discussion.pk} if user in muted_by else set(),
        )
        for user in users
    }


def sync_pending_emails(user: Any) -> None:
    """Make the emails to a member that are in no letter yet agree with what they follow now."""
    following = get_following(user)
    by_frequency: dict[Any, list[int]] = {}
    pending = PostEmail.objects.pending().filter(user=user).select_related("post__discussion")
    for row in pending:
        frequency = following.get_frequency(row.post)
        if frequency != row.frequency:
            by_frequency.setdefault(frequency, []).append(row.pk)
    for frequency, pks in by_frequency.items():
        rows = PostEmail.objects.pending().filter(pk__in=pks)
        if frequency == Frequency.NEVER:
            rows.delete()
        else:
            # A letter waits for its hour, also for what was recorded before the last one.
            rows.update(frequency=frequency, created_at=timezone.now())
