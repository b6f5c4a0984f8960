"""Join requests, their event log, and the count of those purged."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from networks.enums import RequestEventKind, RequestStatus
from networks.models.network import Network


class JoinRequestQuerySet(models.QuerySet):
    """Join requests filtered by status, sender and handler."""

    def exclude_quarantined(self) -> "JoinRequestQuerySet":
        """Exclude quarantined requests, of which no handler is notified."""
        return self.exclude(status=RequestStatus.QUARANTINED)

    def open(self) -> "JoinRequestQuerySet":
        """Filter to undecided requests: waiting, or awaiting the applicant's reply."""
        return self.filter(status__in=[RequestStatus.WAITING, RequestStatus.AWAITING_REPLY])

    def count_open(self) -> dict[str, Any]:
        """Count the undecided requests.

        Returns:
            The total (`number`), those awaiting the applicant's reply (`awaiting_reply`), those
            a user has claimed (`claimed`), and when the oldest was received (`oldest`).
        """
        return self.open().aggregate(
            number=Count("pk"),
            awaiting_reply=Count("pk", filter=Q(status=RequestStatus.AWAITING_REPLY)),
            claimed=Count("claimed_by"),
            oldest=Min("created_at"),
        )

    def suspected(self) -> "JoinRequestQuerySet":
        """Filter to requests the spam filter quarantined and no user has reviewed yet."""
        reviewed = RequestEvent.objects.filter(
            request=OuterRef("pk"), kind=RequestEventKind.QUARANTINED
        )
        return self.filter(~Exists(reviewed), status=RequestStatus.QUARANTINED)

    def sent_by(self, user: Any) -> "JoinRequestQuerySet":
        """Filter to an account's requests: from its email address, or behind its memberships."""
        behind_membership = Q(pk__in=user.memberships.exclude(request=None).values("request"))
        return self.filter(Q(email=user.email) | behind_membership)

    def sent_from_email(self, email_address: str) -> "JoinRequestQuerySet":
        """Filter to requests from an email address that led to no membership.

        A request behind a membership belongs to that account, whatever its address is now.

        Args:
            email_address: The email address, in lower case.
        """
        # Not `memberships=None`: that is an outer join, on whose nullable side PostgreSQL refuses
        # FOR UPDATE.
        return self.filter(email=email_address).exclude(memberships__isnull=False)

    def expired(self) -> "JoinRequestQuerySet":
        """Filter to requests whose retention date has passed."""
        return self.filter(expires_on__lte=timezone.localdate())

    def handled_by(self, user: Any) -> "JoinRequestQuerySet":
        """Filter to requests a user may read and decide on.

        Holders of ``handle_all_requests`` handle all; organisers those to their own networks.
        """
        if user.is_superuser or user.has_perm("networks.handle_all_requests"):
            return self
        return self.filter(network__in=Network.objects.organised_by(user).values("pk"))


class JoinRequest(models.Model):
    """The answers submitted through a join form, with the questions at that time."""

    wagtail_reference_index_ignore = True

    fingerprint = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        help_text="Of the form token and the answers: sent twice, it is one request.",
    )
    form = models.ForeignKey("networks.JoinForm", on_delete=models.PROTECT, related_name="requests")
    network = models.ForeignKey(
        "networks.Network",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The page that carried the form.",
    )
    answers = models.JSONField(
        default=list, help_text="A list of {label, kind, meaning, value}, in the order asked."
    )
    name = models.CharField(max_length=255, blank=True)
    email = models.EmailField("email address", blank=True, db_index=True)
    status = models.CharField(
        max_length=max(len(value) for value in RequestStatus.values),
        choices=RequestStatus.choices,
        default=RequestStatus.WAITING,
    )
    spam_reasons = models.CharField("why it looks like spam", max_length=200, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="assigned to",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("received", default=timezone.now, db_index=True)
    decided_at = models.DateTimeField("decided", null=True, blank=True)
    expires_on = models.DateField("kept until", db_index=True)
    reply_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    reply_expires_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "request"
        ordering = ["-created_at", "-pk"]
        permissions = [("handle_all_requests", "Can handle the requests to every network")]
        indexes = [
            models.Index(fields=["network", "status", "-created_at"], name="request_inbox"),
        ]

    def __str__(self) -> str:
        return self.name or self.email or f"Request {self.pk}"

    @property
    def event_key(self) -> str:
        """Return the event key of the notifications that the request was received."""
        return f"join-request-{self.pk}"

    @property
    def days_waiting(self) -> int:
        """Return the number of days until the decision, or until now."""
        until = self.decided_at or timezone.now()
        return max(timedelta(), until - self.created_at).days

    @property
    def is_spam_suspected(self) -> bool:
        """Return whether the spam filter quarantined it and no user has reviewed it yet."""
        return type(self).objects.filter(pk=self.pk).suspected().exists()

    def answer_for(self, meaning: str) -> str:
        """Return the first answer with an `AnswerMeaning`, or an empty string."""
        values = (
            answer.get("value", "") for answer in self.answers if answer.get("meaning") == meaning
        )
        return str(next(values, ""))


class RequestEvent(models.Model):
    """An entry of a join request's log: its kind, actor, time, and text sent to the applicant."""

    wagtail_reference_index_ignore = True

    request = models.ForeignKey(JoinRequest, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(
        max_length=max(len(value) for value in RequestEventKind.values),
        choices=RequestEventKind.choices,
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {timezone.localtime(self.created_at):%d %B %Y}"


class PurgedRequestCount(models.Model):
    """The number of purged requests by form, network, year and status, without personal data."""

    form = models.ForeignKey(
        "networks.JoinForm", on_delete=models.PROTECT, related_name="purged_counts"
    )
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(help_text="In which they were received.")
    status = models.CharField(
        max_length=max(len(value) for value in RequestStatus.values),
        choices=RequestStatus.choices,
    )
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "network", "year", "status"], name="unique_purged_count"
            ),
            models.UniqueConstraint(
                fields=["form", "year", "status"],
                condition=models.Q(network=None),
                name="unique_purged_count_no_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} in {self.year}"
