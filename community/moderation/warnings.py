"""Services that warn members, and the steps that follow a warning."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.enums import ActionKind
from community.models import MemberWarning, ModerationAction, Post, Suspension
from community.moderation.locking import StaleDecisionError, lock_post
from community.notifications import notify_author
from community.querysets import MODERATE

LADDER = (
    "Give a warning",
    "Suspend for 7 days",
    "Suspend for 30 days",
    "Suspend for good",
)
"""The steps by which moderators answer repeated breaches of the rules."""
NETWORK_LADDER = ("Give a warning", "Give a second warning", "End the membership")
"""The steps in the private space of a network, whose organisers suspend no account."""


class CannotWarnError(Exception):
    """The author moderates posts, or has closed the account."""


@transaction.atomic
def warn_author(post: Post, actor: Any, *, days: int, reason: str) -> MemberWarning:
    """Warn the author of a post, once for each post, and tell them.

    Args:
        post: The post.
        actor: The moderator, who is not the author.
        days: After how many days the warning expires.
        reason: The reason, which the author is told.

    Raises:
        StaleDecisionError: A moderator has given a warning about the post already.
        CannotWarnError: The author cannot be warned.
    """
    locked = lock_post(post)
    author = locked.author
    if author == actor or not author.is_active or author.has_perm(MODERATE):
        raise CannotWarnError
    if locked.actions.filter(kind=ActionKind.WARN).exists():
        raise StaleDecisionError
    action = ModerationAction.objects.create(
        post=locked, actor=actor, kind=ActionKind.WARN, reason=reason
    )
    expires_at = timezone.now() + timedelta(days=days)
    warning = MemberWarning.objects.create(action=action, user=author, expires_at=expires_at)
    locked.reports.open().update(closed_by=action)
    notify_author(action)
    return warning


def get_unread_warning(user: Any) -> MemberWarning | None:
    """Return the oldest warning that a member has to confirm before they write."""
    unread = MemberWarning.objects.unread().filter(user=user)
    return unread.select_related("action__post__discussion").first()


def confirm_warning(warning: MemberWarning) -> None:
    """Store that the member has read a warning; repeated, it has no effect."""
    MemberWarning.objects.filter(pk=warning.pk, read_at=None).update(read_at=timezone.now())


def get_next_step(warnings: int, suspensions: int, *, in_network: bool) -> str:
    """Return the step that comes next.

    Args:
        warnings: How many warnings of the author are in force.
        suspensions: How often the author was suspended.
        in_network: Whether it is a step of `NETWORK_LADDER`.
    """
    if in_network:
        return NETWORK_LADDER[min(warnings, len(NETWORK_LADDER) - 1)]
    if not warnings and not suspensions:
        return LADDER[0]
    return LADDER[min(suspensions + 1, len(LADDER) - 1)]


def count_suspensions(user: Any) -> int:
    """Return how often a member was suspended, without suspensions that moderators ended early."""
    return Suspension.objects.filter(user=user, ended_at=None).count()
