"""Notifications to moderators about the queue, and to authors about decisions."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.urls import reverse
from wagtail import hooks

from accounts.roles import MODERATOR
from community.models import (
    AccountDisclosure,
    Appeal,
    Discussion,
    ModerationAction,
    Post,
    Report,
    SafetyConcern,
    Suspension,
)
from community.querysets import MODERATE
from outbox.services import notify_users

MODERATORS_HOOK = "space_moderators"


def get_moderators(post: Post) -> Iterable[Any]:
    """Return the moderators to notify about a post, without its author.

    For a space that the hub moderates, without any moderator, these are all who may moderate. For
    another space apps answer the hook `space_moderators`.

    Args:
        post: The post.
    """
    users = get_user_model().objects.filter(is_active=True).exclude(pk=post.author_id)
    space = post.discussion.space
    if not space.is_moderated_by_hub:
        return [
            user
            for space_moderators in hooks.get_hooks(MODERATORS_HOOK)
            for user in space_moderators(space)
            if user.pk != post.author_id
        ]
    moderators = users.filter(groups__name=MODERATOR)
    if moderators.exists():
        return moderators
    return ModelBackend().with_perm(MODERATE).filter(pk__in=users.values("pk"))


def notify_moderators_of_held_post(post: Post) -> None:
    """Notify moderators that a post waits for them, without its text."""
    key = f"community-held-{post.pk}-{post.version}"
    notify_users(get_moderators(post), "community/post_held", key, _context(post))


def notify_moderators_of_report(report: Report) -> None:
    """Notify moderators of a report; an urgent one at once, whatever frequency they chose."""
    context = _context(report.post) | {"report": report}
    notify_users(
        get_moderators(report.post),
        "community/post_reported",
        f"community-report-{report.pk}",
        context,
        always=report.is_urgent,
    )


def notify_moderators_of_concern(
    concern: SafetyConcern, moderators: Iterable[Any], *, asks_opinion: bool = False
) -> None:
    """Notify moderators at once that an author may be in danger, without the text.

    Args:
        concern: The concern.
        moderators: The accounts.
        asks_opinion: Whether another moderator has given an opinion, and a second is needed.
    """
    kind = "opinion" if asks_opinion else "concern"
    context = _context(concern.post) | {"asks_opinion": asks_opinion}
    key = f"community-{kind}-{concern.pk}-{concern.post.version}"
    notify_users(moderators, "community/safety_concern", key, context, always=True)


def notify_moderators_of_appeal(appeal: Appeal) -> None:
    """Notify the moderators of an appeal, other than the one whose decision it is about."""
    post = appeal.action.post
    others = [user for user in get_moderators(post) if user.pk != appeal.action.actor_id]
    key = f"community-appeal-{appeal.pk}"
    notify_users(others, "community/post_appealed", key, _context(post), always=True)


def notify_author(action: ModerationAction) -> None:
    """Tell the author of a post, if one is stored, what a moderator did with it, and why."""
    if action.post.author is None:
        return
    context = _context(action.post) | {"action": action, "post": action.post}
    key = f"community-action-{action.pk}"
    notify_users([action.post.author], "community/post_decided", key, context, always=True)


def notify_suspended_author(suspension: Suspension, removed: int) -> None:
    """Tell an author that they may not write, until when and why.

    Args:
        suspension: The suspension.
        removed: How many of their posts were removed with it.
    """
    context = {"suspension": suspension, "removed": removed}
    key = f"community-suspension-{suspension.pk}"
    notify_users([suspension.user], "community/suspended", key, context, always=True)


def notify_member_of_disclosure(disclosure: AccountDisclosure) -> None:
    """Tell a member that the safeguarding lead saw the account behind their chosen name."""
    context = _context(disclosure.post) | {"disclosure": disclosure}
    key = f"community-account-shown-{disclosure.pk}"
    notify_users([disclosure.post.author], "community/account_shown", key, context, always=True)


def get_subject_title(discussion: Discussion) -> str:
    """Return what an email says a discussion is: subjects are shown to editors in the outbox.

    Args:
        discussion: The discussion; in a private space its title is for members. Where members
            choose names, it would tell editors who takes part in it.
    """
    space = discussion.space
    return discussion.title if space.is_public and not space.allows_chosen_names else space.title


def _context(post: Post) -> dict[str, Any]:
    return {
        "title": get_subject_title(post.discussion),
        "post_url": post.get_absolute_url(),
        "review_url": reverse("community_moderation:review", args=[post.pk]),
    }
