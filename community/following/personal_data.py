"""Collects and erases what a member follows, mutes and has read."""

from typing import Any

from community.enums import Frequency
from community.following.frequencies import get_default_frequency
from community.models import (
    Discussion,
    Follow,
    FollowPreference,
    PostEmail,
    ReadPosition,
    Space,
    SpaceFollow,
    SpaceVisit,
)

UNREADABLE = "One that you can no longer read"


def collect(user: Any) -> dict[str, Any]:
    """Collect what a member follows and how often they are emailed, and what they have read.

    What they can no longer read, such as a discussion of a network that they left, has no title
    here.
    """
    follows = list(Follow.objects.filter(user=user))
    positions = list(ReadPosition.objects.filter(user=user))
    space_follows = list(SpaceFollow.objects.filter(user=user))
    named = {row.discussion_id for row in (*follows, *positions)}
    readable = Discussion.objects.visible_to(user).filter(pk__in=named)
    titles = dict(readable.values_list("pk", "title"))
    visits = list(SpaceVisit.objects.filter(user=user))
    space_titles = dict(Space.objects.visible_to(user).values_list("pk", "title"))
    return {
        "Emails about discussions": _describe(get_default_frequency(user)),
        "Followed discussions": [
            {
                "discussion": titles.get(row.discussion_id, UNREADABLE),
                "how often": _describe(row.frequency),
                "since": row.created_at,
            }
            for row in follows
        ],
        "Followed boards": [
            {
                "board": space_titles.get(row.space_id, UNREADABLE),
                "about": row.get_scope_display(),
                "how often": _describe(row.frequency),
                "since": row.created_at,
            }
            for row in space_follows
        ],
        "Discussions read": [
            {
                "discussion": titles.get(row.discussion_id, UNREADABLE),
                "up to post": row.read_up_to,
                "muted": row.muted_at,
            }
            for row in positions
        ],
        "Boards visited": [
            {
                "board": space_titles.get(row.space_id, UNREADABLE)
                if row.space_id
                else "All boards",
                "last visit": row.visited_at,
            }
            for row in visits
        ],
    }


def _describe(frequency: int | None) -> str:
    return str(Frequency(frequency).label) if frequency else "As in your email settings"


def erase(user: Any) -> None:
    """Erase what a member follows, mutes and has read, and the emails that are not sent yet."""
    for model in (Follow, FollowPreference, PostEmail, ReadPosition, SpaceFollow, SpaceVisit):
        model._default_manager.filter(user=user).delete()
