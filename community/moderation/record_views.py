"""Admin views in which moderators warn an author, and add private notes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from community.models import ModeratorNote
from community.moderation.forms import NoteForm, WarningForm
from community.moderation.locking import StaleDecisionError
from community.moderation.record import get_author_record
from community.moderation.views import ModeratorView
from community.moderation.warnings import CannotWarnError, warn_author

CANNOT_WARN = "No warning given. The author moderates posts, or has closed the account."
WARNED_ALREADY = "No warning given. A moderator has already given a warning about this post."


class AuthorView(ModeratorView):
    """A view about the author of a post, which is not the moderator's own."""

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        """Load the post.

        Raises:
            PermissionDenied: The user moderates nothing.
            Http404: There is no such post, the moderator wrote it, or its author is not stored.
        """
        self.post_object = self.get_post(pk)
        if self.post_object.is_sealed or self.post_object.is_by(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class WarnView(AuthorView):
    """Warns the author of a post."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._render(WarningForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Give the warning, or insert saved words."""
        if "use_saved" in request.POST:
            initial = WarningForm.get_initial_with_saved_words(request.POST)
            return self._render(WarningForm(initial=initial))
        form = WarningForm(request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        days, reason = form.cleaned_data["days"], form.cleaned_data["reason"]
        try:
            warn_author(self.post_object, request.user, days=days, reason=reason)
        except CannotWarnError:
            messages.warning(request, CANNOT_WARN)
        except StaleDecisionError:
            messages.warning(request, WARNED_ALREADY)
        else:
            messages.success(
                request,
                "Warning given. The author must confirm it before they can write again. "
                "We have emailed the reason.",
            )
        return redirect("community_moderation:review", self.post_object.pk)

    def _render(self, form: WarningForm, status: int = 200) -> HttpResponse:
        post = self.post_object
        record = get_author_record(post, self.request.user)
        context = {"form": form, "post": post, "record": record}
        return render(self.request, "community/moderation/warn.html", context, status=status)


class NoteView(AuthorView):
    """Adds a private note about a post or its author."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._render(NoteForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Store the note."""
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        post = self.post_object
        note = ModeratorNote(
            space=post.discussion.space, actor=request.user, text=form.cleaned_data["text"]
        )
        if form.cleaned_data["about"] == "post":
            note.post = post
        elif post.chosen_name:
            note.chosen_name = post.chosen_name
        else:
            note.user = post.author
        note.save()
        messages.success(request, "Note added.")
        return redirect("community_moderation:review", post.pk)

    def _render(self, form: NoteForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "post": self.post_object}
        return render(self.request, "community/moderation/note.html", context, status=status)
