"""When a published page is looked at again, and by whom."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from wagtail.models import Page

DUE_SOON_PERIOD = timedelta(days=30)
DEFAULT_REVIEW_MONTHS = 24


class ReviewDateQuerySet(models.QuerySet):
    """Review dates of public pages, by how pressing they are."""

    def public(self) -> "ReviewDateQuerySet":
        """Keep those of public pages."""
        return self.filter(page__live=True)

    def overdue(self) -> "ReviewDateQuerySet":
        """Keep those whose day has passed."""
        return self.filter(review_on__lt=timezone.localdate())

    def due_soon(self) -> "ReviewDateQuerySet":
        """Keep those whose day comes within a month, today included."""
        today = timezone.localdate()
        return self.filter(review_on__gte=today, review_on__lte=today + DUE_SOON_PERIOD)

    def with_dead_links(self) -> "ReviewDateQuerySet":
        """Keep those of pages that lead to another site, to a place that is gone."""
        return self.filter(page__in=ExternalLink.objects.dead().values("pages"))

    def prefetch_dead_links(self) -> "ReviewDateQuerySet":
        """Bring with each the dead links of its page, in one query for all."""
        dead = Prefetch("page__outside_links", ExternalLink.objects.dead(), to_attr="dead_links")
        return self.prefetch_related(dead)


class ReviewDate(models.Model):
    """Since when a page is known to be right, until when it is believed, and who sees to it."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="review_date")
    caretaker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who looks at the page again, and is reminded of it.",
    )
    checked_on = models.DateField("checked")
    review_on = models.DateField(
        "next check", help_text="After this day the page says that it has yet to be checked."
    )
    brought_forward = models.CharField(
        max_length=200, blank=True, editable=False, help_text="Why the day is earlier than meant."
    )
    agreed = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="The fingerprint of what was published, or was agreed to since.",
    )

    objects = ReviewDateQuerySet.as_manager()

    class Meta:
        ordering = ["review_on", "pk"]
        indexes = [models.Index(fields=["review_on"], name="review_on")]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def is_overdue(self) -> bool:
        """Return whether the day has passed."""
        return self.review_on < timezone.localdate()

    @property
    def dead_links(self) -> str:
        """Return where the page leads to other sites in vain, one to a line."""
        found = getattr(self.page, "dead_links", None)
        links = self.page.external_links.dead() if found is None else found
        return "\n".join(f"{link.address} ({link.answer})" for link in links)

    @property
    def state(self) -> str:
        """Return how pressing it is, for the desk."""
        if self.is_overdue:
            return "Overdue"
        return "Due soon" if self.review_on <= timezone.localdate() + DUE_SOON_PERIOD else "Checked"

    def mark_checked(self) -> None:
        """Note that the page was looked at and is right; the next day comes from its type."""
        self.checked_on = timezone.localdate()
        self.review_on = add_months(self.checked_on, review_months_for(self.page.specific_class))
        self.brought_forward = ""
        self.save()

    def bring_forward(self, why: str) -> None:
        """Have the page looked at from today on, because something about it is no longer right."""
        today = timezone.localdate()
        if self.review_on > today:
            self.review_on, self.brought_forward = today, why
            self.save()


def review_months_for(model: type | None) -> int:
    """Return after how many months pages of a type are looked at again."""
    return getattr(model, "review_months", DEFAULT_REVIEW_MONTHS)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month."""
    first = date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


class ExternalLinkQuerySet(models.QuerySet):
    """Links, by whether they are to be tried and by what was found."""

    def due(self) -> "ExternalLinkQuerySet":
        """Keep those to be tried today, the longest waiting first."""
        return self.filter(next_on__lte=timezone.localdate()).order_by("next_probe_on", "pk")

    def probed_since(self, moment: object) -> "ExternalLinkQuerySet":
        """Keep those that were tried since a moment."""
        return self.filter(tried_at__gte=moment)

    def dead(self) -> "ExternalLinkQuerySet":
        """Keep those that lead nowhere."""
        return self.filter(state=ExternalLink.State.DEAD)


class ExternalLink(models.Model):
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
    pages = models.ManyToManyField(Page, related_name="external_links")
    state = models.CharField(
        max_length=max(len(value) for value in State.values),
        choices=State.choices,
        default=State.UNKNOWN,
    )
    failures = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=100, blank=True)
    last_probed_at = models.DateTimeField(null=True)
    next_probe_on = models.DateField(default=timezone.localdate, db_index=True)
    dead_since = models.DateField(null=True)

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address

    @classmethod
    def to(cls, address: str) -> "ExternalLink":
        """Return a link to an address, not stored."""
        return cls(address=address, host=urlsplit(address).hostname or "")

    def record_success(self, answer: str) -> None:
        """Note that it leads somewhere."""
        self.state, self.failures, self.dead_since = self.State.WELL, 0, None
        self._note(answer, self.EVERY)

    def record_unknown(self, answer: str) -> None:
        """Note that nothing was learnt: what was known of it still holds."""
        self._note(answer, self.AGAIN_IF_UNSURE)

    def record_failure(self, answer: str) -> bool:
        """Note that it was gone today.

        Returns:
            Whether it is dead from today on.
        """
        self.failures += 1
        dies = self.failures >= self.GONE_BEFORE_DEAD and self.state != self.State.DEAD
        if dies:
            self.state, self.dead_since = self.State.DEAD, timezone.localdate()
        elif self.state != self.State.DEAD:
            self.state = self.State.DOUBTFUL
        is_dead = self.state == self.State.DEAD
        self._note(answer, self.EVERY if is_dead else self.AGAIN_IF_GONE)
        return dies

    def _note(self, answer: str, wait: timedelta) -> None:
        self.answer, self.last_probed_at = answer[:100], timezone.now()
        self.next_probe_on = timezone.localdate() + wait
        self.save()
