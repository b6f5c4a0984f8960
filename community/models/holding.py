"""What moderators choose: which words hold a post, quiet hours, and when a post is overdue."""

from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from community.enums import PhraseKind, max_value_length

DEFAULT_HOURS = 24


class WatchedPhrase(models.Model):
    """Words in a post for which a moderator reads it first."""

    text = models.CharField(
        "words",
        max_length=100,
        unique=True,
        help_text="Whole words. Capital letters do not matter.",
    )
    kind = models.CharField(
        "what happens",
        max_length=max_value_length(PhraseKind),
        choices=PhraseKind.choices,
        default=PhraseKind.HOLD,
    )

    class Meta:
        ordering = ["kind", "text"]
        verbose_name = "phrase that holds a post"
        verbose_name_plural = "words that hold a post"

    def __str__(self) -> str:
        return self.text


class ModerationSettings(models.Model):
    """The settings of the moderators; there is one row at most."""

    quiet_from = models.TimeField(
        "quiet hours begin",
        null=True,
        blank=True,
        help_text="London time, for example 22:00. In quiet hours, posts on public boards wait "
        "for a moderator. Leave both empty for no quiet hours.",
    )
    quiet_until = models.TimeField("quiet hours end", null=True, blank=True)
    overdue_hours = models.PositiveSmallIntegerField(
        "hours until a post is overdue",
        default=DEFAULT_HOURS,
        validators=[MinValueValidator(1), MaxValueValidator(720)],
        help_text="A post that waits for longer, or that no moderator has looked at for so long, "
        "is listed as overdue. Authors read that we aim to read their post within this time.",
    )
    hard_posts = models.PositiveSmallIntegerField(
        "difficult posts before a break",
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
        help_text="After so many decisions about self-harm or suicide in 2 hours, we suggest a "
        "break to the moderator.",
    )

    def __str__(self) -> str:
        return "Moderation settings"

    @classmethod
    def load(cls) -> "ModerationSettings":
        """Return the settings, saved or not."""
        return cls.objects.order_by("pk").first() or cls(pk=1)

    def clean(self) -> None:
        """Require both ends of the quiet hours, or none."""
        super().clean()
        if (self.quiet_from is None) != (self.quiet_until is None):
            missing = "quiet_until" if self.quiet_until is None else "quiet_from"
            raise ValidationError({missing: "Enter when quiet hours begin and when they end."})

    def is_quiet(self, at: time) -> bool:
        """Return whether a local time is within the quiet hours, which may pass midnight."""
        start, end = self.quiet_from, self.quiet_until
        if start is None or end is None or start == end:
            return False
        return start <= at < end if start < end else at >= start or at < end
