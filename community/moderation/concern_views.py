"""Admin views about authors who may be in danger: opinions, and breaks for moderators."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from community.enums import ConcernLevel, ReportReason
from community.models import Post
from community.moderation.concerns import (
    get_agreed_level,
    get_concern,
    give_opinion,
    release_all_claims,
)
from community.moderation.locking import StaleDecisionError
from community.moderation.record_views import AuthorView
from community.moderation.views import ModeratorView

WORDS_TO_USE: dict[str, str] = {
    str(
        ConcernLevel.LOW
    ): "Thank you for telling us. Many people here know this feeling. If it gets "
    "heavier, Samaritans listen day and night on 116 123.",
    str(
        ConcernLevel.MEDIUM
    ): "Thank you for trusting us with this. We are worried about you. Please "
    "talk to a person today: Samaritans on 116 123, or NHS 111, option 2.",
    str(
        ConcernLevel.HIGH
    ): "We are very worried about you, and want you to be safe. Please call 999 "
    "now, or go to A&E. If you can, tell a person near you what you wrote here.",
}
"""What a moderator can write to the author, by level."""


class OpinionForm(forms.Form):
    """How serious a moderator thinks a concern is, and why."""

    level = forms.ChoiceField(
        label="How serious is it?",
        choices=ConcernLevel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how serious it is."},
    )
    opinion = forms.CharField(
        label="Why do you think so?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Other moderators read it. The author does not.",
        error_messages={"required": "Enter why you think so."},
    )


def get_concern_context(post: Post, moderator: Any) -> dict[str, Any]:
    """Return what the review of a post shows about a concern.

    Args:
        post: The post.
        moderator: The account that reviews it.
    """
    concern = get_concern(post)
    opinions = list(concern.opinions.all()) if concern else []
    has_given = any(opinion.moderator_id == moderator.pk for opinion in opinions)
    is_open = concern is None or concern.closed_by_id is None
    is_reported = any(report.reason == ReportReason.RISK for report in post.reports.all())
    return {
        "concern": concern,
        "opinions": opinions,
        "shows_concern": concern is not None or is_reported,
        "agreed_level": get_agreed_level(concern) if concern else "",
        "opinion_form": OpinionForm() if is_open and not has_given else None,
        "words_to_use": [(label, WORDS_TO_USE[level]) for level, label in ConcernLevel.choices],
    }


class OpinionView(AuthorView):
    """Stores how serious a moderator thinks a concern is."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._render(OpinionForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store the opinion."""
        form = OpinionForm(request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        values = form.cleaned_data
        try:
            concern = give_opinion(
                self.post_object, request.user, level=values["level"], text=values["opinion"]
            )
        except StaleDecisionError:
            messages.warning(request, "You have given your opinion, or the post is decided about.")
        else:
            decides = "You can decide about the post now."
            asks = "We have asked the other moderators for a second opinion."
            is_agreed = bool(get_agreed_level(concern))
            messages.success(request, f"Opinion saved. {decides if is_agreed else asks}")
        return redirect("community_moderation:review", self.post_object.pk)

    def _render(self, form: OpinionForm, status: int = 200) -> HttpResponse:
        context = {"opinion_form": form, "post": self.post_object}
        return render(self.request, "community/moderation/opinion.html", context, status=status)


class BreakView(ModeratorView):
    """Suggests a break to a moderator who has read several hard posts."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the suggestion."""
        return render(request, "community/moderation/break.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Unassign the moderator's posts."""
        number = release_all_claims(request.user)
        posts = "1 post is" if number == 1 else f"{number} posts are"
        messages.success(
            request, f"Enjoy your break. {posts} no longer assigned to you. Others take over."
        )
        return redirect("wagtailadmin_home")
