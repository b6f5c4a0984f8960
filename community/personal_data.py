"""Collects and erases the personal data stored by the community."""

from typing import Any

from django import forms
from django.db import transaction

from accounts.closure import ClosureChoice
from community.cached_urls import urls_for_tags
from community.discussions.services import erase_text
from community.enums import PostState
from community.following import personal_data as following
from community.member_tools import personal_data as member_tools
from community.models import (
    AccountDisclosure,
    Appeal,
    ChosenName,
    Discussion,
    ModerationAction,
    Post,
    PostEdit,
    Report,
    Suspension,
)
from community.models.discussion import free_slug
from community.moderation import personal_data as moderation
from community.visibility import sync_search_index, sync_visibility
from page_cache.invalidation import object_tags, purge
from personal_data.registry import PersonalDataSource

KEEP, DELETE = "keep", "delete"
DELETED_TITLE = "Title deleted by its author"


def sources() -> list[PersonalDataSource]:
    """Return what the community stores about an account."""
    return [PersonalDataSource("discussions", collect, erase)]


def collect(user: Any) -> dict[str, Any]:
    """Collect an account's posts, their previous texts, reports made, and actions about them."""
    posts = Post.objects.filter(author=user).select_related("discussion")
    edits = PostEdit.objects.filter(post__author=user).select_related("post__discussion")
    reports = Report.objects.filter(reporter=user).select_related("post__discussion")
    actions = ModerationAction.objects.filter(post__author=user)
    return {
        "Posts": [
            {
                "discussion": post.discussion.title,
                "text": post.text,
                "state": post.get_state_display(),
                "why it was held": post.hold_reason_labels,
                "written": post.created_at,
                "edited": post.edited_at,
            }
            for post in posts.order_by("pk")
        ],
        "Previous texts of posts": [
            {
                "discussion": edit.post.discussion.title,
                "text": edit.text,
                "until": edit.edited_at,
            }
            for edit in edits
        ],
        "Reports made": [
            {
                "discussion": report.post.discussion.title,
                "reason": report.get_reason_display(),
                "details": report.details,
                "made": report.created_at,
            }
            for report in reports
        ],
        "Decisions of moderators": [
            {
                "discussion": action.post.discussion.title,
                "decision": action.get_kind_display(),
                "reason": action.reason,
                "made": action.created_at,
            }
            for action in actions.select_related("post__discussion")
        ],
        "Chosen names": [
            {
                "discussion": chosen.discussion.title,
                "name": chosen.name,
                "chosen": chosen.created_at,
            }
            for chosen in ChosenName.objects.filter(user=user).select_related("discussion")
        ],
        # Without those of which the law or a risk to life forbids to tell.
        "When the safeguarding lead saw your account": [
            {
                "discussion": shown.post.discussion.title,
                "reason": shown.get_reason_display(),
                "seen": shown.created_at,
            }
            for shown in AccountDisclosure.objects.filter(
                post__author=user, is_member_told=True
            ).select_related("post__discussion")
        ],
        **following.collect(user),
        **member_tools.collect(user),
        **moderation.collect(user),
        "Appeals": [
            {
                "discussion": appeal.action.post.discussion.title,
                "text": appeal.text,
                "made": appeal.created_at,
            }
            for appeal in Appeal.objects.filter(action__post__author=user).select_related(
                "action__post__discussion"
            )
        ],
        "Suspensions": [
            {
                "reason": suspension.reason,
                "since": suspension.created_at,
                "until": suspension.ends_at,
                "ended": suspension.ended_at,
            }
            for suspension in Suspension.objects.filter(user=user)
        ],
    }


def erase(user: Any) -> None:
    """Erase posts that readers never saw, previous texts, and who made reports.

    Published posts stay as those of a former member, unless the person chose to delete them.
    """
    _delete_posts(user, Post.objects.filter(author=user, published_at=None))
    PostEdit.objects.filter(post__author=user).delete()
    Report.objects.filter(reporter=user).update(reporter=None)
    Suspension.objects.filter(user=user).delete()
    following.erase(user)
    ChosenName.objects.filter(user=user).delete()
    member_tools.erase(user)
    moderation.erase(user)
    Appeal.objects.filter(action__post__author=user).delete()


def closure_choices(user: Any) -> list[ClosureChoice]:
    """Return what a person decides about their posts when they close their account."""
    if not Post.objects.filter(author=user).exclude(state=PostState.DELETED).exists():
        return []
    field = forms.ChoiceField(
        label="What should happen to your posts in discussions?",
        choices=[
            (KEEP, "Keep them, under the name “Former member”"),
            (DELETE, "Delete them"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what should happen to your posts."},
    )
    return [ClosureChoice("posts", field, apply_closure_choice)]


def apply_closure_choice(user: Any, answer: str) -> None:
    """Delete all posts of a person who chose that."""
    if answer == DELETE:
        _delete_posts(user, Post.objects.filter(author=user))
        _delete_titles(user)


@transaction.atomic
def _delete_titles(user: Any) -> None:
    """Delete the titles that a person wrote, and the addresses that were made of them.

    The comments of a page have the title of the page.
    """
    own = Discussion.objects.select_for_update(of=("self",)).filter(started_by=user, page=None)
    for discussion in own.select_related("space"):
        purge(list(urls_for_tags(object_tags("discussion", [discussion.pk]))))
        discussion.old_addresses.all().delete()
        discussion.title = DELETED_TITLE
        discussion.slug = free_slug(discussion.space, f"discussion {discussion.pk}")
        discussion.save(update_fields=["title", "slug"])
        purge(object_tags("discussion", [discussion.pk]))


@transaction.atomic
def _delete_posts(user: Any, posts: Any) -> None:
    """Delete the texts of posts, and of the titles that no reader is left for."""
    found = list(posts.exclude(state=PostState.DELETED))
    for post in found:
        erase_text(post)
        sync_search_index(post)
    pks = {post.discussion_id for post in found}
    for discussion in Discussion.objects.select_for_update().filter(pk__in=pks):
        sync_visibility(discussion)
        if discussion.started_by_id == user.pk and discussion.published_at is None:
            Discussion.objects.filter(pk=discussion.pk).update(title=DELETED_TITLE)
