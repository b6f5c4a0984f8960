"""Views in which members start a discussion, and reply."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts.form_token import FormToken
from accounts.models import CommunityRules
from accounts.models.community_rules import accept_rules, has_accepted_current_rules
from accounts.models.profile import Profile
from community.discussions import services
from community.discussions.chosen_names import (
    TAKEN,
    NameTakenError,
    get_chosen_name,
    may_choose_name,
)
from community.discussions.forms import ReplyForm, StartDiscussionForm
from community.discussions.views import get_discussion
from community.enums import PostState
from community.following.services import follow
from community.models import ChosenName, Post, SafetyConcern, Space
from community.moderation.suspensions import get_active_suspension
from community.moderation.warnings import get_unread_warning
from community.rendering import render_markdown

RATE_LIMITED = "You have written many posts in an hour. Your words are still here. Send them later."
CLOSED = "This discussion was closed or paused while you were writing. Your words are still here."
HELD = "Your post is saved. A moderator reads it before others see it."


@method_decorator(never_cache, name="dispatch")
class WritingView(LoginRequiredMixin, FormView):
    """Base of the forms that write: a form token makes a repeated submission recognisable."""

    template_name = "community/form.html"
    heading = ""
    button = "Publish post"
    is_preview = False
    space: Space

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load the objects of a user who is signed in, and tell one who may not write now why."""
        if request.user.is_authenticated:
            if suspension := get_active_suspension(request.user):
                context = {"suspension": suspension}
                return render(request, "community/suspended.html", context, status=403)
            if warning := get_unread_warning(request.user):
                context = {
                    "warning": warning,
                    "next": request.get_full_path(),
                    "text": request.POST.get("text", ""),
                }
                return render(request, "community/warning.html", context, status=403)
            self.load_objects(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def load_objects(self, **kwargs: Any) -> None:
        """Load what the form is about.

        Raises:
            Http404: The user may not write there.
        """
        raise NotImplementedError

    @cached_property
    def form_token(self) -> FormToken:
        """Return the token of the submitted form, of any age, or a new one."""
        token = self.request.POST.get("form_token", "")
        return FormToken.read(token, open_for=None) or FormToken.new()

    @cached_property
    def asks_rules(self) -> bool:
        """Return whether the user still has to accept the current rules."""
        return not has_accepted_current_rules(self.request.user)

    def key(self, **values: Any) -> str:
        """Return the idempotency key of what was submitted."""
        return self.form_token.fingerprint([{"author": self.request.user.pk, **values}])

    def get_cancel_url(self) -> str:
        """Return the URL of the link that leaves the form without saving."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the texts around the form, and under which name the user writes."""
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "button": self.button,
            "cancel_url": self.get_cancel_url(),
            "form_token": self.form_token.token(),
            "space": self.space,
            "author_name": self.get_author_name(),
            "chosen_name": self.get_chosen_name(),
            "rules": CommunityRules.objects.current() if self.asks_rules else None,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what was written, or show a preview and store nothing."""
        return self.preview() if "preview" in request.POST else super().post(request)

    def preview(self) -> HttpResponse:
        """Return the form as it was filled in, beneath the post as readers would see it.

        Errors of the text are shown; those of other fields wait until the form is sent.
        """
        submitted = self.get_form()
        if "text" in submitted.errors:
            return self.form_invalid(submitted)
        self.is_preview = True
        form = self.get_form()
        form.initial = {name: self.request.POST.get(name, "") for name in form.fields}
        preview_html = render_markdown(submitted.cleaned_data["text"])
        return self.render_to_response(self.get_context_data(form=form, preview_html=preview_html))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Leave out the submitted values of a preview, which become initial ones."""
        kwargs = super().get_form_kwargs()
        if self.is_preview:
            kwargs = {key: kwargs[key] for key in kwargs if key not in {"data", "files"}}
        return kwargs

    def get_author_name(self) -> str:
        """Return the display name of the user."""
        profile = Profile.objects.filter(user=self.request.user).first()
        return profile.name if profile else self.request.user.public_name

    def get_chosen_name(self) -> ChosenName | None:
        """Return the name that the user has chosen for the discussion."""
        return None

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Return the form with its errors and status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def reject(self, form: BaseForm, field: str | None, message: str) -> HttpResponse:
        """Return the form with the user's words and an error."""
        form.add_error(field, message)
        return self.form_invalid(form)

    def accept_rules_if_asked(self) -> None:
        """Record that the user accepts the current rules, which the form required."""
        current = CommunityRules.objects.current()
        if self.asks_rules and current:
            accept_rules(self.request.user, current.version)

    def show_post(self, post: Post) -> HttpResponse:
        """Say whether a post is published or held, and show it, or help where it may be needed."""
        if post.state == PostState.HELD:
            messages.info(self.request, HELD)
        else:
            messages.success(self.request, "Post published.")
        if SafetyConcern.objects.open().filter(post=post).exists():
            response = redirect("community:help", post.pk)
        else:
            response = redirect(post.get_absolute_url())
        # Tells `drafts.js` to delete the text that the browser keeps.
        response.set_cookie(
            "post_sent",
            "1",
            max_age=300,
            path=reverse("community:index"),
            secure=self.request.is_secure(),
            samesite="Lax",
        )
        return response


class StartDiscussionView(WritingView):
    """Starts a discussion in a space."""

    heading = "Start a discussion"
    button = "Start discussion"

    def load_objects(self, **kwargs: Any) -> None:
        """Load the space."""
        writable = Space.objects.writable_by(self.request.user).select_related("topic")
        self.space = get_object_or_404(writable, slug=kwargs["space"])

    def get_form(self, form_class: Any = None) -> StartDiscussionForm:
        """Return the form with the topics of the space."""
        return StartDiscussionForm(
            self.space,
            self.request.user,
            asks_rules=self.asks_rules,
            asks_follow=True,
            asks_name=self.space.allows_chosen_names,
            **self.get_form_kwargs(),
        )

    def get_cancel_url(self) -> str:
        """Return the list of discussions."""
        return self.space.get_absolute_url()

    def form_valid(self, form: StartDiscussionForm) -> HttpResponse:
        """Start the discussion, once for each form token and content."""
        values = form.cleaned_data
        self.accept_rules_if_asked()
        try:
            post = services.start_discussion(
                self.space,
                self.request.user,
                title=values["title"],
                topic=values.get("topic"),
                text=values["text"],
                key=self.key(space=self.space.pk, title=values["title"], text=values["text"]),
                chosen_name=values.get("chosen_name", ""),
            )
        except services.RateLimitExceededError:
            return self.reject(form, None, RATE_LIMITED)
        if values.get("follows"):
            follow(self.request.user, post.discussion)
        return self.show_post(post)


class ReplyView(WritingView):
    """Adds a post to a discussion; the query string may name the post that it answers."""

    heading = "Write a reply"
    template_name = "community/reply_form.html"

    def load_objects(self, **kwargs: Any) -> None:
        """Load the discussion and the post to answer."""
        user = self.request.user
        self.discussion = get_discussion(user, kwargs["space"], kwargs["discussion"])
        if not Space.objects.writable_by(user).filter(pk=self.discussion.space_id).exists():
            raise Http404
        self.space = self.discussion.space
        self.reply_to = None
        pk = self.request.GET.get("to", "")
        if pk.isascii() and pk.isdecimal() and len(pk) < 18:
            posts = Post.objects.visible_to(user).filter(discussion=self.discussion, pk=int(pk))
            self.reply_to = posts.filter(state=PostState.PUBLISHED).with_people().first()

    def get_form(self, form_class: Any = None) -> ReplyForm:
        """Return the form, with a quote where there is a post to answer."""
        follows = self.discussion.follows.filter(user=self.request.user)
        return ReplyForm(
            reply_to=self.reply_to,
            asks_rules=self.asks_rules,
            asks_follow=not follows.exists(),
            asks_name=may_choose_name(self.discussion, self.request.user),
            **self.get_form_kwargs(),
        )

    def get_chosen_name(self) -> ChosenName | None:
        """Return the name that the user has chosen for the discussion."""
        return get_chosen_name(self.discussion, self.request.user)

    def get_cancel_url(self) -> str:
        """Return the post to answer, or the discussion."""
        return (self.reply_to or self.discussion).get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the discussion and the post to answer."""
        return super().get_context_data(**kwargs) | {
            "discussion": self.discussion,
            "reply_to": self.reply_to,
        }

    def form_valid(self, form: ReplyForm) -> HttpResponse:
        """Add the post, once for each form token and content."""
        values = form.cleaned_data
        self.accept_rules_if_asked()
        try:
            post = services.add_reply(
                self.discussion,
                self.request.user,
                text=values["text"],
                key=self.key(discussion=self.discussion.pk, text=values["text"]),
                reply_to=self.reply_to,
                quotes_reply_to=values.get("quotes_reply_to", False),
                chosen_name=values.get("chosen_name", ""),
            )
        except NameTakenError:
            return self.reject(form, "chosen_name", TAKEN)
        except services.RateLimitExceededError:
            return self.reject(form, None, RATE_LIMITED)
        except services.DiscussionClosedError:
            return self.reject(form, None, CLOSED)
        if values.get("follows"):
            follow(self.request.user, post.discussion)
        return self.show_post(post)
