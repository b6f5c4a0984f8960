"""The structured data of a public discussion, which search engines read."""

from typing import Any

from django.conf import settings

from community.models import Discussion, Post


def get_structured_data(discussion: Discussion, posts: list[Post]) -> dict[str, Any] | None:
    """Return a discussion as schema.org data; None where no post of its first page is published.

    Source of the vocabulary: schema.org, types DiscussionForumPosting and Comment.

    Args:
        discussion: The discussion.
        posts: The posts of its first page.
    """
    published = [post for post in posts if post.is_published]
    if not published:
        return None
    url = settings.WAGTAILADMIN_BASE_URL + discussion.get_absolute_url()
    first, *others = [_post_data(post) for post in published]
    return first | {
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "headline": discussion.title,
        "url": url,
        "mainEntityOfPage": url,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/CommentAction",
            "userInteractionCount": discussion.published_count - 1,
        },
        "comment": [{"@type": "Comment", **data} for data in others],
    }


def _post_data(post: Post) -> dict[str, Any]:
    data: dict[str, Any] = {
        "author": {"@type": "Person", "name": post.author_name},
        "text": post.plain_text,
        "url": settings.WAGTAILADMIN_BASE_URL + post.get_absolute_url(),
        "datePublished": post.created_at.isoformat(),
    }
    if post.edited_at:
        data["dateModified"] = post.edited_at.isoformat()
    return data
