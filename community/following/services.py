"""Services that follow, mute and read discussions, and follow spaces."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from community.enums import Frequency
from community.following.frequencies import sync_pending_emails
from community.models import (
    Discussion,
    Follow,
    FollowPreference,
    PostEmail,
    ReadPosition,
    Space,
    SpaceFollow,
)
from outbox.cancellation import cancel_pending_by_prefix

KIND = "community/new_posts"


@transaction.atomic
def follow(user: Any, discussion: Discussion, frequency: int | None = None) -> None:
    """Email a user about new posts of a discussion from now on; repeated, it has no effect.

    Args:
        user: The member.
        discussion: The discussion.
        frequency: One of `community.enums.Frequency`; None for the member's default.
    """
    Follow.objects.update_or_create(
        user=user, discussion=discussion, defaults={"frequency": frequency}
    )
    ReadPosition.objects.get_or_create(
        user=user, discussion=discussion, defaults={"read_up_to": discussion.last_position}
    )
    sync_pending_emails(user)


@transaction.atomic
def unfollow(user: Any, discussion: Discussion) -> None:
    """Email a user no more about a discussion, even if they follow its space.

    What is queued is cancelled.
    """
    if SpaceFollow.objects.filter(user=user, space=discussion.space_id).exists():
        Follow.objects.update_or_create(
            user=user, discussion=discussion, defaults={"frequency": Frequency.NEVER}
        )
    else:
        Follow.objects.filter(user=user, discussion=discussion).delete()
    cancel_emails(user, discussion)


def cancel_emails(user: Any, discussion: Discussion) -> None:
    """Take the posts of a discussion out of all letters to a user that are not sent yet."""
    PostEmail.objects.filter(user=user, post__discussion=discussion).delete()
    cancel_pending_by_prefix(KIND, f"community-new-{discussion.pk}-", user)


@transaction.atomic
def follow_space(user: Any, space: Space, scope: str, frequency: int | None = None) -> None:
    """Email a user about new discussions of a space, or every post in it, from now on.

    Args:
        user: The member.
        space: The space.
        scope: One of `community.enums.SpaceFollowScope`.
        frequency: One of `community.enums.Frequency`; None for the member's default.
    """
    SpaceFollow.objects.update_or_create(
        user=user, space=space, defaults={"scope": scope, "frequency": frequency}
    )
    sync_pending_emails(user)


@transaction.atomic
def unfollow_space(user: Any, space: Space) -> None:
    """Email a user no more about a space; discussions that they follow in it stay followed."""
    SpaceFollow.objects.filter(user=user, space=space).delete()
    sync_pending_emails(user)


@transaction.atomic
def set_default_frequency(user: Any, frequency: int) -> None:
    """Set how often a member is emailed about what they follow without a choice there."""
    FollowPreference.objects.update_or_create(user=user, defaults={"frequency": frequency})
    sync_pending_emails(user)


@transaction.atomic
def stop_letters(user: Any, frequencies: set[Frequency]) -> None:
    """End the emails of some frequencies: what is followed with them is followed without emails."""
    own = {"user": user}
    stopped = {"frequency": Frequency.NEVER}
    for model in (Follow, SpaceFollow):
        rows = model._default_manager.filter(**own)
        rows.filter(frequency__in=frequencies).update(**stopped)
        if get_preference(user).frequency in frequencies:
            rows.filter(frequency=None).update(**stopped)
    sync_pending_emails(user)


def get_preference(user: Any) -> FollowPreference:
    """Return a member's default frequency, saved or not."""
    preference = FollowPreference.objects.filter(user=user).first()
    return preference or FollowPreference(user=user)


@transaction.atomic
def mute(user: Any, discussion: Discussion) -> None:
    """Leave a discussion out of a member's letters and of what is new for them."""
    ReadPosition.objects.update_or_create(
        user=user, discussion=discussion, defaults={"muted_at": timezone.now()}
    )
    cancel_emails(user, discussion)


def unmute(user: Any, discussion: Discussion) -> None:
    """End the muting of a discussion."""
    ReadPosition.objects.filter(user=user, discussion=discussion).update(muted_at=None)


def mark_as_read(user: Any, discussion: Discussion, position: int) -> None:
    """Store up to which position a member has read a discussion; it never goes back."""
    row, is_new = ReadPosition.objects.get_or_create(
        user=user, discussion=discussion, defaults={"read_up_to": position}
    )
    if not is_new and row.read_up_to < position:
        rows = ReadPosition.objects.filter(pk=row.pk, read_up_to__lt=position)
        rows.update(read_up_to=position)
