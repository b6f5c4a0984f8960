"""Services that remove words from a post everywhere, and leave a visible mark in their place."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.html import escape
from django.utils.text import slugify

from community.cached_urls import urls_for_tags
from community.enums import ActionKind, PostState
from community.models import (
    Appeal,
    Discussion,
    ModerationAction,
    ModeratorNote,
    Post,
    PostEdit,
    Report,
    SafetyOpinion,
)
from community.models.discussion import free_slug
from community.moderation.locking import StaleDecisionError, lock_for_decision
from community.notifications import notify_author
from community.rendering import REDACTION_MARK
from community.visibility import sync_search_index, sync_visibility
from outbox.models import Notification
from page_cache.invalidation import object_tags, purge

_BETWEEN_WORDS = r"[\s*_`~>\\]+"
"""What may stand between two words of a phrase: white space, and the characters of Markdown."""


@dataclass(frozen=True)
class Redaction:
    """The words to remove from a post.

    Attributes:
        phrases: The words, in the order in which the moderator gave them.
    """

    phrases: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the expression that finds the phrases in a text, the longest first."""
        ordered = sorted(self.phrases, key=len, reverse=True)
        return re.compile("|".join(_phrase_pattern(phrase) for phrase in ordered), re.IGNORECASE)

    def apply(self, text: str) -> str:
        """Return a text with a mark in place of each phrase."""
        redacted = self.pattern.sub(REDACTION_MARK, text)
        # Markdown would read what follows as the address of a link.
        return redacted.replace(f"{REDACTION_MARK}(", f"{REDACTION_MARK} (").replace(
            f"{REDACTION_MARK}:", f"{REDACTION_MARK} :"
        )

    def apply_plain(self, text: str) -> str:
        """Return a text that is no Markdown, with a mark in place of each phrase."""
        return self.pattern.sub(REDACTION_MARK, text)

    def missing_from(self, *texts: str) -> list[str]:
        """Return the phrases that are in none of some texts."""
        return [
            phrase
            for phrase in self.phrases
            if not any(re.search(_phrase_pattern(phrase), text, re.IGNORECASE) for text in texts)
        ]


def _phrase_pattern(phrase: str) -> str:
    words = [re.escape(word) for word in phrase.split()]
    start = r"\b" if re.match(r"\w", phrase) else ""
    end = r"\b" if re.search(r"\w$", phrase) else ""
    return start + _BETWEEN_WORDS.join(words) + end


def get_texts(post: Post) -> list[str]:
    """Return all texts from which a redaction removes words: now, before, and as reported."""
    texts = [post.text, *post.edits.values_list("text", flat=True)]
    texts += post.reports.values_list("reported_text", flat=True)
    return [*texts, post.discussion.title] if post.is_first else texts


def find_other_posts(post: Post, redaction: Redaction) -> list[Post]:
    """Return other posts of the discussion with the same words; people copy what they answer."""
    others = Post.objects.filter(discussion=post.discussion_id).exclude(pk=post.pk)
    condition = Q()
    for phrase in redaction.phrases:
        condition |= Q(text__icontains=phrase)
    found = others.filter(condition).with_people().order_by("position")[:50]
    return [other for other in found if redaction.pattern.search(other.text)]


@transaction.atomic
def redact_post(
    post: Post, actor: Any, redaction: Redaction, *, version: int, reason: str
) -> ModerationAction:
    """Remove words from a post, its previous texts, its reports and appeals, and tell the author.

    The words are stored nowhere afterwards. For a first post they leave the title and the address
    of the discussion as well. The post keeps its state, and its open reports are closed.

    Args:
        post: The post.
        actor: The moderator, who is not the author.
        redaction: The words.
        version: The version of the post that the moderator has read.
        reason: The reason, which the author and readers are told.

    Raises:
        StaleDecisionError: The decision is about another version, or not possible any more.
    """
    locked = lock_for_decision(post, actor, version)
    if locked.state == PostState.DELETED:
        raise StaleDecisionError
    locked.set_text(redaction.apply(locked.text))
    locked.version += 1
    locked.mark_as_seen(actor)
    locked.claimed_by = locked.claimed_at = None
    locked.save()
    for rows, names in (
        (PostEdit.objects.filter(post=locked), ["text"]),
        (Report.objects.filter(post=locked), ["reported_text", "details"]),
        (Appeal.objects.filter(action__post=locked), ["text"]),
        (ModerationAction.objects.filter(post=locked), ["reason"]),
        (ModeratorNote.objects.filter(post=locked), ["text"]),
        (SafetyOpinion.objects.filter(concern__post=locked), ["text"]),
    ):
        _redact_rows(rows, names, redaction)
    discussion = locked.discussion
    old_url = discussion.get_absolute_url()
    if locked.is_first:
        _redact_title(discussion, redaction)
    _redact_emails(locked, redaction, old_url)
    action = ModerationAction.objects.create(
        post=locked, actor=actor, kind=ActionKind.REDACT, reason=reason
    )
    locked.reports.open().update(closed_by=action)
    sync_visibility(discussion)
    sync_search_index(locked)
    notify_author(action)
    return action


def _redact_rows(rows: Any, names: list[str], redaction: Redaction) -> None:
    """Remove the words from some fields of rows."""
    for row in rows.select_for_update(of=("self",)):
        before = [getattr(row, name) for name in names]
        for name, text in zip(names, before, strict=True):
            # The reason of an action is shorter than the mark may make it.
            limit = row._meta.get_field(name).max_length
            setattr(row, name, redaction.apply_plain(text)[:limit])
        if [getattr(row, name) for name in names] != before:
            row.save(update_fields=names)


def _redact_title(discussion: Discussion, redaction: Redaction) -> None:
    """Remove the words from the title, and from the address that was made of it."""
    for phrase in redaction.phrases:
        discussion.old_addresses.filter(slug__contains=slugify(phrase)).delete()
    title = redaction.apply_plain(discussion.title)
    if title == discussion.title:
        return
    # The address changes: what caches hold under the old one is purged with it.
    purge(list(urls_for_tags(object_tags("discussion", [discussion.pk]))))
    discussion.title = title[: Discussion._meta.get_field("title").max_length]
    type(discussion.space).objects.select_for_update().get(pk=discussion.space_id)
    discussion.slug = free_slug(discussion.space, discussion.title)
    discussion.save(update_fields=["title", "slug"])


def _redact_emails(post: Post, redaction: Redaction, old_url: str) -> None:
    """Remove the words from stored emails about the post or its discussion, sent or not."""
    about = Q(text__contains=old_url) | Q(text__contains=f"/posts/{post.pk}/")
    escaped = Redaction(tuple(escape(phrase) for phrase in redaction.phrases))
    new_url = post.discussion.get_absolute_url()
    emails = Notification.objects.filter(about, kind__startswith="community/")
    for email in emails.select_for_update(of=("self",)):
        email.subject = redaction.apply_plain(email.subject)[:150]
        email.text = redaction.apply_plain(email.text).replace(old_url, new_url)
        email.html = escaped.apply_plain(email.html).replace(old_url, new_url)
        email.save(update_fields=["subject", "text", "html"])
