"""Sealed questions: what a member of a network asks without the hub storing who they are."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from community.enums import DeclineReason, max_value_length
from community.models.post import TEXT_MAX_LENGTH
from community.rendering import render_markdown

TITLE_MAX_LENGTH = 150


class SealedQuestionQuerySet(models.QuerySet):
    """Sealed questions by the day on which they were sent."""

    def readable(self) -> "SealedQuestionQuerySet":
        """Filter to those of earlier days, which organisers read.

        A question that appeared at once would tell them when it was sent.
        """
        return self.filter(sent_on__lt=timezone.localdate())


class SealedQuestion(models.Model):
    """A question that waits for the organisers of a network. No author and no time is stored.

    Nothing about it may name an account, a login session or an IP address. The primary key is
    random, so that it has no order either. See docs/decisions.
    """

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(
        "community.Space", on_delete=models.CASCADE, related_name="sealed_questions"
    )
    title = models.CharField(max_length=TITLE_MAX_LENGTH)
    text = models.TextField(max_length=TEXT_MAX_LENGTH, help_text="Markdown.")
    sent_on = models.DateField(
        default=timezone.localdate, help_text="The day, which decides when the question is deleted."
    )

    objects = SealedQuestionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title

    @property
    def html(self) -> str:
        """Return the text as it will be shown."""
        return render_markdown(self.text)


class DeclinedSealedQuestion(models.Model):
    """That an organiser declined a sealed question, and why. Its words are deleted."""

    wagtail_reference_index_ignore = True

    space = models.ForeignKey(
        "community.Space", on_delete=models.CASCADE, related_name="declined_sealed_questions"
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="declined_sealed_questions",
    )
    reason = models.CharField(
        max_length=max_value_length(DeclineReason), choices=DeclineReason.choices
    )
    declined_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-declined_on", "-pk"]

    def __str__(self) -> str:
        return f"Sealed question declined on {self.declined_on:%d %B %Y}"
