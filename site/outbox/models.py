"""The notification: one email to one recipient, from its cause until its delivery."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import make_msgid
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils import timezone

RETENTION = timedelta(days=30)
"""How long the content and the address of a settled notification are stored; its row stays."""

_PURGED_FIELDS = {"email_address": "", "subject": "", "text": ""}
"""The fields that are all empty in a purged notification, and in no other."""


class NotificationQuerySet(models.QuerySet):
    """Notifications by their state of delivery."""

    def due(self) -> "NotificationQuerySet":
        """Filter notifications to send now, without those another worker leases.

        Mailings, from which one can unsubscribe, come after emails to one person, so that a
        message to 1,600 members delays no sign-off link. The oldest come first.
        """
        now = timezone.now()
        unleased = Q(leased_until=None) | Q(leased_until__lt=now)
        queued = self.filter(unleased, status=Notification.Status.QUEUED, due_at__lte=now)
        is_mailing = Case(When(unsubscribe_url="", then=Value(False)), default=Value(True))
        return queued.order_by(is_mailing, "pk")

    def undelivered(self) -> "NotificationQuerySet":
        """Filter notifications whose delivery was attempted in vain, unless they were purged."""
        retried = Q(status=Notification.Status.QUEUED, attempts__gt=0)
        failed = Q(status=Notification.Status.FAILED)
        return self.filter(retried | failed).exclude(**_PURGED_FIELDS)

    def late(self, threshold: timedelta = timedelta(hours=1)) -> "NotificationQuerySet":
        """Filter notifications that have been queued for longer than `threshold`."""
        created_before = timezone.now() - threshold
        return self.filter(status=Notification.Status.QUEUED, created_at__lt=created_before)

    def purge_content(self) -> int:
        """Empty the content and the address of notifications that were settled long ago.

        Settled means sent, failed or cancelled. The body of a secret notification is emptied at
        delivery already; its subject and its address are emptied here.

        Returns:
            The number of notifications purged.
        """
        expired = timezone.now() - RETENTION
        sent = Q(status=Notification.Status.SENT, sent_at__lt=expired)
        unsent = Q(status__in=[Notification.Status.FAILED, Notification.Status.CANCELLED])
        settled = self.filter(sent | (unsent & Q(created_at__lt=expired)))
        return settled.exclude(**_PURGED_FIELDS).update(
            html="",
            reply_to=None,
            attachments=None,
            unsubscribe_url="",
            last_error="",
            **_PURGED_FIELDS,
        )


class Notification(models.Model):
    """An email to one recipient, stored in the transaction of its cause and sent by the worker.

    The idempotency key makes repeated requests for one notification a single row. A notification
    with a personal link is secret: its body is emptied as soon as it is sent. The content and the
    address of every notification are purged after a month; see `RETENTION`.
    """

    class Status(models.TextChoices):
        """The state of delivery."""

        QUEUED = "queued", "To be sent"
        DIGEST = "digest", "Waiting for the daily email"
        SENT = "sent", "Sent"
        CANCELLED = "cancelled", "Not sent: turned off by the recipient"
        FAILED = "failed", "Failed"

    kind = models.CharField(
        max_length=60, help_text="The app and the name of its templates: editorial/review_due."
    )
    idempotency_key = models.CharField(max_length=120, unique=True)
    event_key = models.CharField(
        max_length=100,
        blank=True,
        db_index=True,
        help_text="Identifies the event. The notifications of all its recipients share it.",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="notifications",
        help_text="The recipient, whose email address is read at delivery.",
    )
    email_address = models.EmailField(blank=True, help_text="Of a recipient without an account.")
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    reply_to = models.JSONField(
        null=True, blank=True, help_text="List of addresses for the Reply-To header."
    )
    attachments = models.JSONField(
        null=True, blank=True, help_text="Name, media type and Base64 content of each file."
    )
    is_secret = models.BooleanField(default=False)
    unsubscribe_url = models.CharField(
        max_length=300, blank=True, help_text="For the List-Unsubscribe header."
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
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "due_at"], name="notification_due")]

    def __str__(self) -> str:
        return self.subject

    @property
    def recipient_address(self) -> str:
        """Return the address the email goes to; empty when the recipient's account is closed."""
        if self.user_id:
            return self.user.email if self.user.is_active else ""
        return self.email_address

    def generate_message_id(self) -> str:
        """Return a new Message-ID, which every attempt at delivery bears."""
        return make_msgid(domain=settings.HUB_MAIL_DOMAIN)


class NotificationPreference(models.Model):
    """How often a user is sent notifications."""

    class Frequency(models.TextChoices):
        """At once, once a day, or not at all."""

        IMMEDIATE = "immediate", "Immediately"
        DAILY = "daily", "Once a day, in one email"
        NEVER = "never", "Never"

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notification_preference"
    )
    frequency = models.CharField(
        "how often",
        max_length=max(len(value) for value in Frequency.values),
        choices=Frequency.choices,
        default=Frequency.IMMEDIATE,
    )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_frequency_display()}"
