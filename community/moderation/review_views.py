"""Admin view that shows a post in its place, with all a moderator needs to decide about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from community.enums import ActionKind, PostState
from community.holding import find_phrases
from community.models import Post
from community.moderation.concern_views import get_concern_context
from community.moderation.concerns import needs_break
from community.moderation.forms import DecisionForm, NoteForm
from community.moderation.locking import StaleDecisionError, is_claimed_by_other
from community.moderation.record import get_author_record, get_timeline
from community.moderation.services import apply_action, available_actions, get_open_appeal
from community.moderation.suspensions import get_active_suspension
from community.moderation.views import CHANGED, ModeratorView, is_safeguarding_lead

NEIGHBOURS = 2
"""How many posts before and after a post its review shows."""
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
    ActionKind.ASSESS: "Concern recorded. The post stays as it is.",
    ActionKind.GRANT: "Appeal granted. We have emailed the author.",
}
DECIDED_SEALED = "Decision applied. We emailed no one, because the author is not stored."
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
    ActionKind.ASSESS: "Record the concern, keep the post",
    ActionKind.GRANT: "Grant the appeal",
}


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
        """Apply a decision, or insert saved words."""
        if "use_saved" in request.POST:
            initial = DecisionForm.get_initial_with_saved_words(request.POST)
            return self._render(DecisionForm(initial=initial))
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
        is_sealed = self.post_object.is_sealed
        messages.success(request, DECIDED_SEALED if is_sealed else DECIDED[kind])
        if needs_break(request.user):
            return redirect("community_moderation:break")
        return redirect("community_moderation:queue")

    def _render(self, form: DecisionForm, status: int = 200) -> HttpResponse:
        post, user = self.post_object, self.request.user
        around = Post.objects.filter(
            discussion=post.discussion_id,
            position__gte=post.position - NEIGHBOURS,
            position__lte=post.position + NEIGHBOURS,
        )
        is_own = post.is_by(user)
        appeal = get_open_appeal(post)
        words = find_phrases(f"{post.searchable_title} {post.plain_text}")
        context = {
            "form": form,
            "post": post,
            "around": around.order_by("position").with_people(),
            "reports": post.reports.order_by("pk").select_related("closed_by"),
            "timeline": get_timeline(post),
            "record": None if is_own or post.is_sealed else get_author_record(post, user),
            "note_form": NoteForm(),
            "words": words.hold,
            "self_harm_words": words.self_harm,
            **get_concern_context(post, user),
            "suspension": get_active_suspension(post.author),
            "is_own": is_own,
            "can_show_account": post.chosen_name_id and is_safeguarding_lead(user),
            "appeal": appeal,
            "is_own_decision": appeal is not None and appeal.action.actor_id == user.pk,
            "can_redact": not is_own and post.state != PostState.DELETED,
            "can_suspend": not is_own
            and not post.is_sealed
            and post.discussion.space.is_moderated_by_hub,
            "is_claimed_by_other": is_claimed_by_other(post, user),
            "choices": []
            if is_own
            else [(kind, LABELS[kind]) for kind in available_actions(post, user)],
        }
        return render(self.request, "community/moderation/review.html", context, status=status)
