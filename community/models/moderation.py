"""Reports of posts, and what moderators did about posts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from community.enums import ActionKind, PostState, ReportReason, max_value_length
from community.models.post import Post


class ModerationAction(models.Model):
    """A decision of a moderator about a post, with its reason."""

    wagtail_reference_index_ignore = True

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="actions")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="moderation_actions"
    )
    kind = models.CharField(max_length=max_value_length(ActionKind), choices=ActionKind.choices)
    reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.post}"


class AppealQuerySet(models.QuerySet):
    """Appeals by whether a moderator has decided about them."""

    def open(self) -> "AppealQuerySet":
        """Filter to the appeals that no action has closed, of posts still hidden or removed.

        The words that a moderator removed from a post do not come back with its state. An author
        withdraws an appeal by deleting the post.
        """
        in_force = Q(action__post__state__in=(PostState.HIDDEN, PostState.REMOVED))
        in_force |= Q(action__kind=ActionKind.REDACT) & ~Q(action__post__state=PostState.DELETED)
        return self.filter(in_force, closed_by=None)


class Appeal(models.Model):
    """An author's appeal against a decision, once, which another moderator decides."""

    wagtail_reference_index_ignore = True

    action = models.OneToOneField(ModerationAction, on_delete=models.CASCADE, related_name="appeal")
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(
        ModerationAction,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="closed_appeals",
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Appeal of {timezone.localtime(self.created_at):%d %B %Y}"


class SuspensionQuerySet(models.QuerySet):
    """Suspensions by whether they are in force."""

    def active(self) -> "SuspensionQuerySet":
        """Filter to the suspensions that no moderator has ended and whose time is not over."""
        in_force = Q(ends_at=None) | Q(ends_at__gt=timezone.now())
        return self.filter(in_force, ended_at=None)


class Suspension(models.Model):
    """That an account may not write in the community, for a time or for good."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="suspensions"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suspensions_imposed"
    )
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(null=True, blank=True, help_text="Empty: for good.")
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When a moderator ended it before its time."
    )

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["user", "ended_at"], name="suspension_user")]

    def __str__(self) -> str:
        return f"Suspension of {timezone.localtime(self.created_at):%d %B %Y}"


class ReportQuerySet(models.QuerySet):
    """Reports by whether a moderator has handled them."""

    def open(self) -> "ReportQuerySet":
        """Filter to the reports that no action has closed."""
        return self.filter(closed_by=None)


class Report(models.Model):
    """A reader's report of a post, with the text as it was. Moderators do not see who reported."""

    wagtail_reference_index_ignore = True

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports_made",
    )
    reason = models.CharField(
        max_length=max_value_length(ReportReason), choices=ReportReason.choices
    )
    details = models.TextField(max_length=2000, blank=True)
    reported_text = models.TextField(help_text="The text of the post when it was reported.")
    key = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(
        ModerationAction,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="closed_reports",
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Report of {self.post}"

    @property
    def is_urgent(self) -> bool:
        """Return whether the report is about illegal content or a person's safety."""
        return self.reason in {ReportReason.ILLEGAL, ReportReason.RISK}
