"""The community rules, by version, and who accepted which version."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from wagtail.fields import RichTextField

MAX_ATTEMPTS = 5
"""How often the next version number is determined, if others are saved at the same time."""


class CommunityRulesQuerySet(models.QuerySet):
    """Versions of the community rules."""

    def current(self) -> "CommunityRules | None":
        """Return the latest version."""
        return self.order_by("-version").first()


class CommunityRules(models.Model):
    """One version of the rules for everyone who writes on the hub. A version is never changed."""

    wagtail_reference_index_ignore = True

    version = models.PositiveIntegerField(unique=True, editable=False)
    text = RichTextField(
        features=["bold", "italic", "link", "ul", "ol", "h3"],
        help_text="People accept this text before they write. If you change it, each person is "
        "asked to accept the new version before their next post.",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CommunityRulesQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        verbose_name = verbose_name_plural = "community rules"

    def __str__(self) -> str:
        return f"Version {self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a new version the next number.

        Raises:
            IntegrityError: Others kept saving new versions at the same time.
        """
        if self.pk is not None:
            super().save(*args, **kwargs)
            return
        for attempt in range(MAX_ATTEMPTS):
            current = CommunityRules.objects.current()
            self.version = current.version + 1 if current else 1
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
            except IntegrityError:
                if attempt == MAX_ATTEMPTS - 1:
                    raise
            else:
                return

    def clean(self) -> None:
        """Refuse to change a version that people may have accepted."""
        super().clean()
        if self.pk is not None:
            raise ValidationError("This version cannot be changed. Add a new version.")


class RulesAcceptance(models.Model):
    """That a user accepted a version of the community rules."""

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="rules_acceptances"
    )
    rules = models.ForeignKey(CommunityRules, on_delete=models.PROTECT, related_name="acceptances")
    accepted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "rules"], name="one_acceptance_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.rules}, {timezone.localtime(self.accepted_at):%d %B %Y}"


def has_accepted_current_rules(user: Any) -> bool:
    """Return whether a user has accepted the latest version, or there are no rules."""
    current = CommunityRules.objects.current()
    return current is None or current.acceptances.filter(user=user).exists()


def accept_rules(user: Any, version: int) -> None:
    """Record that a user accepts a version of the rules; repeated, it has no effect."""
    rules = CommunityRules.objects.get(version=version)
    RulesAcceptance.objects.get_or_create(user=user, rules=rules)
