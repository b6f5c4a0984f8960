"""What somebody decided about the findings of the check of words, on one revision's words."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from wagtail.models import Page


class WordsDecision(models.Model):
    """That findings were looked at, or that blocking ones may stand, and why.

    It holds for the very words it was made on. It says of what kind the findings were and where
    they stood; what was found is not written down a second time.
    """

    class Kind(models.TextChoices):
        """What was decided."""

        LOOKED_AT = "looked-at", "Looked at"
        OVERRIDDEN = "overridden", "May stand"

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="words_decisions")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(
        max_length=max(len(value) for value in Kind.values), choices=Kind.choices
    )
    places = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page}"
