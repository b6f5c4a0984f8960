"""Authorship of a page."""

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from pages.models.declaration import Credit, CreditedPeopleMixin, Declaration


class Authorship(Orderable, Credit):
    """One author of one page, in byline order, with their declared interests."""

    page = ParentalKey("pages.HubPage", on_delete=models.CASCADE, related_name="authorships")
    person = models.ForeignKey("pages.Person", on_delete=models.PROTECT, related_name="authorships")

    panels = [FieldPanel("person"), *Declaration.declaration_panels]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "person"], name="one_authorship_per_person")
        ]

    def __str__(self) -> str:
        return str(self.person)

    @classmethod
    def named(cls) -> QuerySet:
        """Return the rows of all pages but anonymous blogs, whatever those have stored."""
        return super().named().exclude(page__blogpage__is_anonymous=True)

    @property
    def current_portrait(self) -> object | None:
        """Return the author's current portrait."""
        return self.person.portrait

    @property
    def affiliation(self) -> str:
        """Return the author's current role and organisation in one line."""
        return self.person.affiliation

    @property
    def role(self) -> str:
        """Return the author's current role."""
        return self.person.role

    @property
    def organisation(self) -> str:
        """Return the author's current organisation."""
        return self.person.organisation


class AuthoredMixin(CreditedPeopleMixin):
    """Mixin for page types with authors."""

    people_relation = "authorships"

    @cached_property
    def authors(self) -> list:
        """Return the people named as authors, in order."""
        return [row.person for row in self.people]

    @property
    def portraits(self) -> list:
        """Return the authors' portraits."""
        return [person.portrait for person in self.authors]

    @property
    def published_person_data(self) -> list[dict[str, str]]:
        """Return the data of the authors' records that the page publishes."""
        return [person.published_data for person in self.authors]
