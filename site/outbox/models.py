"""One message to one person, from the moment it was decided until it is delivered."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import make_msgid
from django.db import models
from django.db.models import Q
from django.utils import timezone

RETENTION = timedelta(days=30)
"""How long it is kept what a message said and where it went, once nothing more becomes of it; that
there was one is kept for ever."""


class NotificationQuerySet(models.QuerySet):
    """Messages, by how far they have come."""

    def due(self) -> "NotificationQuerySet":
        """Keep those to be sent now, the oldest first; none that somebody is sending."""
        now = timezone.now()
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        return self.filter(free, status=Notification.Status.QUEUED, due_at__lte=now).order_by("pk")

    def undelivered(self) -> "NotificationQuerySet":
        """Keep those that were tried in vain, or were given up a short while ago."""
        tried = Q(status=Notification.Status.QUEUED, attempts__gt=0)
        return self.filter(tried | Q(status=Notification.Status.FAILED)).exclude(**_PURGED_FIELDS)

    def late(self, by: timedelta = timedelta(hours=1)) -> "NotificationQuerySet":
        """Keep those that should have been sent a good while ago."""
        return self.filter(status=Notification.Status.QUEUED, created_at__lt=timezone.now() - by)

    def forget(self) -> int:
        """Forget what was said, and to which address, in what was settled long ago.

        That is what was delivered, and what was given up or not wanted. The words of a secret
        message are gone by then; its subject and its address are not.

        Returns:
            Of how many messages.
        """
        long_ago = timezone.now() - RETENTION
        sent = Q(status=Notification.Status.SENT, sent_at__lt=long_ago)
        unsent = Q(status__in=[Notification.Status.FAILED, Notification.Status.CANCELLED])
        old = self.filter(sent | (unsent & Q(created_at__lt=long_ago)))
        return old.exclude(**_PURGED_FIELDS).update(
            html="", unsubscribe_url="", trouble="", **_PURGED_FIELDS
        )


_PURGED_FIELDS = {"address": "", "subject": "", "text": ""}
"""What is empty in a message that was forgotten, and in no other."""


class Notification(models.Model):
    """A message. It is stored with what caused it, and sent by the worker.

    What is asked for twice under one key is one message. A message that holds a personal link is
    secret: its words are forgotten as soon as it was sent. Of every message all that leads to a
    person is forgotten after a month.
    """

    class Status(models.TextChoices):
        """How far it has come."""

        QUEUED = "queued", "To be sent"
        DAILY = "daily", "Waits for the daily letter"
        SENT = "sent", "Sent"
        CANCELLED = "dropped", "Not wanted"
        FAILED = "failed", "Given up"

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    event_key = models.CharField(
        max_length=100,
        blank=True,
        db_index=True,
        help_text="What the messages to several people about one thing have in common.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notices",
        help_text="Whose address is looked up when it is sent.",
    )
    address = models.EmailField(blank=True, help_text="Of somebody without an account.")
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    is_secret = models.BooleanField(default=False)
    unsubscribe_url = models.CharField(
        max_length=300, blank=True, help_text="The address at which one can stop such messages."
    )
    status = models.CharField(
        max_length=max(len(value) for value in Status.values),
        choices=Status.choices,
        default=Status.QUEUED,
    )
    message_id = models.CharField(max_length=250, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "due_at"], name="notice_due")]

    def __str__(self) -> str:
        return self.subject

    @property
    def to(self) -> str:
        """Return the address it goes to: empty for an account that is closed."""
        if self.user_id:
            return self.user.email if self.user.is_active else ""
        return self.address

    def generate_message_id(self) -> str:
        """Return a name for the message that stays the same however often it is tried."""
        return make_msgid(domain=settings.HUB_MAIL_DOMAIN)


class NotificationPreference(models.Model):
    """How often somebody with an account wants to be written to."""

    class How(models.TextChoices):
        """At once, once a day, or not."""

        AT_ONCE = "at-once", "At once"
        DAILY = "daily", "Once a day, in one letter"
        NONE = "none", "Not at all"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_preference"
    )
    how = models.CharField(
        "how often",
        max_length=max(len(value) for value in How.values),
        choices=How.choices,
        default=How.AT_ONCE,
    )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_how_display()}"
