"""Admin views of moderation: the queue, and the assignment of posts to moderators."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import UserPassesTestMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator

from accounts.roles import SAFEGUARDING_LEAD
from community.models import Post, Space
from community.moderation.locking import (
    StaleDecisionError,
    claim_post,
    release_claim,
)
from community.moderation.querysets import get_overdue, get_queue, get_unseen
from community.querysets import MODERATE

PER_PAGE = 25
CHANGED = "This post changed, or another moderator has it. Check it again."


def is_moderator(user: Any) -> bool:
    """Return whether a user moderates the public boards or the space of a network."""
    return user.has_perm(MODERATE) or Space.objects.moderated_by(user).exists()


def is_safeguarding_lead(user: Any) -> bool:
    """Return whether a user may see the account behind a chosen name; administrators may not."""
    return user.is_active and user.groups.filter(name=SAFEGUARDING_LEAD).exists()


class ModerationMenuItem(MenuItem):
    """The menu item of the queue, for those who moderate."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Return whether the user moderates posts."""
        return is_moderator(request.user)


def moderation_menu_item() -> MenuItem:
    """Return the menu item of the queue."""
    return ModerationMenuItem(
        "Moderation",
        reverse("community_moderation:queue"),
        name="moderation",
        icon_name="clipboard-list",
        order=160,
    )


class ModeratorView(UserPassesTestMixin, View):
    """A view for those who moderate; each shows them the posts of their own spaces only."""

    raise_exception = True

    def test_func(self) -> bool:
        """Return whether the user moderates posts."""
        return is_moderator(self.request.user)

    def get_post(self, pk: int) -> Post:
        """Return a post in a space that the user moderates.

        Raises:
            PermissionDenied: The user moderates nothing.
            Http404: There is no such post.
        """
        if not self.test_func():
            raise PermissionDenied
        posts = Post.objects.moderated_by(self.request.user).with_people()
        return get_object_or_404(posts.select_related("claimed_by"), pk=pk)


class QueueView(ModeratorView):
    """Lists held posts and reported posts, the most urgent first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Render one page of the queue."""
        posts = get_queue(request.user).with_people().select_related("claimed_by")
        paginator = WagtailPaginator(posts.prefetch_related("reports__closed_by"), PER_PAGE)
        paginator.verbose_name, paginator.verbose_name_plural = "post", "posts"
        page = paginator.get_page(request.GET.get("p"))
        context = {
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "unseen_count": get_unseen(request.user).count(),
            "overdue_count": get_overdue(request.user).count(),
        }
        return render(request, "community/moderation/queue.html", context)


class ClaimView(ModeratorView):
    """Assigns a post to the moderator, or ends that."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Claim or release the post.

        Raises:
            Http404: There is no such post.
        """
        post = self.get_post(pk)
        if "release" in request.POST:
            release_claim(post, request.user)
            messages.success(request, "No longer assigned to you.")
        else:
            try:
                claim_post(post, request.user)
            except StaleDecisionError:
                messages.warning(request, "This post is already assigned to another moderator.")
            else:
                messages.success(request, "Assigned to you for 30 minutes.")
        return redirect("community_moderation:review", pk)
