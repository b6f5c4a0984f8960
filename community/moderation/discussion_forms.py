"""Forms in which moderators pause, pin, move, split and join discussions."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.text import Truncator

from community.models import Discussion, Post, Space
from community.moderation.discussion_services import (
    find_move_error,
    move_discussion,
    pause_discussion,
    resume_discussion,
    set_pinned,
)
from community.moderation.forms import ReasonForm
from community.moderation.regrouping import (
    MAX_POSTS,
    find_regrouping_error,
    merge_discussions,
    split_discussion,
)


class DiscussionForm(ReasonForm):
    """Base: a change of a discussion, with its reason."""

    heading = ""
    about = ""
    button = ""

    def __init__(self, discussion: Discussion, moderator: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.discussion, self.moderator = discussion, moderator
        self.fields[
            "reason"
        ].help_text = "We email it to the person who started the discussion. It does not name you."

    def find_error(self) -> str:
        """Return why the discussion cannot be changed in this way; empty if it can."""
        return ""

    def apply(self) -> str:
        """Change the discussion, and return what to tell the moderator.

        Raises:
            DiscussionChangeError: It cannot be changed.
        """
        raise NotImplementedError


class PauseForm(DiscussionForm):
    """For how long no one can reply."""

    heading, button = "Pause the discussion", "Pause discussion"
    about = "Everyone can still read the discussion, and sees your reason. No one can reply until "
    about += "the pause ends. Then it opens by itself."
    days = forms.TypedChoiceField(
        label="For how long",
        choices=[("1", "1 day"), ("3", "3 days"), ("7", "7 days"), ("14", "14 days")],
        coerce=int,
    )

    def apply(self) -> str:
        """Pause the discussion."""
        values = self.cleaned_data
        pause_discussion(
            self.discussion, self.moderator, days=values["days"], reason=values["reason"]
        )
        return "Discussion paused. It opens by itself."


class ResumeForm(DiscussionForm):
    """Why a pause ends early."""

    heading, button = "End the pause", "Open discussion"
    about = "People can reply again at once."

    def apply(self) -> str:
        """End the pause."""
        resume_discussion(self.discussion, self.moderator, reason=self.cleaned_data["reason"])
        return "Discussion opened. People can reply."


class PinForm(DiscussionForm):
    """Why a discussion is at the top of its space."""

    heading, button = "Pin the discussion", "Pin discussion"
    about = "The discussion stays at the top of the list of its space."
    is_pinned = True

    def apply(self) -> str:
        """Pin the discussion, or end that."""
        reason = self.cleaned_data["reason"]
        set_pinned(self.discussion, self.moderator, is_pinned=self.is_pinned, reason=reason)
        return "Discussion pinned." if self.is_pinned else "Discussion no longer pinned."


class UnpinForm(PinForm):
    """Why a discussion is no longer at the top."""

    heading, button = "Unpin the discussion", "Unpin discussion"
    about = "The discussion is listed by its newest post again."
    is_pinned = False


class MoveForm(DiscussionForm):
    """The space to which a discussion moves."""

    heading, button = "Move the discussion", "Move discussion"
    about = "Old links lead to the new place. Members who cannot read the new space no longer see "
    about += "the discussion, even if they wrote in it. We stop emailing them about it."
    space = forms.ModelChoiceField(
        Space.objects.none(),
        label="New space",
        error_messages={"required": "Choose the space."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["space"].queryset = self._targets()

    def _targets(self) -> QuerySet[Space]:
        # Which spaces everyone reads, in one query.
        public = set(Space.objects.visible_to(AnonymousUser()).values_list("pk", flat=True))
        moderated = list(Space.objects.moderated_by(self.moderator))
        for space in moderated:
            space.is_public = space.pk in public
        possible = [space.pk for space in moderated if not find_move_error(self.discussion, space)]
        return Space.objects.filter(pk__in=possible)

    def find_error(self) -> str:
        """Return why there is no space to move to."""
        if self.fields["space"].queryset.exists():
            return ""
        return (
            "You cannot move it. Private discussions stay private, and you moderate no other space."
        )

    def apply(self) -> str:
        """Move the discussion."""
        target, reason = self.cleaned_data["space"], self.cleaned_data["reason"]
        move_discussion(self.discussion, self.moderator, target=target, reason=reason)
        return f"Discussion moved to “{target}”."


class SplitForm(DiscussionForm):
    """The posts that become a discussion of their own."""

    heading, button = "Split the discussion", "Move posts to a new discussion"
    about = "The posts that you choose become a new discussion in the same space. Links to them "
    about += "still work. We email their authors."
    title = forms.CharField(
        label="Title of the new discussion",
        max_length=150,
        error_messages={"required": "Enter a title."},
    )
    posts = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the posts."},
    )
    field_order = ["title", "posts", "saved_reply", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Post.objects.filter(discussion=self.discussion, position__gt=1).with_people()
        self.fields["posts"].choices = [
            (post.pk, f"{post.author_name}: {Truncator(post.plain_text).words(20)}")
            for post in rows.order_by("position")[:MAX_POSTS]
        ]

    def find_error(self) -> str:
        """Return why the discussion cannot be split."""
        return find_regrouping_error(self.discussion)

    def apply(self) -> str:
        """Split the discussion."""
        values = self.cleaned_data
        split_discussion(
            self.discussion,
            self.moderator,
            posts=values["posts"],
            title=values["title"],
            reason=values["reason"],
        )
        return f"Posts moved to the new discussion “{values['title']}”."


class MergeForm(DiscussionForm):
    """The discussion that receives the posts."""

    heading, button = "Join with another discussion", "Join the discussions"
    about = "The posts of this discussion are added at the end of the other one. Links to the "
    about += "discussion and its posts lead there. You cannot undo this in one step."
    address = forms.CharField(
        label="Web address of the other discussion",
        help_text="Open the other discussion and copy its address from the browser.",
        error_messages={"required": "Enter the web address of the other discussion."},
    )
    field_order = ["address", "saved_reply", "reason"]

    def clean_address(self) -> Discussion:
        """Find the discussion.

        Raises:
            ValidationError: There is none with this address that the moderator moderates.
        """
        parts = urlsplit(self.cleaned_data["address"].strip()).path.strip("/").split("/")
        spaces = Space.objects.moderated_by(self.moderator)
        found = Discussion.objects.filter(space__in=spaces.values("pk"))
        if len(parts) == 3 and parts[0] == "community":
            found = found.filter(space__slug=parts[1], slug=parts[2])
            if discussion := found.exclude(pk=self.discussion.pk).first():
                return discussion
        raise forms.ValidationError("Enter the web address of another discussion.")

    def find_error(self) -> str:
        """Return why the discussion cannot be joined with another."""
        return find_regrouping_error(self.discussion)

    def apply(self) -> str:
        """Join the discussions."""
        target = self.cleaned_data["address"]
        reason = self.cleaned_data["reason"]
        merge_discussions(self.discussion, target, self.moderator, reason=reason)
        return f"Posts added to “{target}”."


def get_form_class(tool: str, discussion: Discussion) -> type[DiscussionForm] | None:
    """Return the form of a tool in the current state of a discussion; None for no such tool."""
    if tool == "pause":
        return ResumeForm if discussion.is_paused else PauseForm
    if tool == "pin":
        return UnpinForm if discussion.pinned_at else PinForm
    return {"move": MoveForm, "split": SplitForm, "merge": MergeForm}.get(tool)
