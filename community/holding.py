"""Which posts are held until a moderator has read them."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from community.enums import HoldReason, PhraseKind, PostState
from community.models import ModerationSettings, Post, Space, WatchedPhrase
from community.querysets import MODERATE
from community.rendering import find_links, to_plain_text

NEW_MEMBER_POSTS = 3
"""How many posts of a member must have been published before further ones appear at once."""

REASONS_OF_EDITS = {HoldReason.NEW_MEMBER, HoldReason.WORDS, HoldReason.SELF_HARM}
"""The rules that also hold a published post once its author has edited it."""

_APOSTROPHES = str.maketrans("‘’`", "'''")


@dataclass(frozen=True)
class FoundPhrases:
    """The watched phrases in a text, as moderators wrote them.

    Attributes:
        hold: Those for which a moderator reads the post first.
        self_harm: Those in which people speak of self-harm.
    """

    hold: list[str]
    self_harm: list[str]


def get_hold_reasons(space: Space, author: Any, html: str, title: str = "") -> list[str]:
    """Return why a post is held; an empty list if it may appear at once.

    In the private space of a network no post is held: its organisers have admitted each member.

    Args:
        space: The space.
        author: The account that writes it.
        html: The rendered text.
        title: The title that is published with it.
    """
    if not space.is_moderated_by_hub or author.has_perm(MODERATE):
        return []
    reasons = []
    if is_new_member(author):
        reasons.append(str(HoldReason.NEW_MEMBER))
    if find_links(html):
        reasons.append(str(HoldReason.LINK))
    found = find_phrases(f"{title} {to_plain_text(html)}")
    if found.self_harm:
        reasons.append(str(HoldReason.SELF_HARM))
    if found.hold:
        reasons.append(str(HoldReason.WORDS))
    if ModerationSettings.load().is_quiet(timezone.localtime().time()):
        reasons.append(str(HoldReason.QUIET_HOURS))
    return reasons


def is_new_member(author: Any) -> bool:
    """Return whether moderators have published too few posts of a member."""
    published = Post.objects.filter(author=author, state=PostState.PUBLISHED)
    return published.values("pk")[:NEW_MEMBER_POSTS].count() < NEW_MEMBER_POSTS


def find_phrases(text: str) -> FoundPhrases:
    """Return the watched phrases in a text: whole words, whatever their case.

    Args:
        text: The text without markup.
    """
    folded = fold_text(text)
    found = FoundPhrases([], [])
    for phrase, kind in WatchedPhrase.objects.values_list("text", "kind"):
        pattern = rf"(?<!\w){re.escape(fold_text(phrase))}(?!\w)"
        if phrase.strip() and re.search(pattern, folded):
            (found.self_harm if kind == PhraseKind.SELF_HARM else found.hold).append(phrase)
    return found


def fold_text(text: str) -> str:
    """Return a text as it is compared: without case, with simple spaces and apostrophes."""
    return " ".join(text.casefold().translate(_APOSTROPHES).split())
