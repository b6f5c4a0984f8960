"""People: authors and interviewees."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from editorial.safety.published_records import PublishedRecordForm

CONSENT_KEY_PREFIX = "person-"


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
    no_page_since = models.DateField(
        "no page since",
        null=True,
        blank=True,
        help_text="The date on which this person asked that no page lists what they wrote and "
        "said. Leave this empty to show the page, which lists published pages only.",
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
        FieldPanel(
            "no_page_since",
            heading="Page hidden since",
            help_text="The hub has a page for each person, with the published pages that they "
            "wrote or speak in. If the person asks us to remove it, enter the date of the request. "
            "Leave this empty to show the page.",
        ),
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
    def page_url(self) -> str:
        """Return the URL of the page that lists what they wrote and said; empty without one."""
        slug = getattr(self, "current_slug", None)
        return reverse("person", args=[slug.slug]) if slug and not self.no_page_since else ""

    @property
    def consent_key(self) -> str:
        """Return the key of this person in `people_concerned`, sign-offs and consents."""
        return f"{CONSENT_KEY_PREFIX}{self.pk}"

    @property
    def published_data(self) -> dict[str, str]:
        """Return the fields of this record that pages publish."""
        return {"name": self.name, "affiliation": self.affiliation, "about": self.about}

    @property
    def affiliation(self) -> str:
        """Return role and organisation in one line."""
        return ", ".join(part for part in (self.role, self.organisation) if part)


class PersonSlug(models.Model):
    """The slug of a person's page; it follows the name, see `pages.people.slugs`."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="current_slug")
    slug = models.SlugField(max_length=100, unique=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.slug


class PreviousPersonSlug(models.Model):
    """A slug that a person had before their name was changed; it redirects to the current one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="previous_slugs")
    slug = models.SlugField(max_length=100, unique=True)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.slug
