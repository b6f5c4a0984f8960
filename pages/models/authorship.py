"""Who wrote a page."""

from django.db import models
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
