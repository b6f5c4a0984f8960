"""What members keep for themselves about posts: bookmarks, marks as helpful, and blocks."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.models.chosen_name import ChosenName
from community.models.discussion import display_name
from community.models.post import Post


class Bookmark(models.Model):
    """That a member saved a post. No one else sees it."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="bookmarks"
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="bookmarks")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="one_bookmark_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.post}"


class HelpfulMark(models.Model):
    """That a member found a post helpful. Others see the number of members alone."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="helpful_marks"
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="helpful_marks")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["post", "user"], name="one_helpful_mark_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.post}"


class BlockQuerySet(models.QuerySet):
    """Blocks by the posts that they cover."""

    def covering(self, author: Any, chosen_name: Any) -> "BlockQuerySet":
        """Filter to the blocks that cover the posts of an author under a name.

        A block of a chosen name covers no other post of its account, and a block of an account no
        post under a chosen name: otherwise it would tell who chose the name.

        Args:
            author: The id of the account; None for a sealed question, which no block covers.
            chosen_name: The id of the chosen name; None for posts under the display name.
        """
        if author is None:
            return self.none()
        if chosen_name is None:
            return self.filter(blocked=author)
        return self.filter(chosen_name=chosen_name)

    def with_names(self) -> "BlockQuerySet":
        """Load the names under which the blocked members write."""
        return self.select_related("blocked__profile", "chosen_name")


class Block(models.Model):
    """That a member does not want to read another, who is not told.

    It names an account, or a name that a member chose for one discussion, never both.
    """

    wagtail_reference_index_ignore = True

    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="community_blocks"
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    chosen_name = models.ForeignKey(
        ChosenName, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_per_account"),
            models.UniqueConstraint(fields=["blocker", "chosen_name"], name="one_block_per_name"),
            models.CheckConstraint(
                condition=Q(blocked=None, chosen_name__isnull=False)
                | Q(blocked__isnull=False, chosen_name=None),
                name="block_of_account_or_name",
            ),
        ]

    def __str__(self) -> str:
        return f"Block of {timezone.localtime(self.created_at):%d %B %Y}"

    @property
    def name(self) -> str:
        """Return the name under which the blocked member writes."""
        return self.chosen_name.name if self.chosen_name else display_name(self.blocked)
