"""Forms in which members choose what they are emailed about, and how often."""

from typing import Any

from django import forms

from community.enums import Frequency, SpaceFollowScope
from community.models import Discussion, Follow, Space, SpaceFollow

DEFAULT_LABEL = "As in your email settings"


class FrequencyForm(forms.Form):
    """How often a member is emailed about one thing that they follow."""

    frequency = forms.TypedChoiceField(
        label="How often",
        coerce=int,
        choices=[(0, DEFAULT_LABEL), *Frequency.choices],
    )

    def get_frequency(self) -> int | None:
        """Return the frequency; None for the member's default, and for a value of no option."""
        self.is_valid()
        return self.cleaned_data.get("frequency") or None


class FollowForm(FrequencyForm):
    """How often a member is emailed about a discussion."""

    @classmethod
    def of(cls, follow: Follow) -> "FollowForm":
        """Return the form with what a member chose."""
        return cls(initial={"frequency": follow.frequency or 0})


class SpaceFollowForm(FrequencyForm):
    """Which posts of a space a member is emailed about, and how often."""

    scope = forms.ChoiceField(
        label="Email me about",
        choices=SpaceFollowScope.choices,
        initial=SpaceFollowScope.DISCUSSIONS,
        widget=forms.RadioSelect,
    )
    field_order = ["scope", "frequency"]

    @classmethod
    def of(cls, follow: SpaceFollow | None) -> "SpaceFollowForm":
        """Return the form with what a member chose, if they follow the space."""
        initial: dict[str, Any] = {}
        if follow:
            initial = {"scope": follow.scope, "frequency": follow.frequency or 0}
        return cls(initial=initial)


class DefaultFrequencyForm(forms.Form):
    """How often a member is emailed about what they follow."""

    frequency = forms.TypedChoiceField(
        coerce=int,
        label="How often we email you about discussions you follow",
        choices=[
            (Frequency.AT_ONCE, "At once: one email for each discussion with new posts"),
            (Frequency.DAILY, "Once a day: one email at 7am about all of them"),
            (Frequency.WEEKLY, "Once a week: one email on Monday at 7am about all of them"),
            (Frequency.NEVER, "Never"),
        ],
        widget=forms.RadioSelect,
        help_text="You can choose differently for a board or a discussion, on its page.",
        error_messages={"required": "Choose how often we email you."},
    )


def get_follow_context(user: Any, discussion: Discussion) -> dict[str, Any]:
    """Return what the page of a discussion shows of how a reader follows it.

    Args:
        user: The reader; visitors follow nothing.
        discussion: The discussion.
    """
    if not user.is_authenticated:
        return {}
    follow = discussion.follows.filter(user=user).first()
    if follow is None:
        space_follow = discussion.space.follows.filter(user=user).first()
        if space_follow and space_follow.scope == SpaceFollowScope.POSTS:
            follow = Follow(frequency=space_follow.frequency)
    muted = discussion.read_positions.filter(user=user, muted_at__isnull=False)
    return {
        "follow_form": FollowForm.of(follow) if follow else None,
        "is_muted": muted.exists(),
    }


def get_space_follow_context(user: Any, space: Space) -> dict[str, Any]:
    """Return what the page of a space shows of how a reader follows it.

    Args:
        user: The reader; visitors follow nothing.
        space: The space.
    """
    if not user.is_authenticated:
        return {}
    follow = space.follows.filter(user=user).first()
    return {"space_follow": follow, "follow_form": SpaceFollowForm.of(follow)}
