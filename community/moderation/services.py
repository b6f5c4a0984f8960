"""Services of moderation: reports, appeals, and actions on posts."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from community.enums import ActionKind, PostState
from community.models import Appeal, Discussion, ModerationAction, Post, Report
from community.moderation.concerns import close_concern, get_agreed_level, get_concern
from community.moderation.locking import StaleDecisionError, lock_for_decision, lock_post
from community.notifications import (
    notify_author,
    notify_moderators_of_appeal,
    notify_moderators_of_report,
)
from community.visibility import move_to_end, sync_search_index, sync_visibility
from page_cache.invalidation import object_tags, purge

NEW_STATES = {
    ActionKind.APPROVE: PostState.PUBLISHED,
    ActionKind.RETURN: PostState.RETURNED,
    ActionKind.HIDE: PostState.HIDDEN,
    ActionKind.RESTORE: PostState.PUBLISHED,
    ActionKind.REMOVE: PostState.REMOVED,
}
"""The state of a post after an action; the others leave it as it is."""

_ALLOWED_STATES = {
    ActionKind.APPROVE: {PostState.HELD},
    ActionKind.RETURN: {PostState.HELD, PostState.PUBLISHED, PostState.HIDDEN},
    ActionKind.HIDE: {PostState.PUBLISHED},
    ActionKind.RESTORE: {PostState.HIDDEN, PostState.REMOVED},
    ActionKind.REMOVE: {PostState.HELD, PostState.PUBLISHED, PostState.HIDDEN},
    ActionKind.DISMISS: set(PostState),
    ActionKind.CLOSE: {PostState.PUBLISHED, PostState.DELETED},
    ActionKind.REOPEN: {PostState.PUBLISHED, PostState.DELETED},
    ActionKind.ASSESS: {PostState.PUBLISHED, PostState.HIDDEN, PostState.REMOVED},
    ActionKind.UPHOLD: set(PostState) - {PostState.DELETED},
    ActionKind.GRANT: set(PostState) - {PostState.DELETED},
}
APPEAL_DECISIONS = {ActionKind.UPHOLD, ActionKind.GRANT}
"""The actions that decide about an appeal and leave the state of the post as it is."""
REASON_REQUIRED = {
    ActionKind.RETURN,
    ActionKind.HIDE,
    ActionKind.REMOVE,
    ActionKind.CLOSE,
    ActionKind.UPHOLD,
}
"""The actions whose reason the author is told."""


def get_open_appeal(post: Post) -> Appeal | None:
    """Return the appeal about a post that waits for a decision, if there is one."""
    appeals = Appeal.objects.open().filter(action__post=post)
    return appeals.select_related("action__actor").first()


def available_actions(post: Post, moderator: Any) -> list[Any]:
    """Return what a moderator can do with a post in its state, in display order.

    An appeal is decided by another moderator than the one whose decision it is about. The latter
    can only show the post again. While the author may be in danger, moderators agree first on how
    serious that is.
    """
    excluded = set() if post.reports.open().exists() else {ActionKind.DISMISS}
    concern = get_concern(post)
    if concern is None or concern.closed_by_id:
        excluded.add(ActionKind.ASSESS)
    elif not get_agreed_level(concern):
        # Nothing but hiding the post waits for no opinion.
        excluded |= set(_ALLOWED_STATES) - {ActionKind.HIDE}
    if post.is_sealed:  # It has no author who could reword it.
        excluded.add(ActionKind.RETURN)
    if not post.is_first:  # Editors close the comments of a page.
        excluded |= {ActionKind.CLOSE, ActionKind.REOPEN}
    appeal = get_open_appeal(post)
    if appeal is None:
        excluded |= {ActionKind.UPHOLD, ActionKind.GRANT}
    elif appeal.action.kind == ActionKind.REDACT:
        if appeal.action.actor_id == moderator.pk:
            excluded.add(ActionKind.UPHOLD)
    elif appeal.action.actor_id == moderator.pk:
        excluded |= {ActionKind.UPHOLD, ActionKind.RETURN, ActionKind.REMOVE}
    if appeal and appeal.action.kind != ActionKind.REDACT:
        excluded.add(ActionKind.GRANT)
    is_closed = post.discussion.closed_at is not None
    excluded.add(ActionKind.CLOSE if is_closed else ActionKind.REOPEN)
    return [
        kind
        for kind, states in _ALLOWED_STATES.items()
        if post.state in states and kind not in excluded
    ]


@transaction.atomic
def apply_action(
    post: Post, actor: Any, kind: ActionKind, *, version: int, reason: str = ""
) -> ModerationAction:
    """Apply an action to a post: change its state, close its reports, and tell the author.

    Args:
        post: The post.
        actor: The moderator, who is not the author.
        kind: The action.
        version: The version of the post that the moderator has read.
        reason: The reason; see `REASON_REQUIRED`.

    Raises:
        StaleDecisionError: The decision is about another version, or not possible any more.
    """
    locked = lock_for_decision(post, actor, version)
    discussion = locked.discussion
    if kind not in available_actions(locked, actor):
        raise StaleDecisionError
    action = ModerationAction.objects.create(post=locked, actor=actor, kind=kind, reason=reason)
    if kind in {ActionKind.CLOSE, ActionKind.REOPEN}:
        set_closed(discussion, reason if kind == ActionKind.CLOSE else "")
        notify_author(action)
        return action
    locked.reports.open().update(closed_by=action)
    if (concern := get_concern(locked)) and get_agreed_level(concern):
        close_concern(action)
    state = NEW_STATES.get(kind)
    if appeals := _appeals_decided_by(action):
        Appeal.objects.filter(pk__in=appeals).update(closed_by=action)
    locked.claimed_by = locked.claimed_at = None
    locked.version += 1
    locked.mark_as_seen(actor)
    if state:
        locked.state = state
        if state == PostState.PUBLISHED and locked.published_at is None:
            locked.published_at = timezone.now()
            move_to_end(locked, discussion)
    locked.save()
    if state:
        sync_visibility(discussion)
        sync_search_index(locked)
    if state or kind in APPEAL_DECISIONS:
        notify_author(action)
    return action


def _appeals_decided_by(action: ModerationAction) -> list[int]:
    """Return the ids of the appeals that an action decides about.

    A new state of the post says nothing about words that a moderator removed from it.
    """
    appeals = Appeal.objects.open().filter(action__post=action.post)
    if action.kind not in APPEAL_DECISIONS:
        if action.kind not in NEW_STATES:
            return []
        appeals = appeals.exclude(action__kind=ActionKind.REDACT)
    return list(appeals.values_list("pk", flat=True))


def set_closed(discussion: Discussion, reason: str) -> None:
    """Close a locked discussion for a reason, or open it again without one; both end a pause."""
    discussion.closed_at = timezone.now() if reason else None
    discussion.close_reason, discussion.paused_until = reason, None
    discussion.save(update_fields=["closed_at", "close_reason", "paused_until"])
    purge(object_tags("discussion", [discussion.pk]))


def report_post(post: Post, *, reason: str, details: str, key: str, reporter: Any = None) -> None:
    """Store a report with the text as it is now, once for each idempotency key.

    Args:
        post: The post, which the reporter sees.
        reason: One of `community.enums.ReportReason`.
        details: What the reporter adds.
        key: The fingerprint of the form token and the submitted content.
        reporter: The account of the reporter, if they are signed in.
    """
    if Report.objects.filter(key=key).exists():
        return
    try:
        with transaction.atomic():
            report = Report.objects.create(
                post=post,
                reporter=reporter,
                reason=reason,
                details=details,
                reported_text=post.text,
                key=key,
            )
            notify_moderators_of_report(report)
    except IntegrityError:
        if not Report.objects.filter(key=key).exists():
            raise


@transaction.atomic
def appeal_decision(post: Post, text: str) -> None:
    """Store an author's appeal against the decision to hide or remove a post, once.

    Raises:
        StaleDecisionError: There is no such decision, or the author has appealed already.
    """
    action = lock_post(post).get_appealable_action()
    if action is None:
        raise StaleDecisionError
    notify_moderators_of_appeal(Appeal.objects.create(action=action, text=text))
