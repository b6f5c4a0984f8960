"""Signed URLs at which a member unsubscribes without signing in."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from community.enums import Frequency
from community.models import Follow

_SIGNER = signing.Signer(salt="community.following", sep=".")
_DISCUSSION, _SPACE, _LETTERS = "discussion", "space", "letters"


@dataclass(frozen=True)
class Subscription:
    """The emails that a member ends by one URL.

    Attributes:
        kind: Whether about a discussion, about a space, or all letters of some frequencies.
        user: The id of the member.
        target: The id of the discussion or space, or the frequencies, joined by `+`.
    """

    kind: str
    user: int
    target: str

    @classmethod
    def of_discussion(cls, user: int, discussion: int) -> "Subscription":
        """Return the emails about a discussion."""
        return cls(_DISCUSSION, user, str(discussion))

    @classmethod
    def of_space(cls, user: int, space: int) -> "Subscription":
        """Return the emails about a space, without those about discussions followed in it."""
        return cls(_SPACE, user, str(space))

    @classmethod
    def of_letters(cls, user: int, frequencies: set[Any]) -> "Subscription":
        """Return all letters of some frequencies."""
        return cls(_LETTERS, user, "+".join(str(int(value)) for value in sorted(frequencies)))

    @property
    def is_of_discussion(self) -> bool:
        """Return whether they are about one discussion."""
        return self.kind == _DISCUSSION

    @property
    def is_of_space(self) -> bool:
        """Return whether they are about one space."""
        return self.kind == _SPACE

    @property
    def frequencies(self) -> set[Frequency]:
        """Return the frequencies of letters; empty for other emails."""
        if self.kind != _LETTERS:
            return set()
        return {Frequency(int(value)) for value in self.target.split("+")}

    @property
    def frequency_names(self) -> str:
        """Return the frequencies of letters in words, as in “daily and weekly”."""
        names = {Frequency.DAILY: "daily", Frequency.WEEKLY: "weekly"}
        return " and ".join(name for value, name in names.items() if value in self.frequencies)


def unsubscribe_url(subscription: Subscription) -> str:
    """Return the absolute URL at which a member ends a subscription."""
    value = f"{subscription.kind}:{subscription.user}:{subscription.target}"
    return settings.WAGTAILADMIN_BASE_URL + reverse(
        "community:unsubscribe", args=[_SIGNER.sign(value)]
    )


def parse_unsubscribe_token(token: str) -> Subscription | None:
    """Return the subscription of a token, or None if the signature is invalid.

    Emails of an earlier release name the primary key of a `Follow` alone.
    """
    try:
        value = _SIGNER.unsign(token)
    except signing.BadSignature:
        return None
    if value.isdecimal():
        follow = Follow.objects.filter(pk=value).first()
        return Subscription.of_discussion(follow.user_id, follow.discussion_id) if follow else None
    kind, user, target = value.split(":")
    return Subscription(kind, int(user), target)
