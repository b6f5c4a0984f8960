"""What somebody sent by a form, and everything that was done about it."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone


class JoinRequestQuerySet(models.QuerySet):
    """Requests, by how far they have come."""

    def exclude_quarantined(self) -> "JoinRequestQuerySet":
        """Keep those that the team and the organisers were told of: all but the suspected."""
        return self.exclude(status=JoinRequest.Status.QUARANTINED)

    def open(self) -> "JoinRequestQuerySet":
        """Keep those that wait for somebody to decide."""
        return self.filter(status__in=[JoinRequest.Status.WAITING, JoinRequest.Status.ASKED])

    def count_open(self) -> dict[str, Any]:
        """Count those that wait for somebody to decide.

        Returns:
            How many there are (`number`), how many of them wait for the person's reply to a
            question (`asked`), to how many somebody sees (`taken`), and when the oldest came.
        """
        return self.open().aggregate(
            number=Count("pk"),
            asked=Count("pk", filter=Q(status=JoinRequest.Status.ASKED)),
            taken=Count("claimed_by"),
            oldest=Min("created_at"),
        )

    def suspected(self) -> "JoinRequestQuerySet":
        """Keep those that look like spam, and of which nobody has said yet whether they are."""
        called = RequestEvent.objects.filter(
            request=OuterRef("pk"), kind=RequestEvent.Kind.QUARANTINED
        )
        return self.filter(~Exists(called), status=JoinRequest.Status.QUARANTINED)

    def sent_by(self, user: Any) -> "JoinRequestQuerySet":
        """Keep those of a person: from their address, or from which a membership of theirs came."""
        led_in = Q(pk__in=user.memberships.exclude(request=None).values("request"))
        return self.filter(Q(email=user.email) | led_in)

    def sent_from_email(self, address: str) -> "JoinRequestQuerySet":
        """Keep those of somebody without an account, by the address they gave, in lower case.

        Where one led to a membership, it is that account's, whatever its address is now.
        """
        # Not `memberships=None`: that joins, and PostgreSQL holds no rows that are joined to what
        # may not be there.
        return self.filter(email=address).exclude(memberships__isnull=False)

    def lapsed(self) -> "JoinRequestQuerySet":
        """Keep those whose retention date has come."""
        return self.filter(expires_on__lte=timezone.localdate())

    def handled_by(self, user: Any) -> "JoinRequestQuerySet":
        """Keep those a person may read and decide on.

        The team handles all; an organiser those to the networks they organise, and no others.
        """
        from networks.models.network import Network

        if user.is_superuser or user.has_perm("networks.handle_all_requests"):
            return self
        return self.filter(network__in=Network.objects.organised_by(user).values("pk"))


class JoinRequest(models.Model):
    """Somebody's answers to a form, with the questions as they were asked."""

    wagtail_reference_index_ignore = True

    class Status(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", "Waiting"
        ASKED = "asked", "Asked back"
        ACCEPTED = "accepted", "Accepted, invited"
        JOINED = "joined", "Has joined"
        DECLINED = "declined", "Declined"
        SETTLED = "settled", "Settled"
        QUARANTINED = "quarantined", "Looks like spam"

    fingerprint = models.CharField(
        max_length=64,
        unique=True,
        editable=False,
        help_text="Of one showing of the form and its answers: sent twice, it is one request.",
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
    email = models.EmailField("e-mail address", blank=True, db_index=True)
    status = models.CharField(
        max_length=max(len(value) for value in Status.values),
        choices=Status.choices,
        default=Status.WAITING,
    )
    suspicion = models.CharField(max_length=200, blank=True, help_text="Why it looks like spam.")
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField("came", default=timezone.now, db_index=True)
    decided_at = models.DateTimeField(null=True, blank=True)
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
        """Return the key under which people are told that it came."""
        return f"join-request-{self.pk}"

    @property
    def days_waiting(self) -> int:
        """Return for how many days it has waited, or did until it was decided."""
        until = self.decided_at or timezone.now()
        return max(timedelta(), until - self.created_at).days

    @property
    def is_spam_suspected(self) -> bool:
        """Return whether it looks like spam, and nobody has said yet whether it is."""
        return type(self).objects.filter(pk=self.pk).suspected().exists()

    def answer_for(self, meaning: str) -> str:
        """Return the answer that has a meaning for the hub, such as the role; else nothing."""
        found = (one["value"] for one in self.answers if one.get("meaning") == meaning)
        return str(next(found, ""))


class RequestEvent(models.Model):
    """One thing done about a request: who did it, when, and the words said to the person."""

    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        """What was done."""

        CAME = "came", "Came in"
        TAKEN = "taken", "Taken"
        GIVEN_BACK = "given-back", "Given back"
        ASKED = "asked", "Asked back"
        REPLIED = "replied", "Replied"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        RELEASED = "released", "Taken out of quarantine"
        QUARANTINED = "quarantined", "Put into quarantine"
        SETTLED = "settled", "Settled"
        JOINED = "joined", "Joined"
        WITHDRAWN = "withdrawn", "Invitation withdrawn"
        COPIED = "copied", "Sent what the hub holds"

    request = models.ForeignKey(JoinRequest, on_delete=models.CASCADE, related_name="acts")
    kind = models.CharField(
        max_length=max(len(value) for value in Kind.values), choices=Kind.choices
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.at:%d %B %Y}"


class PurgedRequestCount(models.Model):
    """How many requests were deleted at their retention date: a number, and nobody in it."""

    form = models.ForeignKey("networks.JoinForm", on_delete=models.PROTECT, related_name="lapsed")
    network = models.ForeignKey(
        "networks.Network", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(help_text="In which they came.")
    status = models.CharField(
        max_length=max(len(value) for value in JoinRequest.Status.values),
        choices=JoinRequest.Status.choices,
    )
    number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "network", "year", "status"], name="one_count_of_the_lapsed"
            ),
            models.UniqueConstraint(
                fields=["form", "year", "status"],
                condition=models.Q(network=None),
                name="one_count_of_no_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} in {self.year}"
