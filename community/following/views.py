"""Views in which members follow discussions, see what is new, and unsubscribe."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from community.enums import PostState
from community.following.services import follow, unfollow
from community.following.unsubscribe_token import parse_unsubscribe_token
from community.models import Discussion, Follow, Post

MAX_ROWS = 100
WITHHELD_STATES = (PostState.HELD, PostState.RETURNED, PostState.HIDDEN, PostState.REMOVED)


class FollowView(LoginRequiredMixin, View):
    """Follows a discussion, or ends that."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, space: str, discussion: str) -> HttpResponse:
        """Follow or unfollow.

        Raises:
            Http404: The user does not see such a discussion.
        """
        visible = Discussion.objects.visible_to(request.user).select_related("space")
        found = get_object_or_404(visible, space__slug=space, slug=discussion)
        if "unfollow" in request.POST:
            unfollow(request.user, found)
            messages.success(request, "We will no longer email you about this discussion.")
        else:
            follow(request.user, found)
            messages.success(request, "We will email you about new posts in this discussion.")
        return redirect(found.get_absolute_url())


@method_decorator(never_cache, name="dispatch")
class YourDiscussionsView(LoginRequiredMixin, TemplateView):
    """Lists a member's posts that others do not see, and the discussions that they follow."""

    template_name = "community/your_discussions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the posts and the discussions, those with new posts first."""
        user = self.request.user
        visible = Discussion.objects.visible_to(user).values("pk")
        follows = Follow.objects.filter(user=user, discussion__in=visible).with_unread_count()
        own = Post.objects.visible_to(user).filter(author=user)
        withheld = own.filter(state__in=WITHHELD_STATES)
        return super().get_context_data(**kwargs) | {
            "follows": follows.select_related("discussion__space").order_by(
                "-unread_count", "-discussion__last_post_at"
            )[:MAX_ROWS],
            "withheld": withheld.select_related("discussion").order_by("-pk")[:MAX_ROWS],
        }


# Mail clients submit the form themselves (RFC 8058), with the token and without a cookie.
@method_decorator(csrf_exempt, name="dispatch")
class UnsubscribeView(View):
    """Shows a button, and unsubscribes when it is submitted. A GET request changes nothing."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Extend the response with headers against caching, indexing and referrers."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the button, or that there is nothing to unsubscribe from."""
        return self._render(self._find(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Unsubscribe; repeated, it has no further effect."""
        if followed := self._find(token):
            unfollow(followed.user, followed.discussion)
        return self._render(None)

    def _find(self, token: str) -> Follow | None:
        follows = Follow.objects.select_related("user", "discussion")
        return follows.filter(pk=parse_unsubscribe_token(token)).first()

    def _render(self, followed: Follow | None) -> HttpResponse:
        # Without the title, which a moderator may have withheld since.
        return render(self.request, "community/unsubscribe.html", {"followed": followed})
