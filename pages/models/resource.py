"""Resource pages and their index."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import BodyBlock
from pages.content_kinds import ContentKind
from pages.forms import AuthoredPageForm
from pages.models.authorship import AuthoredMixin
from pages.models.hub_page import HubPage
from pages.models.listing import ListingPage
from pages.panels import AuthorsPanel


class ResourcePage(AuthoredMixin, HubPage):
    """A resource: written for the hub, or published elsewhere and recommended."""

    class Format(models.TextChoices):
        """The format of a resource."""

        GOOD_PRACTICE = "good-practice", "Good practice"
        CASE_STUDY = "case-study", "Case study"
        GUIDE = "guide", "Guide"
        REPORT = "report", "Report"
        TOOL = "tool", "Tool"
        VIDEO = "video", "Video"

    content_kind = ContentKind("resource", "Resource", "Resources")
    takes_comments = True
    review_months = 12

    parent_page_types = ["pages.ResourceIndexPage"]
    subpage_types: list[str] = []
    template = "pages/resource.html"

    form = models.CharField(
        "type",
        max_length=max(len(value) for value in Format.values),
        choices=Format.choices,
        default=Format.GOOD_PRACTICE,
    )
    link = models.URLField(
        "address", blank=True, help_text="Web address, if it is published on another website."
    )
    publisher = models.CharField(
        max_length=200, blank=True, help_text="Publisher, if it is published on another website."
    )
    published_on = models.DateField(
        "first published",
        null=True,
        blank=True,
        help_text="Date of publication by its publisher, not on the hub.",
    )
    body = StreamField(
        BodyBlock(),
        blank=True,
        help_text="Optional. The summary may be enough.",
    )

    content_panels = [
        *HubPage.content_panels,
        FieldPanel("form"),
        MultiFieldPanel(
            [FieldPanel("link"), FieldPanel("publisher"), FieldPanel("published_on")],
            heading="Published on another website",
        ),
        AuthorsPanel(),
        FieldPanel("body"),
        *HubPage.classification_panels,
    ]
    base_form_class = AuthoredPageForm
    search_fields = [
        *HubPage.search_fields,
        index.SearchField("publisher"),
        index.SearchField("body"),
        index.SearchField("author_names"),
    ]

    def clean(self) -> None:
        """Require a publisher for an external link."""
        super().clean()
        if self.link and not self.publisher:
            raise ValidationError({"publisher": "Enter the publisher."})

    @property
    def is_curated(self) -> bool:
        """Return whether it was published elsewhere."""
        return bool(self.link)

    def author_names(self) -> str:
        """Return the names for the search index."""
        return ", ".join(person.name for person in self.authors)


class ResourceIndexPage(ListingPage):
    """Lists all resources."""

    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ResourcePage"]
    template = "pages/listing.html"
    listed = ResourcePage

    class Meta:
        verbose_name = "resources"
