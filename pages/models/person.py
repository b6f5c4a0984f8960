"""People: authors and interviewees."""

from django.conf import settings
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from editorial.safety.published_records import PublishedRecordForm


class Person(index.Indexed, models.Model):
    """An author or interviewee; one record serves all pages that name them."""

    name = models.CharField(max_length=150)
    role = models.CharField(max_length=200, blank=True, help_text="Their current job or role.")
    organisation = models.CharField(max_length=200, blank=True)
    about = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text="A few sentences, shown at the end of their pages.",
    )
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown beside their name.",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
        verbose_name="account",
        help_text="Their account, if they have one.",
    )

    base_form_class = PublishedRecordForm
    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("role"), FieldPanel("organisation")],
            heading="Name and role",
        ),
        FieldPanel("about"),
        FieldPanel("portrait"),
        FieldPanel("user"),
    ]
    search_fields = [
        index.SearchField("name", boost=5),
        index.AutocompleteField("name"),
        index.SearchField("role"),
        index.SearchField("organisation"),
        index.FilterField("user_id"),
    ]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name

    @property
    def published_data(self) -> dict[str, str]:
        """Return the fields of this record that pages publish."""
        return {"name": self.name, "affiliation": self.affiliation, "about": self.about}

    @property
    def affiliation(self) -> str:
        """Return role and organisation in one line."""
        return ", ".join(part for part in (self.role, self.organisation) if part)
