"""Sessions: the meetings of a network, in recurring series or single, and the sign-ups for them.

A series stores the time of day in London on which members agree, so that it keeps its hour when
the clocks change; each session stores the moment that follows from it.
"""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from networks.bank_holidays import is_bank_holiday
from networks.optimistic_lock import content_version
from networks.querysets import SpaceQuerySet
from networks.recurrence import LondonDateTime, describe_recurrence, occurrence_dates
from networks.relative_time import relative_time


def sessions_key_prefix(network_id: int) -> str:
    """Return the common key prefix of all notifications about a network's sessions."""
    return f"network-{network_id}-session-"


_MINUTES = [MinValueValidator(5), MaxValueValidator(24 * 60)]


class SessionSeries(models.Model):
    """A series of recurring sessions."""

    wagtail_reference_index_ignore = True

    class Frequency(models.TextChoices):
        """How often a series recurs."""

        WEEKLY = "weekly", "Every week"
        FORTNIGHTLY = "fortnightly", "Every other week"
        MONTHLY = "monthly", "Every month, on the same weekday of the month"

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="session_series"
    )
    title = models.CharField(max_length=150)
    about = models.TextField(max_length=2000, blank=True, help_text="What the meetings are for.")
    frequency = models.CharField(
        "how often",
        max_length=max(len(value) for value in Frequency.values),
        choices=Frequency.choices,
        default=Frequency.WEEKLY,
    )
    first_date = models.DateField("first session", help_text="Sets the day of the week.")
    start_time = models.TimeField("time", help_text="London time, in summer and winter.")
    minutes = models.PositiveSmallIntegerField("length in minutes", default=60, validators=_MINUTES)
    last_date = models.DateField("last session", null=True, blank=True)
    join_link = models.URLField(
        "link to join", max_length=500, blank=True, help_text="Only members see it."
    )
    is_open = models.BooleanField(
        "open to guests",
        default=False,
        help_text="The network’s public page shows the next session. Guests can ask for the link "
        "there.",
    )

    skips_bank_holidays = models.BooleanField(
        "not on bank holidays", null=True, help_text="Null, as in older series, counts as no."
    )

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = "recurring session"
        verbose_name_plural = "recurring sessions"

    def __str__(self) -> str:
        return self.title

    @property
    def edit_version(self) -> str:
        """Return the version of the series' fields, for optimistic locking."""
        fields = self._meta.concrete_fields
        return content_version(*(field.value_from_object(self) for field in fields))

    @property
    def recurrence_text(self) -> str:
        """Return the recurrence in words: "Every week on Friday at 13:00"."""
        text = describe_recurrence(self.frequency, self.first_date, self.start_time)
        return f"{text}, not on bank holidays" if self.skips_bank_holidays else text

    def occurrence_dates(self, start: date, end: date) -> list[date]:
        """Return the dates of the series between two dates, both included."""
        dates = occurrence_dates(self.frequency, self.first_date, start, end, self.last_date)
        return [day for day in dates if not (self.skips_bank_holidays and is_bank_holiday(day))]

    @property
    def has_ended(self) -> bool:
        """Return whether the last date has passed."""
        return self.last_date is not None and self.last_date < timezone.localdate()


class SessionQuerySet(SpaceQuerySet):
    """Sessions, filtered by time and status."""

    def upcoming(self) -> "SessionQuerySet":
        """Filter sessions that are not over, soonest first, with cancelled ones."""
        return self.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> "SessionQuerySet":
        """Filter sessions that are over, latest first."""
        return self.filter(ends_at__lte=timezone.now()).order_by("-starts_at", "-pk")

    def not_cancelled(self) -> "SessionQuerySet":
        """Exclude cancelled sessions."""
        return self.filter(cancelled_at=None)

    def annotate_for_user(self, user: Any) -> "SessionQuerySet":
        """Add the network, the number of sign-ups, and whether the user has signed up."""
        of_session = SignUp.objects.visible_to(user).filter(session=OuterRef("pk"))
        by_session = of_session.by_members().order_by().values("session")
        number = by_session.annotate(number=Count("pk")).values("number")
        return self.select_related("network").annotate(
            sign_up_count=Coalesce(Subquery(number), 0) + F("purged_sign_up_count"),
            is_signed_up=Exists(of_session.filter(user=user)),
        )


