"""Concerns about an author's safety, and the opinions of moderators on how serious they are."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from community.enums import ConcernLevel, max_value_length
from community.models.moderation import ModerationAction
from community.models.post import Post


class SafetyConcernQuerySet(models.QuerySet):
    """Concerns by whether a moderator has decided about the post."""

    def open(self) -> "SafetyConcernQuerySet":
        """Filter to the concerns that no decision has closed."""
        return self.filter(closed_by=None)


class SafetyConcern(models.Model):
    """That the author of a post may be in danger of self-harm or suicide.

    An edit after the decision can open it again.
    """

    wagtail_reference_index_ignore = True

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="safety_concern")
    created_at = models.DateTimeField(default=timezone.now)
    level = models.CharField(
        max_length=max_value_length(ConcernLevel),
        choices=ConcernLevel.choices,
        blank=True,
        help_text="As decided with the post.",
    )
    closed_by = models.ForeignKey(
        ModerationAction,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="closed_concerns",
    )

    objects = SafetyConcernQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Concern of {timezone.localtime(self.created_at):%d %B %Y}"


class SafetyOpinion(models.Model):
    """How serious one moderator thinks a concern is, and why."""

    wagtail_reference_index_ignore = True

    concern = models.ForeignKey(SafetyConcern, on_delete=models.CASCADE, related_name="opinions")
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="safety_opinions"
    )
    level = models.CharField(
        max_length=max_value_length(ConcernLevel), choices=ConcernLevel.choices
    )
    text = models.TextField(max_length=1000)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["concern", "moderator"], name="one_opinion_per_moderator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}, {self.moderator.public_name}"
