"""Who wrote a page."""

from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Authorship(Orderable):
    """One author of one page, in the order they are named."""

    page = ParentalKey("pages.HubPage", on_delete=models.CASCADE, related_name="authorships")
    person = models.ForeignKey("pages.Person", on_delete=models.PROTECT, related_name="authorships")

    panels = [FieldPanel("person")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="one_authorship_per_person")
        ]

    def __str__(self) -> str:
        return str(self.person)


class AuthoredMixin(models.Model):
    """What a page with authors adds: their names and their portraits."""

    class Meta:
        abstract = True

    @cached_property
    def authors(self) -> list:
        """Return the people this page names as its authors, in order."""
        return [row.person for row in self.authorships.select_related("person__portrait")]

    @property
    def portraits(self) -> list:
        """Return the authors' portraits."""
        return [person.portrait for person in self.authors]

    @property
    def people_shown(self) -> list[dict[str, str]]:
        """Return what the page tells of its authors."""
        return [person.shown for person in self.authors]
