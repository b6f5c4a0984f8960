"""Admin views of moderation: the queue, and the review of a post in its place."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator

from accounts.roles import SAFEGUARDING_LEAD
from community.enums import ActionKind, PostState
from community.models import Post, Space
from community.moderation.locking import (
    StaleDecisionError,
    claim_post,
    is_claimed_by_other,
    release_claim,
)
from community.moderation.querysets import get_author_record, get_queue
from community.moderation.services import (
    REASON_REQUIRED,
    apply_action,
    available_actions,
    get_open_appeal,
)
from community.moderation.suspensions import get_active_suspension
from community.querysets import MODERATE

PER_PAGE = 25
NEIGHBOURS = 2
"""How many posts before and after a post its review shows."""
CHANGED = "This post changed, or another moderator has it. Check it again."
DECIDED = {
    ActionKind.APPROVE: "Post published. We have emailed its author.",
    ActionKind.RETURN: "Post returned. We have emailed the reason to its author.",
    ActionKind.HIDE: "Post hidden. We have emailed the reason to its author.",
    ActionKind.RESTORE: "Post shown again. We have emailed its author.",
    ActionKind.REMOVE: "Post removed. We have emailed the reason to its author.",
    ActionKind.DISMISS: "Reports dismissed. The post stays as it is.",
    ActionKind.CLOSE: "Discussion closed. We have emailed the reason to the person who started it.",
    ActionKind.UPHOLD: "Decision upheld. We have emailed the reason to the author.",
    ActionKind.REOPEN: "Discussion opened again. We have emailed the person who started it.",
    ActionKind.GRANT: "Appeal granted. We have emailed the author.",
}
LABELS = {
    ActionKind.APPROVE: "Approve and publish",
    ActionKind.RETURN: "Return for rewording",
    ActionKind.HIDE: "Hide post",
    ActionKind.RESTORE: "Show post again",
    ActionKind.REMOVE: "Remove post",
    ActionKind.DISMISS: "Dismiss reports",
    ActionKind.CLOSE: "Close discussion",
    ActionKind.REOPEN: "Open discussion again",
    ActionKind.UPHOLD: "Uphold the decision",
    ActionKind.GRANT: "Grant the appeal",
}


def is_moderator(user: Any) -> bool:
    """Return whether a user moderates the public boards or the space of a network."""
    return user.has_perm(MODERATE) or Space.objects.moderated_by(user).exists()


def is_safeguarding_lead(user: Any) -> bool:
    """Return whether a user may see the account behind a chosen name; administrators may not."""
    return user.is_active and user.groups.filter(name=SAFEGUARDING_LEAD).exists()


class ModerationMenuItem(MenuItem):
    """The menu item of the queue, for those who moderate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user moderates posts."""
        return is_moderator(request.user)


def moderation_menu_item() -> MenuItem:
    """Return the menu item of the queue."""
    return ModerationMenuItem(
        "Moderation",
        reverse("community_moderation:queue"),
        name="moderation",
        icon_name="clipboard-list",
        order=160,
    )


class ModeratorView(UserPassesTestMixin, View):
    """A view for those who moderate; each shows them the posts of their own spaces only."""

    raise_exception = True

    def test_func(self) -> bool:
        """Return whether the user moderates posts."""
        return is_moderator(self.request.user)

    def get_post(self, pk: int) -> Post:
        """Return a post in a space that the user moderates.

        Raises:
            PermissionDenied: The user moderates nothing.
            Http404: There is no such post.
        """
        if not self.test_func():
            raise PermissionDenied
        posts = Post.objects.moderated_by(self.request.user).with_people()
        return get_object_or_404(posts.select_related("claimed_by"), pk=pk)


class QueueView(ModeratorView):
    """Lists held posts and reported posts, the most urgent first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Render one page of the queue."""
        posts = get_queue(request.user).with_people().select_related("claimed_by")
        paginator = WagtailPaginator(posts.prefetch_related("reports__closed_by"), PER_PAGE)
        paginator.verbose_name, paginator.verbose_name_plural = "post", "posts"
        page = paginator.get_page(request.GET.get("p"))
        context = {
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
        }
        return render(request, "community/moderation/queue.html", context)


class DecisionForm(forms.Form):
    """A decision on a post, about the version that the moderator has read."""

    action = forms.ChoiceField(choices=ActionKind.choices)
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed to return, hide or remove a post, and to close a discussion. We email it "
        "to the author. If readers have seen the post, it also appears in the post’s place. It "
        "does not name you.",
    )

    def clean(self) -> dict[str, Any]:
        """Require a reason where the author is told one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("action") in REASON_REQUIRED and not cleaned.get("reason"):
            self.add_error("reason", "Enter the reason. We email it to the author.")
        return cleaned


class ReviewView(ModeratorView):
    """Shows a post in its place, with why it is in the queue, and applies a decision."""

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        """Load the post.

        Raises:
            PermissionDenied: The user moderates nothing.
            Http404: There is no such post.
        """
        self.post_object = self.get_post(pk)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the post."""
        return self._render(DecisionForm(initial={"version": self.post_object.version}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Apply a decision."""
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        kind = ActionKind(form.cleaned_data["action"])
        try:
            apply_action(
                self.post_object,
                request.user,
                kind,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )
        except StaleDecisionError:
            messages.warning(request, CHANGED)
            return redirect("community_moderation:review", self.post_object.pk)
        messages.success(request, DECIDED[kind])
        return redirect("community_moderation:queue")

    def _render(self, form: DecisionForm, status: int = 200) -> HttpResponse:
        post, user = self.post_object, self.request.user
        around = Post.objects.filter(
            discussion=post.discussion_id,
            position__gte=post.position - NEIGHBOURS,
            position__lte=post.position + NEIGHBOURS,
        )
        is_own = post.author_id == user.pk
        appeal = get_open_appeal(post)
        context = {
            "form": form,
            "post": post,
            "around": around.order_by("position").with_people(),
            "reports": post.reports.order_by("pk").select_related("closed_by"),
            "actions": post.actions.select_related("actor"),
            "edits": post.edits.all(),
            "record": get_author_record(post.author),
            "suspension": get_active_suspension(post.author),
            "is_own": is_own,
            "can_show_account": post.chosen_name_id and is_safeguarding_lead(user),
            "appeal": appeal,
            "is_own_decision": appeal is not None and appeal.action.actor_id == user.pk,
            "can_redact": not is_own and post.state != PostState.DELETED,
            "can_suspend": not is_own and post.discussion.space.is_moderated_by_hub,
            "is_claimed_by_other": is_claimed_by_other(post, user),
            "choices": []
            if is_own
            else [(kind, LABELS[kind]) for kind in available_actions(post, user)],
        }
        return render(self.request, "community/moderation/review.html", context, status=status)


class ClaimView(ModeratorView):
    """Assigns a post to the moderator, or ends that."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Claim or release the post.

        Raises:
            Http404: There is no such post.
        """
        post = self.get_post(pk)
        if "release" in request.POST:
            release_claim(post, request.user)
            messages.success(request, "No longer assigned to you.")
        else:
            try:
                claim_post(post, request.user)
            except StaleDecisionError:
                messages.warning(request, "This post is already assigned to another moderator.")
            else:
                messages.success(request, "Assigned to you for 30 minutes.")
        return redirect("community_moderation:review", pk)
