"""A link from public pages to another site, and what was found when it was tried."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone
from wagtail.models import Page


class OutsideLinkQuerySet(models.QuerySet):
    """Links, by whether they are to be tried and by what was found."""

    def due(self) -> "OutsideLinkQuerySet":
        """Keep those to be tried today, the longest waiting first."""
        return self.filter(next_on__lte=timezone.localdate()).order_by("next_on", "pk")

    def tried_since(self, moment: object) -> "OutsideLinkQuerySet":
        """Keep those that were tried since a moment."""
        return self.filter(tried_at__gte=moment)

    def dead(self) -> "OutsideLinkQuerySet":
        """Keep those that lead nowhere."""
        return self.filter(state=OutsideLink.State.DEAD)


class OutsideLink(models.Model):
    """One address elsewhere. It is dead when it was gone on three days on which it was tried."""

    class State(models.TextChoices):
        """What is known of it."""

        UNKNOWN = "unknown", "Not known yet"
        WELL = "well", "Answers"
        DOUBTFUL = "doubtful", "Was gone when last tried"
        DEAD = "dead", "Leads nowhere"

    LONGEST = 600
    GONE_BEFORE_DEAD = 3
    EVERY, AGAIN_IF_UNSURE, AGAIN_IF_GONE = timedelta(28), timedelta(7), timedelta(2)

    address = models.CharField(max_length=LONGEST, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    pages = models.ManyToManyField(Page, related_name="outside_links")
    state = models.CharField(
        max_length=max(len(value) for value in State.values),
        choices=State.choices,
        default=State.UNKNOWN,
    )
    failures = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=100, blank=True)
    tried_at = models.DateTimeField(null=True)
    next_on = models.DateField(default=timezone.localdate, db_index=True)
    died_on = models.DateField(null=True)

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address

    @classmethod
    def to(cls, address: str) -> "OutsideLink":
        """Return a link to an address, not stored."""
        return cls(address=address, host=urlsplit(address).hostname or "")

    def is_well(self, answer: str) -> None:
        """Note that it leads somewhere."""
        self.state, self.failures, self.died_on = self.State.WELL, 0, None
        self._note(answer, self.EVERY)

    def is_unsure(self, answer: str) -> None:
        """Note that nothing was learnt: what was known of it still holds."""
        self._note(answer, self.AGAIN_IF_UNSURE)

    def is_gone(self, answer: str) -> bool:
        """Note that it was gone today.

        Returns:
            Whether it is dead from today on.
        """
        self.failures += 1
        dies = self.failures >= self.GONE_BEFORE_DEAD and self.state != self.State.DEAD
        if dies:
            self.state, self.died_on = self.State.DEAD, timezone.localdate()
        elif self.state != self.State.DEAD:
            self.state = self.State.DOUBTFUL
        is_dead = self.state == self.State.DEAD
        self._note(answer, self.EVERY if is_dead else self.AGAIN_IF_GONE)
        return dies

    def _note(self, answer: str, wait: timedelta) -> None:
        self.answer, self.tried_at = answer[:100], timezone.now()
        self.next_on = timezone.localdate() + wait
        self.save()
