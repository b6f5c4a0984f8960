"""Collects and erases what members keep about the posts of others."""

from typing import Any

from django.db.models import Q

from community.models import Block, Bookmark, Discussion, HelpfulMark

UNREADABLE = "A discussion that you can no longer read"


def collect(user: Any) -> dict[str, list[dict[str, Any]]]:
    """Collect the posts that a member saved or found helpful, and the members whom they blocked.

    A discussion that they can no longer read, such as one of a network that they left, has no
    title here.
    """
    bookmarks = list(Bookmark.objects.filter(user=user).select_related("post"))
    marks = list(HelpfulMark.objects.filter(user=user).select_related("post"))
    named = {row.post.discussion_id for row in (*bookmarks, *marks)}
    readable = Discussion.objects.visible_to(user).filter(pk__in=named)
    titles = dict(readable.values_list("pk", "title"))

    def title_of(row: Any) -> str:
        return titles.get(row.post.discussion_id, UNREADABLE)

    return {
        "Saved posts": [
            {"discussion": title_of(row), "saved": row.created_at} for row in bookmarks
        ],
        "Posts marked as helpful": [
            {"discussion": title_of(row), "marked": row.created_at} for row in marks
        ],
        "Blocked members": [
            {"name": block.name, "blocked": block.created_at}
            for block in Block.objects.filter(blocker=user).with_names()
        ],
    }


def erase(user: Any) -> None:
    """Erase what a member keeps, and the blocks of their account by others.

    Blocks of names that the member chose are deleted with the names.
    """
    Bookmark.objects.filter(user=user).delete()
    HelpfulMark.objects.filter(user=user).delete()
    Block.objects.filter(Q(blocker=user) | Q(blocked=user)).delete()
