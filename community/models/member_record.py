"""What moderators keep about members and posts: private notes, warnings, and saved replies."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.models.moderation import ModerationAction
from community.models.post import Post
from community.models.space import Space


class ModeratorNoteQuerySet(models.QuerySet):
    """Notes, for the moderators of the space in which they were written."""

    def about(self, post: Post, moderator: Any) -> "ModeratorNoteQuerySet":
        """Filter to the notes about a post, and about its author as readers see them.

        A note about a chosen name is with the posts under this name alone, and one about an
        account with the posts under its display name. Otherwise notes would tell who chose a name.

        Args:
            post: The post.
            moderator: The account that reads the notes.
        """
        member = (
            Q(chosen_name=post.chosen_name_id)
            if post.chosen_name_id
            else Q(user=post.author_id, chosen_name=None)
        )
        spaces = Space.objects.moderated_by(moderator)
        return self.filter(Q(post=post) | member, space__in=spaces.values("pk"))


class ModeratorNote(models.Model):
    """A note that moderators alone read, about a post or about its author."""

    wagtail_reference_index_ignore = True

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="moderator_notes")
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="moderator_notes"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="moderator_notes",
    )
    chosen_name = models.ForeignKey(
        "community.ChosenName",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="moderator_notes",
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="moderator_notes_written"
    )
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ModeratorNoteQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Note of {timezone.localtime(self.created_at):%d %B %Y}"


class MemberWarningQuerySet(models.QuerySet):
    """Warnings by whether they have expired and were read."""

    def in_force(self) -> "MemberWarningQuerySet":
        """Filter to the warnings that have not expired."""
        return self.filter(expires_at__gt=timezone.now())

    def unread(self) -> "MemberWarningQuerySet":
        """Filter to the warnings in force that the member has not confirmed."""
        return self.in_force().filter(read_at=None)


class MemberWarning(models.Model):
    """A warning to a member about a post, which they confirm before they write again."""

    wagtail_reference_index_ignore = True

    action = models.OneToOneField(
        ModerationAction, on_delete=models.CASCADE, related_name="warning"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="community_warnings"
    )
    expires_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = MemberWarningQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["user", "expires_at"], name="warning_user")]

    def __str__(self) -> str:
        return f"Warning of {timezone.localtime(self.action.created_at):%d %B %Y}"

    @property
    def is_in_force(self) -> bool:
        """Return whether it has not expired."""
        return self.expires_at > timezone.now()


class SavedReply(models.Model):
    """Words that moderators insert as the reason of a decision."""

    title = models.CharField(max_length=80, unique=True, help_text="For moderators only.")
    text = models.TextField(
        max_length=500, help_text="The author of a post reads these words as the reason."
    )

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "saved replies"

    def __str__(self) -> str:
        return self.title
