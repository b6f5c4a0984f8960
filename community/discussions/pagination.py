"""Pages of a discussion by position: the first, the middle and the last page cost the same."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from community.models import Post

PAGE_SIZE = 20
MAX_POSITION = 2**31 - 1


@dataclass(frozen=True)
class PostsPage:
    """One page of a discussion.

    Attributes:
        posts: The posts, in order.
        previous_query: The query string of the previous page; None on the first page.
        next_query: The query string of the next page; None on the last page.
    """

    posts: list[Post]
    previous_query: str | None
    next_query: str | None


def get_page(posts: QuerySet[Post], last_position: int, parameters: QueryDict) -> PostsPage:
    """Return a page of posts: those after or before a position, or the first ones.

    Whether there are posts on the other side costs no query: the position tells. At worst a link
    leads to a page whose posts the user does not see, and that one shows the first page.

    Args:
        posts: The posts of one discussion that the user sees.
        last_position: The last position of the discussion.
        parameters: The query string: `after` or `before`, each a position.
    """
    before = _position(parameters.get("before"))
    if before is not None:
        rows = list(posts.filter(position__lt=before).order_by("-position")[: PAGE_SIZE + 1])
        if rows:
            shown = rows[:PAGE_SIZE][::-1]
            return _page(shown, len(rows) > PAGE_SIZE, before <= last_position)
    after = 0 if before is not None else _position(parameters.get("after")) or 0
    rows = list(posts.filter(position__gt=after).order_by("position")[: PAGE_SIZE + 1])
    return _page(rows[:PAGE_SIZE], after > 0, len(rows) > PAGE_SIZE)


def _page(rows: list[Post], has_previous: bool, has_next: bool) -> PostsPage:
    return PostsPage(
        rows,
        f"?before={rows[0].position}" if has_previous and rows else None,
        f"?after={rows[-1].position}" if has_next and rows else None,
    )


def _position(value: Any) -> int | None:
    """Return a position from a query string; None for any other text."""
    if not value or not value.isascii() or not value.isdecimal():
        return None
    return min(int(value[:12]), MAX_POSITION)
