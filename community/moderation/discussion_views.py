"""Admin view in which moderators change a whole discussion."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from community.moderation.discussion_forms import DiscussionForm, get_form_class
from community.moderation.discussion_services import DiscussionChangeError, find_change_error
from community.moderation.views import ModeratorView


class DiscussionToolView(ModeratorView):
    """Pauses, pins, moves, splits or joins the discussion of a post."""

    def dispatch(
        self, request: HttpRequest, *args: Any, pk: int, tool: str, **kwargs: Any
    ) -> HttpResponse:
        """Load the post and its discussion.

        Raises:
            PermissionDenied: The user moderates nothing.
            Http404: There is no such post or tool.
        """
        self.post_object = self.get_post(pk)
        self.discussion = self.post_object.discussion
        form_class = get_form_class(tool, self.discussion)
        if form_class is None or self.discussion.page_id:
            raise Http404
        self.form_class = form_class
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._render(self.form_class(self.discussion, request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Change the discussion, or insert saved words."""
        if "use_saved" in request.POST:
            initial = self.form_class.get_initial_with_saved_words(request.POST)
            return self._render(self.form_class(self.discussion, request.user, initial=initial))
        form = self.form_class(self.discussion, request.user, request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        try:
            message = form.apply()
        except DiscussionChangeError as error:
            form.add_error(None, str(error))
            return self._render(form, status=422)
        if not self.post_object.is_sealed:
            message = f"{message} We have emailed the reason."
        messages.success(request, message)
        return redirect("community_moderation:review", self.post_object.pk)

    def _render(self, form: DiscussionForm, status: int = 200) -> HttpResponse:
        obstacle = find_change_error(self.discussion, self.request.user) or form.find_error()
        context = {"form": form, "post": self.post_object, "obstacle": obstacle}
        template = "community/moderation/discussion_tool.html"
        return render(self.request, template, context, status=status)
