"""Messages from one member of a network to another, and the senders whom a member has blocked."""

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from networks.querysets import SpaceQuerySet


class MemberMessageQuerySet(SpaceQuerySet):
    """Messages between members, filtered by report."""

    def reported(self) -> "MemberMessageQuerySet":
        """Filter to the messages that their recipient reported and no organiser has closed."""
        return self.exclude(reported_at=None).filter(report_closed_at=None)

    def delivered(self) -> "MemberMessageQuerySet":
        """Exclude the messages whose recipient had blocked the sender."""
        return self.filter(withheld_at=None)

    def annotate_withheld_count(self) -> "MemberMessageQuerySet":
        """Annotate how many later messages of the sender the recipient did not receive."""
        later = self.model.objects.filter(
            network=OuterRef("network"),
            sender=OuterRef("sender"),
            recipient=OuterRef("recipient"),
            sent_at__gt=OuterRef("sent_at"),
            withheld_at__isnull=False,
        )
        counts = later.order_by().values("sender").annotate(number=Count("pk")).values("number")
        return self.annotate(withheld_count=Coalesce(Subquery(counts), 0))


class MemberMessage(models.Model):
    """A message that a member had the hub email to another member of the network."""

    wagtail_reference_index_ignore = True

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="member_messages"
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member_messages_sent"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member_messages_received"
    )
    text = models.TextField("message", max_length=4000)
    shares_email = models.BooleanField(
        "share my email address",
        default=False,
        help_text="If you do not share it, the other member can reply with a form on the hub.",
    )
    key = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        help_text="Idempotency key: a form submitted twice sends one message.",
    )
    sent_at = models.DateTimeField(default=timezone.now)
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)
    report_reason = models.CharField("reason", max_length=500, blank=True)
    report_closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    withheld_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Set if it is not delivered: the recipient had blocked the sender, who is not "
        "told.",
    )

    objects = MemberMessageQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["network", "recipient", "sender"], name="message_pair")]

    def __str__(self) -> str:
        return f"Message of {timezone.localtime(self.sent_at):%d %B %Y}"

    @property
    def event_key(self) -> str:
        """Return the key of the message's notification in the outbox."""
        return f"member-message-{self.pk}"


class MemberBlock(models.Model):
    """A member who receives no messages from another member of the network, having reported one.

    It outlives the report, whose message is deleted after a time.
    """

    wagtail_reference_index_ignore = True

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="member_blocks"
    )
    blocker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member_blocks"
    )
    blocked = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "blocker", "blocked"], name="unique_member_block"
            )
        ]

    def __str__(self) -> str:
        return f"Block of {timezone.localtime(self.created_at):%d %B %Y}"
