"""Services for concerns about an author's safety: opinions, the level, and breaks."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from community.enums import ConcernLevel
from community.holding import find_phrases
from community.models import (
    ModerationAction,
    ModerationSettings,
    ModeratorNote,
    Post,
    SafetyConcern,
    SafetyOpinion,
)
from community.moderation.locking import StaleDecisionError, lock_post
from community.notifications import get_moderators, notify_moderators_of_concern
from community.rendering import to_plain_text

BREAK_PERIOD = timedelta(hours=2)
_LEVELS = list(ConcernLevel.values)


def open_concern_if_needed(post: Post) -> None:
    """Store a concern about a post whose text speaks of self-harm, and notify moderators.

    Args:
        post: The post, saved in the open transaction, with its discussion.
    """
    title = post.discussion.title if post.is_first else ""
    if find_phrases(f"{title} {to_plain_text(post.html)}").self_harm:
        open_concern(post)


def open_concern(post: Post) -> SafetyConcern:
    """Return the concern about a post, open; a new one is told to the moderators at once.

    Args:
        post: The post, locked or new.
    """
    concern, is_new = SafetyConcern.objects.get_or_create(post=post)
    if concern.closed_by_id:
        _reopen(concern)
        is_new = True
    if is_new:
        notify_moderators_of_concern(concern, get_moderators(post))
    return concern


def _reopen(concern: SafetyConcern) -> None:
    """Open a concern again, and keep the opinions about the earlier text as notes on the post."""
    opinions = list(concern.opinions.all())
    ModeratorNote.objects.bulk_create(
        ModeratorNote(
            space=concern.post.discussion.space,
            post=concern.post,
            actor_id=opinion.moderator_id,
            text=f"Opinion on an earlier text. {opinion.get_level_display()}. {opinion.text}",
            created_at=opinion.created_at,
        )
        for opinion in opinions
    )
    concern.opinions.all().delete()
    concern.closed_by, concern.level, concern.created_at = None, "", timezone.now()
    concern.save()


def get_concern(post: Post) -> SafetyConcern | None:
    """Return the concern about a post, with the opinions."""
    concerns = SafetyConcern.objects.filter(post=post).select_related("closed_by")
    return concerns.prefetch_related("opinions__moderator").first()


def get_agreed_level(concern: SafetyConcern) -> str:
    """Return the level at which the post can be decided about; empty if an opinion is missing.

    Low needs one opinion. Above low, two moderators give theirs, and the higher one holds. Where
    the space has one moderator alone, that opinion suffices.
    """
    opinions = list(concern.opinions.all())
    if not opinions:
        return ""
    level = max((opinion.level for opinion in opinions), key=_LEVELS.index)
    if level == ConcernLevel.LOW or len(opinions) > 1:
        return level
    given = {opinion.moderator_id for opinion in opinions}
    others = [user for user in get_moderators(concern.post) if user.pk not in given]
    return "" if others else level


@transaction.atomic
def give_opinion(post: Post, moderator: Any, *, level: str, text: str) -> SafetyConcern:
    """Store how serious a moderator thinks a concern is; above low, ask the others as well.

    Args:
        post: The post.
        moderator: The account, which is not the author's.
        level: One of `community.enums.ConcernLevel`.
        text: Why.

    Raises:
        StaleDecisionError: The moderator has given an opinion, or the post is decided about.
    """
    locked = lock_post(post)
    known = get_concern(locked)
    if locked.author_id == moderator.pk or (known and known.closed_by_id):
        raise StaleDecisionError
    concern = known or open_concern(locked)
    if concern.opinions.filter(moderator=moderator).exists():
        raise StaleDecisionError
    SafetyOpinion.objects.create(concern=concern, moderator=moderator, level=level, text=text)
    if not get_agreed_level(concern):
        others = [user for user in get_moderators(locked) if user.pk != moderator.pk]
        notify_moderators_of_concern(concern, others, asks_opinion=True)
    return concern


def close_concern(action: ModerationAction) -> None:
    """Close the concern about a post with the decision, at the level that was agreed."""
    concern = SafetyConcern.objects.open().filter(post=action.post).first()
    if concern:
        concern.level, concern.closed_by = get_agreed_level(concern), action
        concern.save(update_fields=["level", "closed_by"])


def needs_break(moderator: Any) -> bool:
    """Return whether a moderator has given so many opinions lately that we suggest a break."""
    since = timezone.now() - BREAK_PERIOD
    number = SafetyOpinion.objects.filter(moderator=moderator, created_at__gt=since).count()
    return number >= ModerationSettings.load().hard_posts


def release_all_claims(moderator: Any) -> int:
    """Assign no post to a moderator any more. Returns how many there were."""
    claims = Post.objects.filter(claimed_by=moderator)
    return claims.update(claimed_by=None, claimed_at=None)
