"""What a moderator sees about a post and its author: the record, the notes and the timeline."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from community.enums import ActionKind, PostState
from community.models import MemberWarning, ModerationAction, ModeratorNote, Post, Space
from community.moderation.warnings import LADDER, NETWORK_LADDER, count_suspensions, get_next_step

MAX_EARLIER_ACTIONS = 20


@dataclass(frozen=True)
class AuthorRecord:
    """What moderators know about the author of a post.

    Counts are about the account, in the spaces that the moderator moderates. Single actions and
    notes are those under the name that the post shows, so that they do not tell which account
    chose a name.

    Attributes:
        counts: How many posts are published and waiting, and what moderators did with others.
        warnings: How many warnings are in force.
        suspensions: How often the account was suspended.
        next_step: The next step of the ladder.
        ladder: All steps, in order.
        earlier_actions: The newest actions about other posts under the same name.
        notes: The notes about the post and about its author.
    """

    counts: dict[str, int]
    warnings: int
    suspensions: int
    next_step: str
    ladder: tuple[str, ...]
    earlier_actions: QuerySet[ModerationAction]
    notes: QuerySet[ModeratorNote]


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened to a post.

    Attributes:
        at: When.
        label: What happened, and who did it.
        quote: The words that belong to it.
    """

    at: datetime
    label: str
    quote: str = ""


def get_author_record(post: Post, moderator: Any) -> AuthorRecord:
    """Return what a moderator sees about the author of a post.

    Args:
        post: The post.
        moderator: The account that sees it; it is shown actions in its own spaces only.
    """
    spaces = Space.objects.moderated_by(moderator).values("pk")
    same_name = Q(post__author=post.author_id, post__chosen_name=post.chosen_name_id)
    actions = ModerationAction.objects.filter(same_name, post__discussion__space__in=spaces)
    warnings = MemberWarning.objects.in_force().filter(
        user=post.author_id, action__post__discussion__space__in=spaces
    )
    warning_count = warnings.count()
    in_network = not post.discussion.space.is_moderated_by_hub
    suspensions = 0 if in_network else count_suspensions(post.author)
    earlier = actions.exclude(post=post).exclude(kind=ActionKind.APPROVE)
    return AuthorRecord(
        counts=_count_posts(post.author, spaces),
        warnings=warning_count,
        suspensions=suspensions,
        next_step=get_next_step(warning_count, suspensions, in_network=in_network),
        ladder=NETWORK_LADDER if in_network else LADDER,
        earlier_actions=earlier.select_related("actor", "post__discussion").order_by("-pk")[
            :MAX_EARLIER_ACTIONS
        ],
        notes=ModeratorNote.objects.about(post, moderator).select_related("actor"),
    )


def _count_posts(author: Any, spaces: QuerySet) -> dict[str, int]:
    """Return how many posts of an author are published, and what moderators did with others.

    Args:
        author: The account.
        spaces: The ids of the spaces whose posts are counted.
    """
    own = Post.objects.filter(author=author, discussion__space__in=spaces)
    posts = own.aggregate(
        published=Count("pk", filter=Q(state=PostState.PUBLISHED)),
        waiting=Count("pk", filter=Q(state=PostState.HELD)),
    )
    kinds = {
        "returned": ActionKind.RETURN,
        "hidden": ActionKind.HIDE,
        "removed": ActionKind.REMOVE,
        "redacted": ActionKind.REDACT,
    }
    about = ModerationAction.objects.filter(post__author=author, post__discussion__space__in=spaces)
    actions = about.aggregate(
        **{name: Count("pk", filter=Q(kind=kind)) for name, kind in kinds.items()}
    )
    return posts | actions


def get_timeline(post: Post) -> list[TimelineEntry]:
    """Return what happened to a post, in order; reporters are not named."""
    entries = [TimelineEntry(post.created_at, "Written")]
    if post.hold_reasons:
        labels = ", ".join(label.lower() for label in post.hold_reason_labels)
        entries.append(TimelineEntry(post.created_at, f"Held because: {labels}"))
    entries += [
        TimelineEntry(edit.edited_at, "Edited by the author. The text before", edit.text)
        for edit in post.edits.all()
    ]
    entries += [
        TimelineEntry(report.created_at, f"Reported: {report.get_reason_display()}")
        for report in post.reports.all()
    ]
    for action in post.actions.select_related("actor", "appeal"):
        label = f"{action.get_kind_display()}, {action.actor.public_name}"
        entries.append(TimelineEntry(action.created_at, label, action.reason))
        if hasattr(action, "appeal"):
            appeal = action.appeal
            entries.append(TimelineEntry(appeal.created_at, "The author appealed", appeal.text))
    return sorted(entries, key=lambda entry: entry.at)
