"""Somebody's agreement that certain words and pictures about them are published."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.models import Page


class Use(models.TextChoices):
    """What the words may be used for."""

    SITE = "site", "This site"
    SOCIAL = "social", "Social media"
    TRAINING = "training", "Training"
    PRESS = "press", "Press"


class Relation(models.TextChoices):
    """Who the person is to the page."""

    INTERVIEWEE = "interviewee", "Interviewee"
    PATIENT = "patient", "Patient"
    RELATIVE = "relative", "Relative or carer"
    PARTNER = "partner", "Campaign partner"
    OTHER = "other", "Somebody else it speaks of"


def uses_in_words(uses: Iterable[str]) -> str:
    """Return uses as people read them."""
    return ", ".join(Use(use).label for use in uses)


class ConsentQuerySet(models.QuerySet):
    """Consents, by whether they hold."""

    def standing(self, on: date | None = None) -> "ConsentQuerySet":
        """Keep those that hold on a day, by default today."""
        day = on or timezone.localdate()
        return self.filter(withdrawn_at=None, lapses_on__gt=day)

    def ended(self) -> "ConsentQuerySet":
        """Keep those that were withdrawn or have lapsed."""
        day = timezone.localdate()
        return self.exclude(withdrawn_at=None, lapses_on__gt=day)

    def to(self, page: Page, fingerprint: str) -> "ConsentQuerySet":
        """Keep those to a page's very words and pictures."""
        return self.filter(page_id=page.pk, fingerprint=fingerprint)


class Consent(models.Model):
    """Who agreed, in what relation, to which words and pictures, for which uses, until when.

    The record stays when the page is gone: it says what was agreed, and that it was taken back.
    """

    page = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="consents", editable=False
    )
    page_title = models.CharField(max_length=255, editable=False)
    sign_off = models.OneToOneField(
        "editorial.SignOff",
        null=True,
        on_delete=models.SET_NULL,
        related_name="consent",
        editable=False,
    )
    about = models.CharField(max_length=60, editable=False)
    name = models.CharField(max_length=150)
    relation = models.CharField(
        max_length=max(len(value) for value in Relation.values), choices=Relation.choices
    )
    uses = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, editable=False)
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    lapses_on = models.DateField(help_text="The first day on which it holds no more.")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty where the person withdrew it themselves.",
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        indexes = [models.Index(fields=["lapses_on"], name="consent_lapses_on")]

    def __str__(self) -> str:
        return f"{self.name}: {self.page_title}"

    @property
    def holds(self) -> bool:
        """Return whether the consent holds today."""
        return self.withdrawn_at is None and self.lapses_on > timezone.localdate()

    @property
    def uses_text(self) -> str:
        """Return what was agreed to, for people."""
        return uses_in_words(self.uses)

    @property
    def state(self) -> str:
        """Return in a word or two how it stands."""
        if self.withdrawn_at:
            return f"Withdrawn on {self.withdrawn_at:%-d %B %Y}"
        return "Holds" if self.holds else "Lapsed"


class FurtherUse(models.Model):
    """One place outside the page where the words were used under a consent."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="further_uses")
    use = models.CharField(
        max_length=max(len(value) for value in Use.values),
        choices=[choice for choice in Use.choices if choice[0] != Use.SITE],
    )
    where = models.CharField(
        max_length=300, help_text="What and where: an address, a course, a newspaper and its day."
    )
    used_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["used_on", "pk"]
        verbose_name = "further use"

    def __str__(self) -> str:
        return f"{self.get_use_display()}: {self.where}"

    def clean(self) -> None:
        """Refuse a use that was not agreed to."""
        super().clean()
        if self.consent_id and self.use and self.use not in self.consent.uses:
            raise ValidationError({"use": "That was not agreed to. Ask the person first."})
