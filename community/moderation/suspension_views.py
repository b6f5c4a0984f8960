"""Admin view that suspends the author of a post."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from community.moderation.forms import ReasonForm
from community.moderation.suspensions import (
    CannotSuspendError,
    end_suspension,
    get_active_suspension,
    suspend_author,
)
from community.moderation.views import ModeratorView

CANNOT_SUSPEND = (
    "Not suspended. The author moderates posts, has closed the account, or is suspended already."
)


class SuspensionForm(ReasonForm):
    """For how long an author may not write, and whether their posts are removed."""

    days = forms.TypedChoiceField(
        label="For how long",
        choices=[("7", "7 days"), ("30", "30 days"), ("", "For good")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    removes_posts = forms.BooleanField(
        label="Also remove all posts of this author",
        required=False,
        help_text="For spam. Readers see a mark with the reason where each post stood. Posts under "
        "another name get a general reason, so that readers cannot tell who wrote them.",
    )


class EndSuspensionForm(ReasonForm):
    """Why a suspension ends before its time."""


class SuspensionView(ModeratorView):
    """Suspends the author of a post, or ends their suspension."""

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        """Load the post.

        Raises:
            PermissionDenied: The user moderates nothing.
            Http404: There is no such post that the hub moderates, or its author is not stored.
        """
        self.post_object = self.get_post(pk)
        is_moderated_by_hub = self.post_object.discussion.space.is_moderated_by_hub
        if not is_moderated_by_hub or self.post_object.is_sealed:
            # An account is suspended from all spaces, which the moderators of one do not decide.
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, or the suspension in force."""
        is_ending = get_active_suspension(self.post_object.author) is not None
        return self._render(EndSuspensionForm() if is_ending else SuspensionForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Suspend the author, or end the suspension."""
        is_ending = get_active_suspension(self.post_object.author) is not None
        form_class = EndSuspensionForm if is_ending else SuspensionForm
        if "use_saved" in request.POST:
            initial = form_class.get_initial_with_saved_words(request.POST)
            return self._render(form_class(initial=initial))
        form = form_class(request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        if is_ending:
            end_suspension(self.post_object, request.user, form.cleaned_data["reason"])
            messages.success(request, "Suspension ended. We have emailed the author.")
            return redirect("community_moderation:review", self.post_object.pk)
        try:
            removed = suspend_author(
                self.post_object,
                request.user,
                days=form.cleaned_data["days"],
                reason=form.cleaned_data["reason"],
                removes_posts=form.cleaned_data["removes_posts"],
            )
        except CannotSuspendError:
            messages.warning(request, CANNOT_SUSPEND)
        else:
            number = "1 post" if removed == 1 else f"{removed:,} posts"
            messages.success(
                request, f"Author suspended, {number} removed. We have emailed the reason."
            )
        return redirect("community_moderation:review", self.post_object.pk)

    def _render(self, form: ReasonForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "post": self.post_object,
            "suspension": get_active_suspension(self.post_object.author),
        }
        return render(self.request, "community/moderation/suspension.html", context, status=status)
