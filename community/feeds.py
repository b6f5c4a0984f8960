"""Atom feeds of the newest posts on public boards."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from community.models import Post, Space
from pages.feeds import MAX_ITEMS, CleanAtom1Feed


class BoardFeed(Feed):
    """The newest posts of a board; feed readers send no credentials."""

    feed_type = CleanAtom1Feed

    def get_object(self, request: HttpRequest, space: str) -> Space:
        """Return the board.

        Raises:
            Http404: There is no such public board.
        """
        return get_object_or_404(Space.objects.visible_to(AnonymousUser()), slug=space)

    def title(self, space: Space) -> str:
        """Return the title of the feed."""
        return f"{settings.HUB_NAME}: {space.title}, newest posts"

    def subtitle(self, space: Space) -> str:
        """Return what the board is about."""
        return space.summary

    def link(self, space: Space) -> str:
        """Return the board."""
        return space.get_absolute_url()

    def items(self, space: Space) -> QuerySet[Post]:
        """Return the newest published posts."""
        posts = Post.objects.published_for(AnonymousUser()).filter(discussion__space=space)
        return posts.with_people().order_by("-published_at", "-pk")[:MAX_ITEMS]

    def item_title(self, post: Post) -> str:
        """Return the title of the discussion."""
        return post.discussion.title

    def item_description(self, post: Post) -> str:
        """Return the rendered text."""
        return post.html

    def item_author_name(self, post: Post) -> str:
        """Return the display name of the author."""
        return post.author_name

    def item_link(self, post: Post) -> str:
        """Return the stable URL of the post."""
        return post.get_absolute_url()

    def item_pubdate(self, post: Post) -> datetime | None:
        """Return when readers first saw the post."""
        return post.published_at

    def item_updateddate(self, post: Post) -> datetime | None:
        """Return when the post was last edited."""
        return post.edited_at or post.published_at
