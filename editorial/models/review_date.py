"""When a published page is looked at again, and by whom."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from wagtail.models import Page

from editorial.models.outside_link import OutsideLink

SOON = timedelta(days=30)
DEFAULT_MONTHS = 24


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
        return self.filter(review_on__gte=today, review_on__lte=today + SOON)

    def with_dead_links(self) -> "ReviewDateQuerySet":
        """Keep those of pages that lead to another site, to a place that is gone."""
        return self.filter(page__in=OutsideLink.objects.dead().values("pages"))

    def prefetch_dead_links(self) -> "ReviewDateQuerySet":
        """Bring with each the dead links of its page, in one query for all."""
        dead = Prefetch("page__outside_links", OutsideLink.objects.dead(), to_attr="dead_links")
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
        links = self.page.outside_links.dead() if found is None else found
        return "\n".join(f"{link.address} ({link.answer})" for link in links)

    @property
    def state(self) -> str:
        """Return how pressing it is, for the desk."""
        if self.is_overdue:
            return "Overdue"
        return "Due soon" if self.review_on <= timezone.localdate() + SOON else "Checked"

    def check_today(self) -> None:
        """Note that the page was looked at and is right; the next day comes from its type."""
        self.checked_on = timezone.localdate()
        self.review_on = months_after(self.checked_on, months_of(self.page.specific_class))
        self.brought_forward = ""
        self.save()

    def bring_forward(self, why: str) -> None:
        """Have the page looked at from today on, because something about it is no longer right."""
        today = timezone.localdate()
        if self.review_on > today:
            self.review_on, self.brought_forward = today, why
            self.save()


def months_of(model: type | None) -> int:
    """Return after how many months pages of a type are looked at again."""
    return getattr(model, "review_months", DEFAULT_MONTHS)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month."""
    first = date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
