"""View that shows the author of a post where to get help at once."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from community.models import Post


@method_decorator(never_cache, name="dispatch")
class HelpView(LoginRequiredMixin, TemplateView):
    """Says that a post is saved, and whom its author can call."""

    template_name = "community/help.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the post.

        Raises:
            Http404: It is not the user's.
        """
        own = Post.objects.visible_to(self.request.user).filter(author=self.request.user)
        post = get_object_or_404(own.select_related("discussion__space"), pk=kwargs["pk"])
        return super().get_context_data(**kwargs) | {"post": post, "space": post.discussion.space}
