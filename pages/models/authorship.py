"""Who wrote a page."""

from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from pages.models.declaration import Declaration, NamedPeopleMixin


class Authorship(Orderable, Declaration):
    """One author of one page, in the order they are named, with what they declare."""

    page = ParentalKey("pages.HubPage", on_delete=models.CASCADE, related_name="authorships")
    person = models.ForeignKey("pages.Person", on_delete=models.PROTECT, related_name="authorships")

    panels = [FieldPanel("person"), *Declaration.declaration_panels]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="one_authorship_per_person")
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def role(self) -> str:
        """Return what the author does now."""
        return self.person.role

    @property
    def organisation(self) -> str:
        """Return where the author works now."""
        return self.person.organisation


class AuthoredMixin(NamedPeopleMixin):
    """What a page with authors adds: their names and their portraits."""

    people_relation = "authorships"

    @cached_property
    def authors(self) -> list:
        """Return the people this page names as its authors, in order."""
        return [row.person for row in self.people]

    @property
    def portraits(self) -> list:
        """Return the authors' portraits."""
        return [person.portrait for person in self.authors]

    @property
    def published_person_data(self) -> list[dict[str, str]]:
        """Return what the page tells of its authors."""
        return [person.shown for person in self.authors]
