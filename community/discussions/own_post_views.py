"""Views in which members edit and delete their own posts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from community.discussions import services
from community.discussions.forms import EditPostForm
from community.discussions.writing_views import WritingView
from community.models import ChosenName, Post, Space

LINK_ADDED = (
    "You cannot add a link to a post that is already published. Remove it, or put it in a new "
    "reply, which a moderator reads first."
)
STALE = (
    "This post changed while you were writing. Your words are still here. Copy them, then open "
    "the post again."
)


class OwnPostMixin:
    """Loads a post of the user."""

    request: HttpRequest
    post_object: Post
    space: Space

    def load_objects(self, **kwargs: Any) -> None:
        """Load the post.

        Raises:
            Http404: It is not the user's, or not one that they can still change.
        """
        own = Post.objects.visible_to(self.request.user).filter(author=self.request.user)
        self.post_object = get_object_or_404(own.with_people(), pk=kwargs["pk"])
        if not self.can_change(self.post_object):
            raise Http404
        self.space = self.post_object.discussion.space

    def can_change(self, post: Post) -> bool:
        """Return whether the view changes this post."""
        return post.can_be_edited_by(self.request.user)


class EditPostView(OwnPostMixin, WritingView):
    """Changes the text of one's post; after a return, it sends the post to the moderators again."""

    heading = "Edit your post"
    button = "Save post"
    template_name = "community/edit_form.html"

    def get_initial(self) -> dict[str, Any]:
        """Return the text as it is."""
        post = self.post_object
        return {"text": post.text, "title": post.discussion.title, "version": post.version}

    def get_form(self, form_class: Any = None) -> EditPostForm:
        """Return the form."""
        return EditPostForm(self.post_object, **self.get_form_kwargs())

    def get_chosen_name(self) -> ChosenName | None:
        """Return the name that the post shows."""
        return self.post_object.chosen_name

    def get_cancel_url(self) -> str:
        """Return the post."""
        return self.post_object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the post."""
        return super().get_context_data(**kwargs) | {"post": self.post_object}

    def form_valid(self, form: EditPostForm) -> HttpResponse:
        """Save the new text."""
        values = form.cleaned_data
        try:
            post = services.edit_post(
                self.post_object,
                text=values["text"],
                version=values["version"],
                title=values.get("title", ""),
            )
        except services.LinkAddedError:
            return self.reject(form, "text", LINK_ADDED)
        except services.StalePostError:
            return self.reject(form, None, STALE)
        return self.show_post(post)


@method_decorator(never_cache, name="dispatch")
class DeletePostView(LoginRequiredMixin, OwnPostMixin, TemplateView):
    """Deletes one's post, after a confirmation."""

    template_name = "community/delete.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Load the post of a user who is signed in."""
        if request.user.is_authenticated:
            self.load_objects(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def can_change(self, post: Post) -> bool:
        """Return whether the post can be deleted."""
        return post.can_be_deleted_by(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the post."""
        return super().get_context_data(**kwargs) | {"post": self.post_object}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete the post."""
        services.delete_post(self.post_object)
        messages.success(request, "Post deleted.")
        return redirect(self.post_object.discussion.space.get_absolute_url())
