"""The review date of a published page, and the external links of published pages."""

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
    """Review dates by how soon the review is due."""

    def public(self) -> "ReviewDateQuerySet":
        """Filter review dates of live pages."""
        return self.filter(page__live=True)

    def overdue(self) -> "ReviewDateQuerySet":
        """Filter review dates in the past."""
        return self.filter(review_on__lt=timezone.localdate())

    def due_soon(self) -> "ReviewDateQuerySet":
        """Filter review dates within a month, today included."""
        today = timezone.localdate()
        return self.filter(review_on__gte=today, review_on__lte=today + DUE_SOON_PERIOD)

    def with_dead_links(self) -> "ReviewDateQuerySet":
        """Filter review dates of pages with a dead external link."""
        return self.filter(page__in=ExternalLink.objects.dead().values("pages"))

    def prefetch_dead_links(self) -> "ReviewDateQuerySet":
        """Prefetch the dead external links of each page, for `ReviewDate.dead_links`."""
        dead = Prefetch("page__external_links", ExternalLink.objects.dead(), to_attr="dead_links")
        return self.prefetch_related(dead)


class ReviewDate(models.Model):
    """When a page was last checked, when it is to be checked again, and by whom."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="review_date")
    caretaker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="responsible person",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The person who checks the page again. We email them a reminder.",
    )
    checked_on = models.DateField("checked")
    review_on = models.DateField(
        "next check", help_text="After this date, readers see that the page is due to be checked."
    )
    brought_forward = models.CharField(
        max_length=200,
        blank=True,
        editable=False,
        help_text="Why the page is due earlier than planned.",
    )
    agreed_fingerprint = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="Fingerprint of the text that was published or last agreed to.",
    )

    objects = ReviewDateQuerySet.as_manager()

    class Meta:
        ordering = ["review_on", "pk"]
        indexes = [models.Index(fields=["review_on"], name="review_on")]

    def __str__(self) -> str:
        return str(self.page)

    @property
    def is_overdue(self) -> bool:
        """Return whether the review date is in the past."""
        return self.review_on < timezone.localdate()

    @property
    def dead_links(self) -> str:
        """Return the dead external links of the page with their last response, one a line."""
        prefetched = getattr(self.page, "dead_links", None)
        links = self.page.external_links.dead() if prefetched is None else prefetched
        return "\n".join(f"{link.url} ({link.last_response})" for link in links)

    @property
    def state(self) -> str:
        """Return the label of the urgency, for the admin."""
        if self.is_overdue:
            return "Overdue"
        return "Due soon" if self.review_on <= timezone.localdate() + DUE_SOON_PERIOD else "Checked"

    def mark_checked(self) -> None:
        """Record that the page was checked today, and set the next date by its type."""
        self.checked_on = timezone.localdate()
        self.review_on = add_months(self.checked_on, review_months_for(self.page.specific_class))
        self.brought_forward = ""
        self.save()

    def make_due_now(self, reason: str) -> None:
        """Set the review date to today, unless it is earlier, and store the reason."""
        today = timezone.localdate()
        if self.review_on > today:
            self.review_on, self.brought_forward = today, reason
            self.save()


class ExternalLinkQuerySet(models.QuerySet):
    """External links by their state, and by when they are probed."""

    def due(self) -> "ExternalLinkQuerySet":
        """Filter links to probe today, the longest overdue first."""
        return self.filter(next_probe_on__lte=timezone.localdate()).order_by("next_probe_on", "pk")

    def probed_since(self, start: object) -> "ExternalLinkQuerySet":
        """Filter links probed since a datetime."""
        return self.filter(last_probed_at__gte=start)

    def dead(self) -> "ExternalLinkQuerySet":
        """Filter dead links."""
        return self.filter(state=ExternalLink.State.DEAD)


class ExternalLink(models.Model):
    """A URL of another site on public pages; dead after failures on three days of probing."""

    class State(models.TextChoices):
        """What the probes have shown."""

        UNKNOWN = "unknown", "Not checked yet"
        WORKING = "working", "Works"
        FAILING = "failing", "Did not work at the last check"
        DEAD = "dead", "Does not work"

    MAX_URL_LENGTH = 600
    FAILURES_UNTIL_DEAD = 3
    PROBE_INTERVAL = timedelta(days=28)
    INCONCLUSIVE_INTERVAL = timedelta(days=7)
    FAILURE_INTERVAL = timedelta(days=2)

    url = models.CharField(max_length=MAX_URL_LENGTH, unique=True)
    host = models.CharField(max_length=255, db_index=True)
    pages = models.ManyToManyField(Page, related_name="external_links")
    state = models.CharField(
        max_length=max(len(value) for value in State.values),
        choices=State.choices,
        default=State.UNKNOWN,
    )
    failures = models.PositiveSmallIntegerField(default=0)
    last_response = models.CharField(max_length=100, blank=True)
    last_probed_at = models.DateTimeField(null=True)
    next_probe_on = models.DateField(default=timezone.localdate, db_index=True)
    dead_since = models.DateField(null=True)

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["url"]

    def __str__(self) -> str:
        return self.url

    @classmethod
    def from_url(cls, url: str) -> "ExternalLink":
        """Return an unsaved link to a URL."""
        return cls(url=url, host=urlsplit(url).hostname or "")

    def save_success(self, response: str) -> None:
        """Record a probe that reached its target."""
        self.state, self.failures, self.dead_since = self.State.WORKING, 0, None
        self._save_probe(response, self.PROBE_INTERVAL)

    def save_inconclusive(self, response: str) -> None:
        """Record a probe that showed nothing; the state stays."""
        self._save_probe(response, self.INCONCLUSIVE_INTERVAL)

    def save_failure(self, response: str) -> bool:
        """Record a probe that found the target gone.

        Returns:
            Whether the link became dead by it.
        """
        self.failures += 1
        became_dead = self.failures >= self.FAILURES_UNTIL_DEAD and self.state != self.State.DEAD
        if became_dead:
            self.state, self.dead_since = self.State.DEAD, timezone.localdate()
        elif self.state != self.State.DEAD:
            self.state = self.State.FAILING
        is_dead = self.state == self.State.DEAD
        self._save_probe(response, self.PROBE_INTERVAL if is_dead else self.FAILURE_INTERVAL)
        return became_dead

    def _save_probe(self, response: str, interval: timedelta) -> None:
        self.last_response, self.last_probed_at = response[:100], timezone.now()
        self.next_probe_on = timezone.localdate() + interval
        self.save()


def review_months_for(model: type | None) -> int:
    """Return after how many months pages of a type are reviewed."""
    return getattr(model, "review_months", DEFAULT_REVIEW_MONTHS)


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of that month."""
    first = date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
