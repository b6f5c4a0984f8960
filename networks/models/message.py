"""Messages of organisers to all members of a network."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from networks.querysets import SpaceQuerySet


class Message(models.Model):
    """A message to all members; the outbox contains a notification for each recipient."""

    wagtail_reference_index_ignore = True

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="messages"
    )
    subject = models.CharField(max_length=120)
    text = models.TextField(max_length=10000)
    key = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        help_text="Idempotency key: a form submitted twice creates one message.",
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    recipients = models.PositiveIntegerField(default=0)

    delivered: int
    """The number of emails delivered, set by `networks.messages.services.with_delivered_count`."""

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject

    @property
    def event_key(self) -> str:
        """Return the key of the message's notifications in the outbox."""
        return f"network-message-{self.pk}"
