"""Querysets that decide who sees spaces, discussions and posts: `Space.objects.visible_to`."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail import hooks
from wagtail.search.queryset import SearchableQuerySetMixin

from community.enums import HUB_KINDS, PostState, SpaceKind

ACCESS_HOOK = "space_access"
MODERATION_HOOK = "space_moderation"
MODERATE = "community.moderate_post"


class SpaceQuerySet(models.QuerySet):
    """Spaces by who reads and writes in them."""

    def visible_to(self, user: Any) -> "SpaceQuerySet":
        """Filter to the spaces that a user may read: public boards, and those of the hook.

        Apps answer the hook `space_access` with a condition on spaces, for their own kinds.
        """
        condition = Q(kind=SpaceKind.BOARD)
        for space_access in hooks.get_hooks(ACCESS_HOOK):
            condition |= space_access(user)
        return self.filter(condition)

    def writable_by(self, user: Any) -> "SpaceQuerySet":
        """Filter to the spaces in which a user may write: those they read, unless suspended."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        suspensions = apps.get_model("community.Suspension").objects.active()
        return self.visible_to(user).exclude(Exists(suspensions.filter(user=user)))

    def moderated_by(self, user: Any) -> "SpaceQuerySet":
        """Filter to the spaces whose posts a user moderates.

        Moderators of the hub moderate the boards and the spaces of campaigns. Who moderates other
        spaces is answered by the hook `space_moderation`; a user must be able to read a space to
        moderate it.
        """
        condition = Q(kind__in=HUB_KINDS) if user.has_perm(MODERATE) else Q(pk__in=[])
        for space_moderation in hooks.get_hooks(MODERATION_HOOK):
            condition |= space_moderation(user)
        return self.visible_to(user).filter(condition)


class DiscussionQuerySet(models.QuerySet):
    """Discussions, visible in the spaces that a user may read."""

    def visible_to(self, user: Any) -> "DiscussionQuerySet":
        """Filter to published discussions, and the user's own, in visible spaces.

        An unpublished discussion is not shown to its author once they have deleted its post.
        """
        shown = Q(published_at__isnull=False)
        if user.is_authenticated:
            posts = apps.get_model("community.Post").objects.filter(author=user)
            kept = posts.exclude(state=PostState.DELETED).filter(discussion=OuterRef("pk"))
            shown |= Q(started_by=user) & Q(Exists(kept))
        return self.filter(shown, _readable_page("page", user), space__in=_visible_spaces(user))

    def listed(self) -> "DiscussionQuerySet":
        """Filter to what lists show: no comments of a page before there is one."""
        return self.exclude(page__isnull=False, published_count=0)

    def about(self, topic: Any) -> "DiscussionQuerySet":
        """Filter to discussions with a topic or one of its descendants."""
        return self.filter(topic__path__startswith=topic.path)


class PostQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Posts, visible in the spaces that a user may read."""

    def visible_to(self, user: Any) -> "PostQuerySet":
        """Filter to posts of which a user sees the text or a mark, and the user's own posts.

        A post that was once published leaves a mark when it is hidden, removed or deleted. One
        that never was leaves none.
        """
        shown = Q(published_at__isnull=False, discussion__published_at__isnull=False)
        if user.is_authenticated:
            shown |= Q(author=user) & ~Q(state=PostState.DELETED, published_at=None)
        readable = _readable_page("discussion__page", user)
        return self.filter(shown, readable, discussion__space__in=_visible_spaces(user))

    def published_for(self, user: Any) -> "PostQuerySet":
        """Filter to posts whose text every reader of a visible space sees.

        The condition is on the primary key alone, so that search backends accept it.
        """
        published = self.model._default_manager.filter(
            _readable_page("discussion__page", user),
            state=PostState.PUBLISHED,
            discussion__published_at__isnull=False,
            discussion__space__in=_visible_spaces(user),
        )
        return self.filter(pk__in=published.values("pk"))

    def with_people(self) -> "PostQuerySet":
        """Load what a post shows: its author, and the post that it answers with its author."""
        return self.select_related(
            "author__profile",
            "chosen_name",
            "reply_to__author__profile",
            "reply_to__chosen_name",
            "discussion__space",
        )

    def moderated_by(self, user: Any) -> "PostQuerySet":
        """Filter to the posts in spaces that a user moderates."""
        spaces = apps.get_model("community.Space").objects.moderated_by(user)
        return self.filter(discussion__space__in=spaces.values("pk"))

    def queued(self) -> "PostQuerySet":
        """Filter to the posts that wait for a moderator.

        They are held, reported, or with an open appeal or concern about the author's safety.
        """
        reports = apps.get_model("community.Report").objects.open().filter(post=OuterRef("pk"))
        appeals = apps.get_model("community.Appeal").objects.open()
        appealed = appeals.filter(action__post=OuterRef("pk"))
        concerns = apps.get_model("community.SafetyConcern").objects.open()
        concerned = concerns.filter(post=OuterRef("pk")).exclude(post__state=PostState.DELETED)
        waiting = Q(state=PostState.HELD) | Q(Exists(reports)) | Q(Exists(appealed))
        return self.filter(waiting | Q(Exists(concerned)))


def _readable_page(field: str, user: Any) -> Q:
    """Return the condition that a discussion is about no page, or one that a user may read."""
    pages = apps.get_model("pages.HubPage").objects.visible_to(user)
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__in": pages.values("pk")})


def _visible_spaces(user: Any) -> Any:
    return apps.get_model("community.Space").objects.visible_to(user).values("pk")
