"""Public discussions in search results, on topic pages and in the sitemap."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.utils.text import Truncator
from modelsearch.query import SearchQuery

from community.models import Discussion, Post, Space
from pages.models import TopicPage
from pages.search_providers import SearchResult

MAX_RESULTS = 5
SUMMARY_WORDS = 30


def search_discussions(query: SearchQuery, user: Any) -> list[SearchResult]:
    """Return the discussions with a post that matches a query, one result for each."""
    found = Post.objects.published_for(user).search(query)[: MAX_RESULTS * 4]
    ranks = {post.pk: rank for rank, post in enumerate(found)}
    posts = Post.objects.filter(pk__in=ranks).select_related("discussion__space")
    by_discussion: dict[int, Post] = {}
    for post in sorted(posts, key=lambda post: ranks[post.pk]):
        by_discussion.setdefault(post.discussion_id, post)
    return [
        SearchResult(
            "Discussion",
            post.discussion.title,
            post.get_absolute_url(),
            Truncator(post.plain_text).words(SUMMARY_WORDS),
        )
        for post in list(by_discussion.values())[:MAX_RESULTS]
    ]


def discussions_on_topic(topic: TopicPage, user: Any) -> list[SearchResult]:
    """Return the newest discussions with a topic or one of its descendants, and its board."""
    discussions = Discussion.objects.visible_to(user).filter(published_at__isnull=False)
    newest = discussions.listed().about(topic).select_related("space")[:MAX_RESULTS]
    results = [
        SearchResult(
            "Discussion",
            discussion.title,
            discussion.get_absolute_url(),
            _count_posts(discussion.published_count),
        )
        for discussion in newest
    ]
    boards = Space.objects.visible_to(user).filter(topic=topic)
    return results + [
        SearchResult("Discussion board", board.title, board.get_absolute_url(), board.summary)
        for board in boards
    ]


def _count_posts(number: int) -> str:
    return "1 post" if number == 1 else f"{number:,} posts"


class DiscussionSitemap(Sitemap):
    """The public discussions in the sitemap."""

    def items(self) -> QuerySet[Discussion]:
        """Return the discussions that everyone sees."""
        discussions = Discussion.objects.visible_to(AnonymousUser())
        return discussions.listed().select_related("space").order_by("pk")

    def lastmod(self, discussion: Discussion) -> Any:
        """Return when the newest post was written."""
        return discussion.last_post_at
