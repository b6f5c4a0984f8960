"""Views in which people read: the boards, the discussions of one, and a discussion."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views import View
from django.views.generic import TemplateView

from accounts.models import CommunityRules
from community.discussions.pagination import PAGE_SIZE, get_page
from community.discussions.structured_data import get_structured_data
from community.enums import PostState, SpaceKind
from community.following.forms import get_follow_context, get_space_follow_context
from community.following.new_posts import annotate_unread, get_first_unread
from community.following.services import mark_as_read
from community.following.visits import record_visit
from community.member_tools.annotations import with_member_tools
from community.models import Discussion, Post, Space
from community.moderation.discussion_services import find_moved_discussion
from community.moderation.waiting_time import describe_usual_wait
from pages.models import HubPage

NEWEST_DISCUSSIONS = 10
DISCUSSIONS_PER_PAGE = 30


def newest_discussions(user: Any) -> QuerySet[Discussion]:
    """Return the discussions that a user sees, by their newest post, with what lists show."""
    visible = Discussion.objects.visible_to(user).listed()
    return visible.select_related("space", "started_by__profile")


def pinned_first(discussions: QuerySet[Discussion]) -> QuerySet[Discussion]:
    """Return the discussions of a space, those that a moderator pinned before the others."""
    return discussions.order_by(F("pinned_at").desc(nulls_last=True), "-last_post_at", "-pk")


def get_discussion(user: Any, space: str, slug: str) -> Discussion:
    """Return a discussion that a user sees.

    Args:
        user: The reader.
        space: The slug of the space.
        slug: The slug of the discussion.

    Raises:
        Http404: There is none.
    """
    visible = Discussion.objects.visible_to(user).select_related("space", "topic", "page")
    return get_object_or_404(visible, space__slug=space, slug=slug)


def sign_in_or_not_found(request: HttpRequest) -> HttpResponse:
    """Return the answer for a space that the reader does not see, whether or not it exists.

    Raises:
        Http404: The reader is signed in.
    """
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


def get_campaign(space: Space) -> HubPage | None:
    """Return the page of the campaign whose space it is; None for another space.

    Args:
        space: A space that the reader sees, so that they see the page too.
    """
    if space.kind != SpaceKind.CAMPAIGN:
        return None
    return HubPage.objects.filter(pk=space.external_id).first()


class SpaceMixin(View):
    """A page of a space; a visitor is asked to sign in where they do not see the space."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check that the reader sees the space.

        Raises:
            Http404: The reader is signed in and does not see it.
        """
        space = Space.objects.visible_to(request.user).filter(slug=kwargs["space"]).first()
        if space is None:
            return sign_in_or_not_found(request)
        self.space = space
        return super().dispatch(request, *args, **kwargs)


class CommunityView(TemplateView):
    """Lists the spaces that the reader sees, and the newest discussions."""

    template_name = "community/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add spaces and discussions, and which of them everyone may read, in one query."""
        user = self.request.user
        spaces = list(Space.objects.visible_to(user))
        discussions = list(newest_discussions(user)[:NEWEST_DISCUSSIONS])
        annotate_unread(user, discussions)
        public = set(Space.objects.visible_to(AnonymousUser()).values_list("pk", flat=True))
        for space in [*spaces, *(discussion.space for discussion in discussions)]:
            space.is_public = space.pk in public
        return super().get_context_data(**kwargs) | {
            "spaces": spaces,
            "discussions": discussions,
        }


class RulesView(TemplateView):
    """Shows the current community rules."""

    template_name = "community/rules.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rules.

        Raises:
            Http404: There are none yet.
        """
        rules = CommunityRules.objects.current()
        if rules is None:
            raise Http404
        return super().get_context_data(**kwargs) | {"rules": rules}


class SpaceView(SpaceMixin, TemplateView):
    """Lists the discussions of a space, by their newest post."""

    template_name = "community/space.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the space and one page of its discussions."""
        user = self.request.user
        number = self.request.GET.get("page", "1")
        page = int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else 1
        start = (max(page, 1) - 1) * DISCUSSIONS_PER_PAGE
        rows = list(
            pinned_first(newest_discussions(user).filter(space=self.space))[
                start : start + DISCUSSIONS_PER_PAGE + 1
            ]
        )
        shown = rows[:DISCUSSIONS_PER_PAGE]
        record_visit(user, self.space)
        annotate_unread(user, shown)
        return super().get_context_data(**kwargs) | {
            **get_space_follow_context(user, self.space),
            "space": self.space,
            "campaign": get_campaign(self.space),
            "discussions": shown,
            "previous_page": page - 1 if page > 1 else None,
            "next_page": page + 1 if len(rows) > DISCUSSIONS_PER_PAGE else None,
        }


class DiscussionView(SpaceMixin, TemplateView):
    """Shows a page of a discussion."""

    template_name = "community/discussion.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Redirect the address that a discussion had before a moderator moved it.

        Raises:
            Http404: The reader sees no discussion that has or had this address.
        """
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            moved = find_moved_discussion(request.user, kwargs["space"], kwargs["discussion"])
            if moved is None:
                raise
        query = request.META.get("QUERY_STRING", "")
        return redirect(moved.get_absolute_url() + (f"?{query}" if query else ""))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the discussion and one page of its posts, with what the reader may do."""
        user = self.request.user
        discussion = get_discussion(user, kwargs["space"], kwargs["discussion"])
        visible = Post.objects.visible_to(user).filter(discussion=discussion)
        posts = with_member_tools(visible.with_people(), user).prefetch_related("actions__appeal")
        page = get_page(posts, discussion.last_position, self.request.GET)
        first_unread = get_first_unread(user, discussion)
        if user.is_authenticated and page.posts:
            mark_as_read(user, discussion, page.posts[-1].position)
            record_visit(user, discussion.space)
        # What visitors without an account see is public, as are the first pages that they see.
        is_first_page = page.previous_query is None and bool(page.posts)
        return super().get_context_data(**kwargs) | {
            "structured_data": get_structured_data(discussion, page.posts)
            if is_first_page and not user.is_authenticated
            else None,
            "discussion": discussion,
            "space": discussion.space,
            "page_of_posts": page,
            "unread_url": discussion.get_page_url(first_unread, PAGE_SIZE)
            if first_unread and all(post.position != first_unread for post in page.posts)
            else "",
            **get_follow_context(user, discussion),
            "usual_wait": describe_usual_wait() if _shows_held(page.posts) else "",
            "can_moderate": user.is_authenticated
            and Space.objects.moderated_by(user).filter(pk=self.space.pk).exists(),
        }


def _shows_held(posts: list[Post]) -> bool:
    """Return whether a page shows the reader a post of their own that is held."""
    return any(post.state == PostState.HELD for post in posts)


def post_redirect(request: HttpRequest, pk: int) -> HttpResponse:
    """Redirect the stable URL of a post to its page and anchor.

    Raises:
        Http404: The reader does not see the post.
    """
    visible = Post.objects.visible_to(request.user).select_related("discussion__space")
    post = visible.filter(pk=pk).first()
    if post is None:
        spaces = Space.objects.visible_to(request.user)
        if Post.objects.filter(pk=pk, discussion__space__in=spaces).exists():
            raise Http404
        return sign_in_or_not_found(request)
    return redirect(post.discussion.get_page_url(post.position, PAGE_SIZE))
