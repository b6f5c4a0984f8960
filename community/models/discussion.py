"""Discussions: posts in order, under a title."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from community.querysets import DiscussionQuerySet

RESERVED_SLUGS = {"feed", "follow", "sealed-questions", "start"}
"""Parts of addresses below a space that are no discussion."""


class Discussion(models.Model):
    """A title and the posts beneath it, in a space.

    Readers see it as long as its first post has been approved and no moderator has hidden or
    removed that; see `community.visibility`. The comments of a page are a discussion that an editor
    opens, with the title of the page; they need no first post.
    """

    wagtail_reference_index_ignore = True

    space = models.ForeignKey(
        "community.Space", on_delete=models.PROTECT, related_name="discussions"
    )
    topic = models.ForeignKey(
        "pages.TopicPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="discussions",
    )
    page = models.ForeignKey(
        "pages.HubPage",
        null=True,
        blank=True,
        # When the page is deleted, the comments stay for subject access; readers see them no more.
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="comments",
        help_text="The page whose comments the posts are. Who may not read it sees none of them.",
    )
    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="discussions",
        help_text="Empty where the first post is a sealed question.",
    )
    created_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty while only the person who started it sees it."
    )
    last_post_at = models.DateTimeField(default=timezone.now)
    last_position = models.PositiveIntegerField(
        default=0, help_text="The counter of positions. It is locked while a post is added."
    )
    published_count = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when no one can reply."
    )
    close_reason = models.CharField(
        max_length=500, blank=True, default="", db_default="", help_text="Or why it is paused."
    )

    paused_until = models.DateTimeField(
        null=True, blank=True, help_text="Until when no one can reply."
    )
    pinned_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when it is at the top of its space."
    )

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        ordering = ["-last_post_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["space", "slug"], name="discussion_address")]
        indexes = [models.Index(fields=["space", "-last_post_at"], name="discussion_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the URL of its first page."""
        return reverse("community:discussion", args=[self.space.slug, self.slug])

    @property
    def is_open(self) -> bool:
        """Return whether people can reply."""
        return self.closed_at is None and not self.is_paused

    @property
    def is_paused(self) -> bool:
        """Return whether a moderator has paused it; it opens by itself."""
        return self.paused_until is not None and self.paused_until > timezone.now()

    def get_page_url(self, position: int, page_size: int) -> str:
        """Return the URL of the page that shows a position, with its anchor.

        Args:
            position: The position of a post.
            page_size: The number of posts on a page.
        """
        url = self.get_absolute_url()
        previous = (position - 1) // page_size * page_size
        query = f"?after={previous}" if previous else ""
        return f"{url}{query}#post-{position}"


class DiscussionAddress(models.Model):
    """An address that a discussion had before a moderator moved or merged it."""

    wagtail_reference_index_ignore = True

    space = models.ForeignKey(
        "community.Space", on_delete=models.CASCADE, related_name="old_addresses"
    )
    slug = models.SlugField(max_length=80)
    discussion = models.ForeignKey(
        Discussion, on_delete=models.CASCADE, related_name="old_addresses"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="old_discussion_address")
        ]

    def __str__(self) -> str:
        return f"{self.space.slug}/{self.slug}"


def display_name(user: Any) -> str:
    """Return the name that readers see with a post; the caller has loaded the profile.

    Args:
        user: The author.
    """
    if user.closed_at:
        return "Former member"
    profile = getattr(user, "profile", None)
    return (profile.name if profile else "") or user.public_name


def free_slug(space: Any, title: str) -> str:
    """Return a slug that no discussion of a locked space has, or had."""
    stem = slugify(title)[:70].strip("-") or "discussion"
    taken = set(space.discussions.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(space.old_addresses.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= RESERVED_SLUGS
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
