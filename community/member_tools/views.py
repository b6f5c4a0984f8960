"""Views in which members save posts, mark them as helpful, and block their authors."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from community.member_tools import blocks, services
from community.models import Block, Discussion, Post

PAGE_SIZE = 20
MAX_PK = 2**63 - 1


def get_post(user: Any, pk: int) -> Post:
    """Return a published post that a member reads.

    Raises:
        Http404: There is none.
    """
    posts = Post.objects.published_for(user).select_related(
        "author__profile", "chosen_name", "discussion__space"
    )
    return get_object_or_404(posts, pk=pk)


class BookmarkView(LoginRequiredMixin, View):
    """Saves a post, or removes it from the member's saved posts."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save or remove it, as `value` says."""
        post = get_post(request.user, pk)
        services.set_bookmark(request.user, post, request.POST.get("value") != "no")
        if request.POST.get("next") == "saved":
            messages.success(request, "Post removed from your saved posts.")
            return redirect("community:saved")
        return redirect(post.get_absolute_url())


class HelpfulView(LoginRequiredMixin, View):
    """Marks a post as helpful, or removes the mark."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mark it or remove the mark, as `value` says.

        Raises:
            Http404: The member does not read the post, or wrote it.
        """
        post = get_post(request.user, pk)
        try:
            services.set_helpful(request.user, post, request.POST.get("value") != "no")
        except blocks.OwnPostError as error:
            raise Http404 from error
        return redirect(post.get_absolute_url())


@method_decorator(never_cache, name="dispatch")
class BlockView(LoginRequiredMixin, TemplateView):
    """Blocks the author of a post, after saying what that does."""

    template_name = "community/block.html"

    def get_post_object(self) -> Post:
        """Return the post.

        Raises:
            Http404: The member does not read it, wrote it, its account is closed, or it is a
                sealed question.
        """
        post = get_post(self.request.user, self.kwargs["pk"])
        if post.author is None or post.is_by(self.request.user) or post.author.closed_at:
            raise Http404
        return post

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the post."""
        post = self.get_post_object()
        return super().get_context_data(**kwargs) | {"post": post, "space": post.discussion.space}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Block the author."""
        post = self.get_post_object()
        blocks.block_author(request.user, post)
        messages.success(request, f"You blocked {post.author_name}. We do not tell them.")
        return redirect(post.get_absolute_url())


@method_decorator(never_cache, name="dispatch")
class BlockedMembersView(LoginRequiredMixin, TemplateView):
    """Lists whom a member has blocked; a POST unblocks one."""

    template_name = "community/blocked.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the blocks: of accounts and of chosen names, neither with the other."""
        user = self.request.user
        own = list(Block.objects.filter(blocker=user).with_names())
        named = [block.chosen_name.discussion_id for block in own if block.chosen_name]
        readable = Discussion.objects.visible_to(user).filter(pk__in=named)
        titles = dict(readable.values_list("pk", "title"))
        for block in own:
            if block.chosen_name:
                block.discussion_title = titles.get(block.chosen_name.discussion_id, "")
        return super().get_context_data(**kwargs) | {"blocks": own}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove a block; one that is gone already changes nothing."""
        pk = parse_pk(request.POST.get("block", ""))
        if pk and blocks.unblock(request.user, pk):
            messages.success(request, "You unblocked this member.")
        return redirect("community:blocked")


@method_decorator(never_cache, name="dispatch")
class SavedPostsView(LoginRequiredMixin, TemplateView):
    """Lists the posts that a member saved and may still read, newest first."""

    template_name = "community/saved.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of them: those saved before the bookmark that the query string names."""
        bookmarks = services.get_saved_posts(self.request.user)
        if before := parse_pk(self.request.GET.get("before", "")):
            bookmarks = bookmarks.filter(pk__lt=before)
        rows = list(bookmarks[: PAGE_SIZE + 1])
        return super().get_context_data(**kwargs) | {
            "bookmarks": rows[:PAGE_SIZE],
            "is_first_page": not before,
            "next_query": f"?before={rows[PAGE_SIZE - 1].pk}" if len(rows) > PAGE_SIZE else "",
        }


def parse_pk(value: str) -> int | None:
    """Return a primary key from a request; None for any other text."""
    if not value.isascii() or not value.isdecimal() or len(value) > 19:
        return None
    return min(int(value), MAX_PK)
