"""Which discussions a member follows, and up to where they have read them."""

from django.conf import settings
from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.enums import PostState
from community.models.discussion import Discussion
from community.models.post import Post


class FollowQuerySet(models.QuerySet):
    """Followed discussions."""

    def with_unread_count(self) -> "FollowQuerySet":
        """Annotate the number of published posts of others after the one that was read last."""
        unread = (
            Post.objects.filter(
                discussion=OuterRef("discussion"),
                position__gt=OuterRef("read_up_to"),
                state=PostState.PUBLISHED,
            )
            .exclude(author=OuterRef("user"))
            .order_by()
            .values("discussion")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return self.annotate(
            unread_count=Coalesce(Subquery(unread, output_field=IntegerField()), 0)
        )


class Follow(models.Model):
    """That a member is emailed about new posts of a discussion."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    discussion = models.ForeignKey(Discussion, on_delete=models.CASCADE, related_name="follows")
    read_up_to = models.PositiveIntegerField(
        default=0, help_text="The position of the last post on a page that the member opened."
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
        """Return the URL of the page that begins with the first post not read yet."""
        url = self.discussion.get_absolute_url()
        return f"{url}?after={self.read_up_to}" if self.read_up_to else url
