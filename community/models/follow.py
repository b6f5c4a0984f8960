"""What members are emailed about, and how often; and up to where they have read."""

from django.conf import settings
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.enums import Frequency, PostState, SpaceFollowScope, max_value_length
from community.models.discussion import Discussion
from community.models.post import Post
from community.models.space import Space


class ReadPosition(models.Model):
    """Up to which post a member has read a discussion, and whether they muted it."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="read_positions"
    )
    discussion = models.ForeignKey(
        Discussion, on_delete=models.CASCADE, related_name="read_positions"
    )
    read_up_to = models.PositiveIntegerField(
        default=0, help_text="The position of the last post on a page that the member opened."
    )
    muted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "discussion"], name="one_read_position_per_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.discussion}, up to {self.read_up_to}"


class SpaceVisit(models.Model):
    """When a member last read in a space, or on the page of all that is new.

    Discussions that they never opened count as new from then on, without a row for each.
    """

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="space_visits"
    )
    space = models.ForeignKey(
        Space,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="visits",
        help_text="Empty: all spaces.",
    )
    visited_at = models.DateTimeField(help_text="When the member was last there.")
    seen_until = models.DateTimeField(
        null=True, blank=True, help_text="The end of the visit before the present one."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "space"], name="one_visit_per_space"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(space=None), name="one_visit_of_all_spaces"
            ),
        ]

    def __str__(self) -> str:
        return f"Visit of {timezone.localtime(self.visited_at):%d %B %Y}"


class FollowQuerySet(models.QuerySet):
    """Followed discussions."""

    def with_unread_count(self) -> "FollowQuerySet":
        """Annotate the position read last, and the number of published posts of others after it."""
        positions = ReadPosition.objects.filter(
            user=OuterRef("user"), discussion=OuterRef("discussion")
        )
        followed = self.annotate(position=Coalesce(Subquery(positions.values("read_up_to")[:1]), 0))
        unread = (
            Post.objects.filter(
                discussion=OuterRef("discussion"),
                position__gt=OuterRef("position"),
                state=PostState.PUBLISHED,
            )
            .exclude(author=OuterRef("user"))
            .order_by()
            .values("discussion")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return followed.annotate(
            unread_count=Coalesce(Subquery(unread, output_field=IntegerField()), 0)
        )


class Follow(models.Model):
    """That a member is emailed about new posts of a discussion, or never about this one."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="follows")
    frequency = models.PositiveSmallIntegerField(
        choices=Frequency.choices,
        null=True,
        blank=True,
        help_text="Empty: as the member’s default.",
    )
    read_up_to = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text="Superseded by `ReadPosition`. The column stays while a release that writes it "
        "may run beside this one.",
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "discussion"], name="one_follow_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.discussion}"

    def get_unread_url(self) -> str:
        """Return the URL of the page that begins with the first post not read yet.

        The queryset has annotated the position; see `FollowQuerySet.with_unread_count`.
        """
        url = self.discussion.get_absolute_url()
        position: int = vars(self).get("position", 0)
        return f"{url}?after={position}" if position else url


class SpaceFollow(models.Model):
    """That a member is emailed about new discussions of a space, or about every post in it."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="space_follows"
    )
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="follows")
    scope = models.CharField(
        max_length=max_value_length(SpaceFollowScope), choices=SpaceFollowScope.choices
    )
    frequency = models.PositiveSmallIntegerField(
        choices=Frequency.choices,
        null=True,
        blank=True,
        help_text="Empty: as the member’s default.",
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "space"], name="one_space_follow_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.space}"


class FollowPreference(models.Model):
    """How often a member is emailed about what they follow, unless they chose otherwise there."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follow_preference"
    )
    frequency = models.PositiveSmallIntegerField(
        choices=Frequency.choices, default=Frequency.AT_ONCE
    )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_frequency_display()}"


class PostEmailQuerySet(models.QuerySet):
    """Emails about posts by whether they are in a letter."""

    def pending(self) -> "PostEmailQuerySet":
        """Filter to those that are in no letter yet."""
        return self.filter(event_key="")


class PostEmail(models.Model):
    """That a member is to be emailed about a post, once, and in which letter.

    It is stored with the mark that the post was announced, and its letter with the notification in
    the outbox. So a post is in one letter to a member, whatever they follow and whenever a worker
    dies.
    """

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="post_emails"
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="emails")
    frequency = models.PositiveSmallIntegerField(choices=Frequency.choices)
    event_key = models.CharField(
        max_length=100, blank=True, help_text="The event key of the letter; empty until then."
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = PostEmailQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "post"], name="one_email_per_post_and_member")
        ]
        indexes = [
            models.Index(
                fields=["frequency", "user"], condition=Q(event_key=""), name="post_email_pending"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post}"
