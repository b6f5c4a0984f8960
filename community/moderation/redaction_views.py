"""Admin view in which a moderator removes words from a post, and sees the result first."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from community.enums import PostState
from community.models import Post
from community.moderation.forms import ReasonForm
from community.moderation.locking import StaleDecisionError
from community.moderation.redaction import Redaction, find_other_posts, get_texts, redact_post
from community.moderation.views import CHANGED, ModeratorView
from community.rendering import render_markdown

MAX_PHRASES = 50

REDACTED = "Words removed. We have emailed the reason to the author."
REDACTED_SEALED = "Words removed. We emailed no one, because the author is not stored."


class RedactionForm(ReasonForm):
    """The words to remove from a post, and why."""

    phrases = forms.CharField(
        label="Words to remove",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One name or phrase on each line, as it is in the post. We remove it wherever "
        "it is in the post. Capital letters do not matter.",
        error_messages={"required": "Enter the words to remove."},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, post: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.post_object = post
        self.fields[
            "reason"
        ].help_text = (
            "We email it to the author, and readers see it below the post. Do not repeat the words."
        )

    def clean_phrases(self) -> str:
        """Check that each phrase is in the post.

        Raises:
            ValidationError: There are too many, or one is too short or not in the post.
        """
        self.redaction = Redaction(tuple(_lines(self.cleaned_data["phrases"])))
        if len(self.redaction.phrases) > MAX_PHRASES:
            raise forms.ValidationError(f"Enter up to {MAX_PHRASES} lines.")
        for phrase in self.redaction.phrases:
            if not any(character.isalnum() for character in phrase):
                raise forms.ValidationError(f"Enter words with letters or digits, not “{phrase}”.")
        missing = self.redaction.missing_from(*get_texts(self.post_object))
        if missing:
            words = ", ".join(f"“{phrase}”" for phrase in missing)
            raise forms.ValidationError(f"Not in the post: {words}. Copy the words from the text.")
        return self.cleaned_data["phrases"]

    def clean(self) -> dict[str, Any]:
        """Refuse a reason that repeats the words."""
        cleaned = super().clean() or self.cleaned_data
        reason, redaction = cleaned.get("reason"), cleaned.get("phrases") and self.redaction
        if reason and redaction and redaction.pattern.search(reason):
            self.add_error("reason", "Do not repeat the words that you remove.")
        return cleaned


def _lines(text: str) -> list[str]:
    """Return the lines of a text that are not empty, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class RedactView(ModeratorView):
    """Removes words from a post, once the moderator has seen the result."""

    def dispatch(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> HttpResponse:
        """Load the post.

        Raises:
            PermissionDenied: The user moderates nothing.
            Http404: There is no such post, it is deleted, or it is the moderator's own.
        """
        self.post_object = self.get_post(pk)
        is_own = self.post_object.author_id == request.user.pk
        if is_own or self.post_object.state == PostState.DELETED:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        initial = {"version": self.post_object.version}
        return self._render(RedactionForm(self.post_object, initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the result, remove the words, or insert saved words as the reason."""
        if "use_saved" in request.POST:
            initial = RedactionForm.get_initial_with_saved_words(request.POST)
            return self._render(RedactionForm(self.post_object, initial=initial))
        form = RedactionForm(self.post_object, request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        if "confirm" not in request.POST:
            return self._render(form, redaction=form.redaction)
        try:
            redact_post(
                self.post_object,
                request.user,
                form.redaction,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
            )
        except StaleDecisionError:
            messages.warning(request, CHANGED)
        else:
            is_sealed = self.post_object.is_sealed
            messages.success(request, REDACTED_SEALED if is_sealed else REDACTED)
        return redirect("community_moderation:review", self.post_object.pk)

    def _render(
        self, form: RedactionForm, redaction: Redaction | None = None, status: int = 200
    ) -> HttpResponse:
        post = self.post_object
        context: dict[str, Any] = {"form": form, "post": post, "redaction": redaction}
        if redaction:
            context |= {
                "html": render_markdown(redaction.apply(post.text)),
                "title": redaction.apply_plain(post.discussion.title) if post.is_first else "",
                "others": find_other_posts(post, redaction),
            }
        return render(self.request, "community/moderation/redact.html", context, status=status)
