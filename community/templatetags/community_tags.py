"""Template tags: comments, headers of private spaces, warnings, and sealed questions."""

from typing import Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.template import Context
from wagtail import hooks

from community.discussions.pagination import PAGE_SIZE
from community.member_tools.annotations import with_blocks
from community.models import Discussion, MemberWarning, Post, Space
from community.moderation.warnings import get_unread_warning
from community.sealed_questions.services import spaces_with_readable_questions

register = template.Library()

FIRST_COMMENTS = 3


@register.inclusion_tag("community/page_comments.html", takes_context=True)
def page_comments(context: Context) -> dict[str, Any]:
    """Render the first comments of the page in the context, where the reader may read them."""
    request = context.get("request")
    user = getattr(request, "user", None) or AnonymousUser()
    discussions = Discussion.objects.visible_to(user).select_related("space")
    discussion = discussions.filter(page=context["page"].pk).first()
    posts: list[Post] = []
    if discussion and discussion.published_count:
        published = Post.objects.published_for(user).filter(discussion=discussion)
        posts = list(
            with_blocks(published.with_people(), user).order_by("position")[:FIRST_COMMENTS]
        )
    return {"discussion": discussion, "posts": posts}


@register.simple_tag(takes_context=True)
def space_header(context: Context) -> str:
    """Return the HTML that an app shows above the pages of its private space, from `space_header`.

    A public board has none.
    """
    space, request = context.get("space"), context.get("request")
    if request is None or space is None or space.is_public:
        return ""
    answers = (get_header(request, space) for get_header in hooks.get_hooks("space_header"))
    return next(filter(None, answers), "")


@register.simple_tag
def unread_warning(user: Any) -> MemberWarning | None:
    """Return the warning that a user who is signed in has to confirm before they write."""
    return get_unread_warning(user) if user.is_authenticated else None


@register.simple_tag
def unread_url(discussion: Discussion) -> str:
    """Return the URL of the first unread post; see `get_new_discussions`."""
    return discussion.get_page_url(vars(discussion)["first_unread"], PAGE_SIZE)


@register.inclusion_tag("community/sealed_questions/links.html")
def sealed_question_links(user: Any, space: Space | None = None) -> dict[str, Any]:
    """Render links to the waiting sealed questions of the spaces that a user moderates.

    Args:
        user: The reader.
        space: The only space to look at; all of them without it.
    """
    spaces = spaces_with_readable_questions(user)
    return {"spaces": spaces.filter(pk=space.pk) if space else spaces, "is_one_space": bool(space)}