class Session(models.Model):
    """A meeting of a network. One that belongs to a series can be changed or cancelled alone."""

    wagtail_reference_index_ignore = True

    network = models.ForeignKey(
        "networks.Network", on_delete=models.PROTECT, related_name="sessions"
    )
    series = models.ForeignKey(
        SessionSeries, null=True, blank=True, on_delete=models.CASCADE, related_name="sessions"
    )
    occurrence_date = models.DateField(
        null=True,
        blank=True,
        editable=False,
        help_text="The date in the recurrence of its series, even if the session was moved.",
    )
    is_customised = models.BooleanField(
        default=False,
        editable=False,
        help_text="Changed by an organiser, so that its series does not overwrite it.",
    )
    title = models.CharField(max_length=150)
    guest = models.CharField(
        "guest speaker",
        max_length=200,
        blank=True,
        help_text="The name of the speaker, and their role.",
    )
    about = models.TextField("what it is about", max_length=4000, blank=True)
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends", editable=False)
    minutes = models.PositiveSmallIntegerField("length in minutes", default=60, validators=_MINUTES)
    join_link = models.URLField("link to join", max_length=500, blank=True)
    is_open = models.BooleanField("open to guests", default=False)
    purged_sign_up_count = models.PositiveIntegerField(
        default=0, editable=False, help_text="The number of sign-ups whose names were deleted."
    )
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancellation_reason = models.CharField("reason for cancelling", max_length=300, blank=True)
    notes = models.TextField(
        max_length=20000, blank=True, help_text="A summary for members who could not come."
    )
    recording = models.URLField("link to the recording", max_length=500, blank=True)
    sequence = models.PositiveIntegerField(
        default=0, editable=False, help_text="Grows with each change, for calendars (RFC 5545)."
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "occurrence_date"], name="unique_occurrence_in_series"
            )
        ]
        indexes = [models.Index(fields=["network", "starts_at"], name="session_by_time")]

    def __str__(self) -> str:
        return f"{self.title}, {timezone.localtime(self.starts_at):%d %B %Y}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Extend `save` by setting the end from the start and the length."""
        self.ends_at = self.starts_at + timedelta(minutes=self.minutes)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the URL of the session's page in the space."""
        return reverse("networks:session", args=[self.network.slug, self.pk])

    @property
    def event_key_prefix(self) -> str:
        """Return the common key prefix of all notifications about the session."""
        return f"{sessions_key_prefix(self.network_id)}{self.pk}-"

    @property
    def edit_version(self) -> str:
        """Return the version of the session, for optimistic locking."""
        return content_version(self.changed_at)

    @property
    def is_cancelled(self) -> bool:
        """Return whether the session is cancelled."""
        return self.cancelled_at is not None

    @property
    def is_over(self) -> bool:
        """Return whether the session has ended."""
        return self.ends_at <= timezone.now()

    @property
    def relative_start(self) -> str:
        """Return the distance from now in words: "tomorrow", "in 3 days"."""
        return relative_time(self.starts_at, self.ends_at)

    @property
    def london_start(self) -> LondonDateTime:
        """Return the date and time at which the session begins in London."""
        return LondonDateTime.from_datetime(self.starts_at)


class SignUpQuerySet(SpaceQuerySet):
    """Sign-ups, filtered by membership."""

    network_lookup = "session__network"

    def by_members(self) -> "SignUpQuerySet":
        """Filter sign-ups of current members with an active account."""
        return self.filter(
            user__is_active=True,
            user__memberships__network=F("session__network"),
            user__memberships__ended_at=None,
        )


class SignUp(models.Model):
    """A member's intention to take part in a session."""

    wagtail_reference_index_ignore = True

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="sign_ups")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="session_sign_ups"
    )
    signed_up_at = models.DateTimeField(default=timezone.now)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        ordering = ["signed_up_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="unique_sign_up_per_user")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.session}"
