"""The measured URLs of discussions, by role."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from accounts.models import User
from accounts.roles import MODERATOR
from benchmarks.generators.discussions import LONG_DISCUSSION_SLUG
from benchmarks.measure import BenchmarkUrl
from community.models import Discussion

PAGES_OF_LONG_DISCUSSION = ("first page", "middle page", "last page")


def discussion_urls() -> Iterator[tuple[str, Any, list[BenchmarkUrl]]]:
    """Yield each role with its user and the URLs it requests."""
    discussion = Discussion.objects.select_related("space").get(slug=LONG_DISCUSSION_SLUG)
    reading = [*_long_discussion_urls(discussion), *_list_urls(discussion)]
    own = [BenchmarkUrl("own discussions", reverse("community:your_discussions"))]
    yield "visitor", None, reading
    yield "member", discussion.follows.get().user, [*reading, *own]
    queue = BenchmarkUrl("moderation queue", reverse("community_moderation:queue"))
    yield "moderator", User.objects.get(groups__name=MODERATOR), [*reading, queue]


def _long_discussion_urls(discussion: Discussion) -> list[BenchmarkUrl]:
    """Return three pages of the long discussion, each of as many posts."""
    url, last = discussion.get_absolute_url(), discussion.last_position
    queries = ("", f"?after={last // 2}", f"?before={last + 1}")
    names = PAGES_OF_LONG_DISCUSSION
    return [BenchmarkUrl(name, url + query) for name, query in zip(names, queries, strict=True)]


def _list_urls(discussion: Discussion) -> list[BenchmarkUrl]:
    return [
        BenchmarkUrl("all discussions", reverse("community:index")),
        BenchmarkUrl("board", discussion.space.get_absolute_url()),
        BenchmarkUrl("short discussion", f"{discussion.space.get_absolute_url()}discussion-0/"),
    ]
